"""Whatever the screen says in German, it says in every other language too."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from texts.prose import standard_prose
from texts.words import LANGUAGES, LOCALES

ROOT = Path(__file__).parents[1]
ROOMS = ("analysis", "commands", "content", "charts", "data", "phone", "pages", "reports", "room", "texts", "ui", "web")
OTHER_LANGUAGES = [language for language in LANGUAGES if language != "de"]
QUOTING = ("hilfe", "fragen", "karte", "datenschutz")
"""Texts that name buttons and pages."""

HINT = "Translators:"
KEYWORDS = {"_": None, "plural": (1, 2), "words": None}
TEMPLATES_AND_CODE = [("**.py", "python"), ("**/templates/**.html", "jinja2")]

SAID_ELSEWHERE = ("Connection error.*", r"python3 run\.py.*", "http:.*", "Deutsch", "English")
"""Streamlit's own words, what is typed, and the languages' own names."""

Message = tuple[str, ...]
"""One sentence, or its form for one and its form for many."""


@cache
def messages_in_code() -> frozenset[Message]:
    """Every sentence that code or template gives to the translator."""
    found: set[Message] = set()
    for path in [*ROOT.glob("*.py"), *(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))]:
        found |= set(_in_python(path))
    for path in ROOT.glob("*/templates/*.html"):
        found |= set(_in_template(path))
    return frozenset(found)


def hints_in_code() -> dict[Message, list[str]]:
    """What "# Translators:" right above a message says of it, in code and templates."""
    hints: dict[Message, set[str]] = {}
    for room in ROOMS:
        for _file, _line, message, comments, _context in extract_from_dir(
            ROOT / room,
            TEMPLATES_AND_CODE,
            keywords=KEYWORDS,
            comment_tags=[HINT],
            strip_comment_tags=True,
        ):
            if comments:
                hints.setdefault(_forms(message), set()).add(" ".join(comments))
    return {message: sorted(texts) for message, texts in hints.items()}


@pytest.fixture(scope="module", params=OTHER_LANGUAGES)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    with (LOCALES / request.param / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=request.param, abort_invalid=True)


def test_sentences_are_found_in_code_and_templates() -> None:
    found = messages_in_code()

    assert ("nicht einzeln gezeigt (Schutz kleiner Gruppen)",) in found  # texts/
    assert ("Für welche Perspektive sind Sie heute hier?",) in found  # a template
    assert ("{n} Antwort noch nicht gesendet", "{n} Antworten noch nicht gesendet") in found  # through a name


@pytest.mark.parametrize("place", QUOTING)
def test_standard_text_quotes_what_stands_on_the_screen(place: str) -> None:
    on_the_screen = {form for message in messages_in_code() for form in message}

    assert _not_on("„(.+?)“", standard_prose(place, "de"), on_the_screen) == []


@pytest.mark.parametrize("place", QUOTING)
def test_standard_text_of_another_language_quotes_its_own_screen(catalogue: Catalog, place: str) -> None:
    on_the_screen = {form for message in catalogue if message.id for form in _forms(message.string or "")}

    assert _not_on("[“«](.+?)[”»]", standard_prose(place, str(catalogue.locale)), on_the_screen) == []


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_every_language_has_every_standard_text(language: str) -> None:
    """A missing one would be shown in German."""
    assert {path.name for path in (LOCALES / language).glob("*.txt")} == {
        path.name for path in (LOCALES / "de").glob("*.txt")
    }


def test_catalogue_is_in_its_own_language(catalogue: Catalog) -> None:
    """No copy of another language's that waits for its translator: phones of that language would get it at once."""
    language = str(catalogue.locale)
    own = _said_in(language)
    for other in set(LANGUAGES) - {language}:
        theirs = _said_in(other)
        alike = [message for message, said in own.items() if said == theirs.get(message, message)]
        assert len(alike) < len(own) / 10, other
    head = (LOCALES / language / "LC_MESSAGES" / "messages.po").read_text("utf-8").partition("\n\n")[0]
    assert f'"Language: {language}\\n"' in head


def test_quote_that_is_not_on_the_screen_is_found() -> None:
    assert _not_on("„(.+?)“", "„Hilfe“, „Hölfe“, „http:“ und „English“", {"Hilfe", "Datenschutz"}) == ["Hölfe"]
    assert _not_on("„(.+?)“", "„Papier“ und „Da sein“", {"Papierbögen", "Da sein: ja"}) == ["Papier"]


def test_every_sentence_is_translated(catalogue: Catalog) -> None:
    translated = {_forms(message.id) for message in catalogue if message.string and all(_forms(message.string))}

    assert sorted(messages_in_code() - translated) == []


def test_no_translation_is_left_over(catalogue: Catalog) -> None:
    assert sorted({_forms(message.id) for message in catalogue if message.id} - messages_in_code()) == []


def test_hints_for_translators_stand_in_the_catalogue(catalogue: Catalog) -> None:
    in_catalogue = {
        _forms(message.id): [" ".join(message.auto_comments)]
        for message in catalogue
        if message.id and message.auto_comments
    }

    assert in_catalogue == hints_in_code()
    assert len(in_catalogue) > 15


def test_translation_waits_for_nobodys_review(catalogue: Catalog) -> None:
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


def test_translation_has_the_gaps_of_its_message(catalogue: Catalog) -> None:
    wrong = [
        message.id
        for message in catalogue
        if message.id and not _gaps_agree(_forms(message.id), _forms(message.string or ""))
    ]

    assert wrong == []


def test_gap_that_is_lost_or_renamed_is_found() -> None:
    assert _gaps_agree(("{n} dabei",), ("{n} here",))
    assert not _gaps_agree(("{n} dabei",), ("{number} here",))
    assert not _gaps_agree(("{n} dabei",), ("here",))
    assert _gaps_agree(("ein Feld: {names}", "{n} Felder: {names}"), ("one field: {names}", "{n} fields: {names}"))
    assert not _gaps_agree(("ein Feld: {names}", "{n} Felder: {names}"), ("one field", "{n} fields: {names}"))


def _not_on(quote: str, text: str, on_the_screen: set[str]) -> list[str]:
    """What the text quotes and what is none of our sentences, and no sentence begins with."""
    elsewhere = re.compile("|".join(SAID_ELSEWHERE))
    quoted = {one for one in re.findall(quote, text) if not elsewhere.fullmatch(one)}
    is_said = {one for one in quoted if any(re.match(rf"{re.escape(one)}(?!\w)", said) for said in on_the_screen)}
    return sorted(quoted - is_said)


def _in_python(path: Path) -> Iterator[Message]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {
        target.id: node.value.elts
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        plural = _name(node.func) == "plural"
        sentence = _name(node.func) == "_" or (
            not isinstance(node.func, ast.Name)
            and _name(node.func).startswith("words")  # visit.words("…"), words_for(request)("…")
            and bool(node.args)
            and isinstance(node.args[0], ast.Constant)
        )
        if sentence or plural:
            forms = node.args
            if isinstance(forms[0], ast.Starred) and isinstance(forms[0].value, ast.Name):
                forms = named[forms[0].value.id]
            yield tuple(ast.literal_eval(form) for form in forms[: 2 if plural else 1])


def _name(called: ast.expr) -> str:
    """The last name of what is called: "words" in visit.words and in words(language)."""
    if isinstance(called, ast.Call):
        return _name(called.func)
    return called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")


def _in_template(path: Path) -> Iterator[Message]:
    for call in Environment().parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
        sentence = isinstance(call.node, nodes.Name) and call.node.name == "_"
        plural = isinstance(call.node, nodes.Getattr) and call.node.attr == "plural"
        if sentence or plural:
            yield tuple(form.as_const() for form in call.args[: 2 if plural else 1])


def _said_in(language: str) -> dict[Message, Message]:
    """Every message in this language; nothing for German, which is the key."""
    path = LOCALES / language / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {_forms(message.id): _forms(message.string) for message in read_po(file, locale=language) if message.id}


def _forms(text: str | tuple[str, ...] | list[str]) -> Message:
    return (text,) if isinstance(text, str) else tuple(text)


def _gaps_agree(message: Message, translation: Message) -> bool:
    """Each form has the gaps of its message; the one for a single thing may leave out {n}."""
    needed = _gaps(message[-1])
    spare = {"n"} if len(message) > 1 else set()
    return all(_gaps(form) | spare == needed | spare for form in translation if form)


def _gaps(text: str) -> set[str]:
    return {name for _literal, name, _format, _conversion in Formatter().parse(text) if name is not None}
