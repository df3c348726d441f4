"""Nothing is said to who cannot prove to be AWS."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from broadsheet.adapters.reading import calls
from broadsheet.adapters.reading.calls import page_time
from broadsheet.adapters.reading.connections import trust
from broadsheet.domain.header import HeaderFacts
from broadsheet.domain.problems import StoreUnavailable
from tests.adapters.faulty_aws import FaultyAws, FaultyHandler
from tests.adapters.moto_server import served
from tests.adapters.stores import readers_shelf_in

DAY = timedelta(days=1)
HERE = "127.0.0.1"


pytestmark = pytest.mark.usefixtures("moto_aws")


class Authority:
    """Whoever signs certificates."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "an authority")])
        self.file = folder / "authority.pem"
        own = self._certificate(self._name, self._key, DAY).add_extension(
            x509.BasicConstraints(ca=True, path_length=None), critical=True
        )
        signed = own.sign(self._key, hashes.SHA256())
        self.file.write_bytes(signed.public_bytes(serialization.Encoding.PEM))

    def context(self, host: str = HERE, ends: timedelta = DAY) -> ssl.SSLContext:
        """Make what a server of this name proves itself by."""
        key = ec.generate_private_key(ec.SECP256R1())
        named = x509.IPAddress(ip_address(host)) if host == HERE else x509.DNSName(host)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a server")])
        certificate = self._certificate(name, key, ends).add_extension(
            x509.SubjectAlternativeName([named]), critical=False
        )
        file = self._folder / "server.pem"
        file.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + certificate.sign(self._key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    def _certificate(
        self, name: x509.Name, key: ec.EllipticCurvePrivateKey, ends: timedelta
    ) -> x509.CertificateBuilder:
        now, number = datetime.now(UTC), x509.random_serial_number()
        return x509.CertificateBuilder(
            self._name, name, key.public_key(), number, now - 9 * DAY, now + ends
        )


class TlsHandler(FaultyHandler):
    """Speaks TLS with whoever will."""

    def __init__(self, aws: FaultyAws, context: ssl.SSLContext, *arguments: object) -> None:
        connection, *rest = arguments
        try:
            wrapped = context.wrap_socket(connection, server_side=True)  # type: ignore[arg-type]
        except OSError:
            return  # it does not trust us
        with wrapped:
            super().__init__(aws, wrapped, *rest)


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Authority]:
    """The one that this machine trusts."""
    authority = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "none"))
    monkeypatch.setattr(calls, "sleep", lambda _seconds: None)
    trust.cache_clear()
    yield authority
    trust.cache_clear()


def ask(
    context: ssl.SSLContext, table: str, monkeypatch: pytest.MonkeyPatch, *, is_trusted: bool
) -> FaultyAws:
    """Read the header's facts from a server that proves itself so."""
    aws = FaultyAws()
    with served(partial(TlsHandler, aws, context)) as server, page_time():  # type: ignore[arg-type]
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"https://{HERE}:{server.server_address[1]}")
        shelf = readers_shelf_in(table)
        if is_trusted:
            assert shelf.header() == shelf.header() == HeaderFacts()
        else:
            with pytest.raises(StoreUnavailable, match="CERTIFICATE_VERIFY_FAILED"):
                shelf.header()
    return aws


def test_aws_is_asked_over_tls_by_one_connection(
    authority: Authority, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    aws = ask(authority.context(), table, monkeypatch, is_trusted=True)
    assert (aws.asked["GetItem"], aws.connections) == (2, 1)


def test_the_name_in_the_certificate_is_the_hosts(
    authority: Authority, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = authority.context("dynamodb.eu-west-1.amazonaws.com")
    assert ask(context, table, monkeypatch, is_trusted=False).connections == 0


def test_a_certificate_that_is_over_is_refused(
    authority: Authority, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = authority.context(ends=-DAY)
    assert ask(context, table, monkeypatch, is_trusted=False).connections == 0


def test_a_certificate_of_an_authority_that_nobody_trusts_is_refused(
    authority: Authority, table: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    context = Authority(tmp_path / "other").context()
    assert authority.file.exists()
    assert ask(context, table, monkeypatch, is_trusted=False).connections == 0
