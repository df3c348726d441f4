"""What is said of the pictures of the tests, in the language of a story."""

from dataclasses import replace

from broadsheet.domain.picture import ShownPicture

_SAID: dict[str, tuple[str, str, str]] = {
    "en": (
        "A stone bridge of four arches over a wide river",
        "The longest of the four bridges in October. Its second pier stood on dry gravel.",
        "Eleni Markou",
    ),
    "el": (
        "Ένας λιθόκτιστος πύργος δίπλα στο νερό",
        "Ο φάρος στο παλιό λιμάνι, όπως φαινόταν το πρωί πριν από την απογραφή.",
        "Ελένη Μάρκου",
    ),
    "ar": (
        "لسان بحري تحيط به الجبال عند الغروب",
        "الميناء القديم كما بدا مساء أمس، قبل أن تصل السفن الأولى.",
        "ليلى حداد",
    ),
    "tr": ("Suyun kıyısında dağlar", "Eski liman, gün batımında.", "Ayşe Yılmaz"),
}


def said_of(picture: ShownPicture, language: str) -> ShownPicture:
    """Give a picture with words of a language: what it shows, its caption, its credit."""
    alt, caption, credit = _SAID.get(language, _SAID["en"])
    return replace(picture, alt=alt, caption=caption, credit=credit, focus=(0.5, 0.4))
