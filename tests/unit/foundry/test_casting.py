"""The display face as readers get it: small, the same every time, whole where headlines need it."""

import os
import subprocess
import sys
from base64 import b64decode
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from broadsheet.foundry.display_face import CHARACTERS, CUT, FAMILY, FILE, PACKAGE
from broadsheet.pages.assets import DISPLAY_FACE, asset
from tests.page_limits import MOST_FACE

SHARED = Path(__file__).parents[3] / "shared"
HEADLINES = {
    "English": "“We’ll rebuild”: £1,234,567 for the harbour’s wall – and who pays? (50%)",
    "Greek": "Η Βουλή ψηφίζει ξανά «για το λιμάνι»: Ύδρα, Άνδρος, Ώρες, προϋπολογισμός, ΐ, ΰ, Ϊ, Ϋ",
    "Turkish": "İstanbul’da ışık değişti: Şişli’de çağrı, göğüs, Âlâ, hûlya",
    "French": "Où naît l’Œuvre ? Ça s’appelle « l’été », à Noël, sur l’île d’Yeu",
    "German": "Größe, Öl, Ärger, Übermut: „Straße“",
    "Polish": "Zażółć gęślą jaźń, Łódź, Śląsk, Żywiec",
    "Czech": "Příliš žluťoučký kůň úpěl ďábelské ódy, Čeština, Ř",
    "Hungarian": "Árvíztűrő tükörfúrógép, Ő",
    "Slovak": "Kŕdeľ ďatľov učí koňa žrať kôru, Ľudovít Štúr",
    "Romanian": "Știri din România: țară, București, înainte",
    "Latvian": "Ķīmijas ģēnijs ēd ļoti daudz šķovēto ābolu",
    "Lithuanian": "Įlinkdama fechtuotojo špaga sublykčiojusi pragręžė apvalų arbūzą",
    "Maltese": "Ħabbar il-Gżira: ċertament, ġurnata",
    "Welsh": "Ŵyr, tŷ, dŵr, ẁ",
}
DIGITS = "0123456789"
COPYRIGHT, LICENCE_URL = 0, 14


@pytest.fixture(scope="module")
def woff2() -> bytes:
    return b64decode(asset(DISPLAY_FACE).body)


@pytest.fixture(scope="module")
def face(woff2: bytes) -> TTFont:
    return TTFont(BytesIO(woff2))


@pytest.fixture(scope="module")
def drawn() -> TTFont:
    return TTFont(BytesIO(files(PACKAGE).joinpath(FILE).read_bytes()))


def test_the_file_is_small(woff2: bytes) -> None:
    assert woff2[:4] == b"wOF2"
    assert 5_000 < len(woff2) <= MOST_FACE


def test_another_process_casts_the_same_bytes_and_brings_the_licence(
    woff2: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "display.woff2"
    subprocess.run(
        [sys.executable, "-m", "broadsheet.foundry.casting", file],
        env=os.environ | {"PYTHONPATH": str(SHARED), "PYTHONHASHSEED": "7"},
        check=True,
    )
    assert file.read_bytes() == woff2
    licence = (tmp_path / "display.licence.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "The Source Serif 4 Project Authors" in licence


def test_the_face_has_every_letter_it_promises(face: TTFont) -> None:
    assert face.getBestCmap().keys() >= CHARACTERS
    mapped = face.getBestCmap().items()
    empty = {chr(code) for code, name in mapped if not face["glyf"][name].numberOfContours}
    assert empty == {" ", "\u00a0"}


@pytest.mark.parametrize("language", HEADLINES)
def test_headlines_need_no_other_face(language: str) -> None:
    assert {letter for letter in HEADLINES[language] if ord(letter) not in CHARACTERS} == set()


def test_figures_are_of_one_width(face: TTFont) -> None:
    mapped = face.getBestCmap()
    assert len({face["hmtx"][mapped[ord(digit)]][0] for digit in DIGITS}) == 1


def test_letters_are_as_wide_as_they_were(face: TTFont, drawn: TTFont) -> None:
    letters = drawn.getGlyphSet(location=CUT)
    for code, name in face.getBestCmap().items():
        was = letters[drawn.getBestCmap()[code]]
        assert abs(face["hmtx"][name][0] - was.width) <= 1, chr(code)


def test_the_face_has_kerning_and_no_other_rules(face: TTFont) -> None:
    features = face["GPOS"].table.FeatureList.FeatureRecord
    assert {feature.FeatureTag for feature in features} == {"kern"}
    assert "GSUB" not in face


def test_it_bears_a_name_of_its_own_and_its_authors(face: TTFont, drawn: TTFont) -> None:
    # The licence reserves "Source" for the face as its authors made it.
    assert face["name"].getDebugName(1) == FAMILY
    assert "Source" not in FAMILY
    for kept in (COPYRIGHT, LICENCE_URL):
        assert face["name"].getDebugName(kept) == drawn["name"].getDebugName(kept)
