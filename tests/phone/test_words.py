"""Every sentence of the light pages exists in English."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS = {"_": None, "plural": (1, 2), "words": None}


def sentences(folder: Path) -> Iterator[str]:
    for path in (*folder.glob("*.py"), *folder.glob("templates/*.html")):
        method = "python" if path.suffix == ".py" else "jinja2.ext:babel_extract"
        with path.open("rb") as file:
            for _line, message, _comments, _context in extract(method, file, KEYWORDS):
                yield message if isinstance(message, str) else message[0]


def test_every_sentence_is_translated() -> None:
    with (ROOT / "locales" / "en" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale="en")

    found = {sentence for folder in ("web", "phone") for sentence in sentences(ROOT / folder)}

    assert "Los geht’s" in found
    assert {sentence for sentence in found if not (catalogue.get(sentence) and catalogue.get(sentence).string)} == set()
