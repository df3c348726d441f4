import subprocess
from types import SimpleNamespace

import pytest

from commands.packaging.uv_environment import translate, uv_environment


def test_the_environments_word_counts_over_the_files() -> None:
    listing = (
        ":env:.index-url='https://env.example/simple'\n"
        "global.index-url='https://file.example/simple'\n"
        "install.find-links='/wheels'\n"
        "freeze.timeout='10'\n"
    )
    assert translate(listing) == {
        "UV_DEFAULT_INDEX": "https://env.example/simple",
        "UV_FIND_LINKS": "/wheels",
    }


def test_a_value_may_hold_an_equals_sign() -> None:
    assert translate("global.index-url='https://x.example/?a=b'") == {
        "UV_DEFAULT_INDEX": "https://x.example/?a=b"
    }


def test_pips_settings_become_uvs() -> None:
    listing = (
        "global.index-url='https://mirror.example/simple'\n"
        "global.extra-index-url='https://a.example/simple\\nhttps://b.example/simple'\n"
        "global.find-links='/one /two'\n"
        "global.cert='/ca.pem'\n"
        "global.no-such-setting='1'\n"
    )
    assert translate(listing) == {
        "UV_DEFAULT_INDEX": "https://mirror.example/simple",
        "UV_INDEX": "https://a.example/simple https://b.example/simple",
        "UV_FIND_LINKS": "/one,/two",
        "SSL_CERT_FILE": "/ca.pem",
    }


def test_what_uv_was_told_itself_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    told = SimpleNamespace(stdout="global.index-url='https://pip.example'\n")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: told)
    assert uv_environment({})["UV_DEFAULT_INDEX"] == "https://pip.example"
    own = {"UV_DEFAULT_INDEX": "https://uv.example"}
    assert uv_environment(own)["UV_DEFAULT_INDEX"] == "https://uv.example"
