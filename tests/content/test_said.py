"""Whatever reading files can say has its sentence, with the same gaps, in every language."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from content.said.answers import keys_of_words, named_choice
from content.said.forms import Sentence
from content.said.sentences import OWN_GAPS, Speech, sentences
from data.intake.questions import Question
from data.intake.said import Said, said
from data.intake.sayings import SAYINGS
from tests.data.intake.cases.kit import ASKED
from texts.words import LANGUAGES, words

ROOT = Path(__file__).resolve().parents[2]
QUOTES = {"headed_column", "worded_statement", "sheet_rows"}
"""Without a word, but with quotation marks."""
DE, EN = (Speech(words(language), ASKED) for language in ("de", "en"))


def forms(sentence: Sentence, language: str) -> tuple[str, ...]:
    """The sentence as it is said: those of one and many are translated when the number is known."""
    if isinstance(sentence, str):
        return (sentence,)
    of_number = words(language).plural
    gaps = {name: f"{{{name}}}" for form in sentence for name in gaps_of(form)} | {"n": 1}
    return of_number(*sentence, **gaps), of_number(*sentence, **(gaps | {"n": 2}))


def gaps_of(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def without_gaps(sentence: str) -> str:
    return "".join(text for text, _, _, _ in Formatter().parse(sentence))


def strings_in(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*.py"):
        if path.name != "sayings.py":
            yield from strings_of(path)


def strings_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_saying_has_its_sentence_and_none_is_left_over(language: str) -> None:
    assert sentences(words(language)).keys() == SAYINGS.keys()


@pytest.mark.parametrize("identifier", sorted(SAYINGS))
def test_sentence_has_exactly_the_gaps_of_its_saying(identifier: str) -> None:
    found = sentences(words("de"))[identifier]
    whole = found if isinstance(found, str) else found[1]
    single = whole if isinstance(found, str) else found[0]

    said_in_gaps = gaps_of(whole) - OWN_GAPS
    assert said_in_gaps | ({"n"} if not isinstance(found, str) else set()) == SAYINGS[identifier]
    assert gaps_of(single) | {"n"} == gaps_of(whole) | {"n"}
    if isinstance(sentences(words("en"))[identifier], str):
        assert gaps_of(str(sentences(words("en"))[identifier])) == gaps_of(whole)


@pytest.mark.parametrize("identifier", sorted(SAYINGS))
def test_english_says_it_in_other_words(identifier: str) -> None:
    german = forms(sentences(words("de"))[identifier], "de")
    english = forms(sentences(words("en"))[identifier], "en")

    in_words = [any(map(str.isalpha, without_gaps(form))) for form in german]
    assert [one != other for one, other in zip(german, english, strict=True)] == in_words or identifier in QUOTES


def test_every_saying_is_said_somewhere() -> None:
    apart = ("commands/reading.py", *(f"data/questionnaire_{part}.py" for part in ("file", "values", "yaml")))
    said_somewhere = {*strings_in(ROOT / "data/intake"), *(one for name in apart for one in strings_of(ROOT / name))}

    assert sorted(SAYINGS.keys() - said_somewhere) == []


def test_what_is_no_saying_cannot_be_said() -> None:
    for identifier, gaps in (("gibt-es-nicht", {}), ("longer", {"cells": 3}), ("empty", {"cells": 3})):
        with pytest.raises(ValueError, match=identifier):
            Said(identifier, gaps)


def test_gaps_are_filled_in_the_readers_language() -> None:
    steps = said("steps", steps=(said("step", value="1", answer="A"), said("step_blank", value="{2}")))
    question = said(
        "which_direction",
        values=(said("times", value="1", n=3), said("times", value="2", n=4), said("times", value="{n}", n=1)),
        value="1",
    )
    twice = said("in_several_columns", statement="S3", columns="C, L")

    assert (DE(steps), EN(steps)) == (
        "1 = A Trifft zu, {2} = nicht beantwortet",
        "1 = A True, {2} = not answered",
    )
    assert DE(question) == (
        "In der Datei stehen bei Aussagen die Werte 1 (3-mal), 2 (4-mal) und {n} (1-mal). Was bedeutet 1?"
    )
    assert EN(question) == ("In the file, statements have the values 1 (3×), 2 (4×), and {n} (1×). What does 1 mean?")
    assert EN(twice) == (
        "Statement S3 “Complaints are followed up quickly.” stands in several columns: C, L. Which one counts?"
    )


def test_further_sentences_follow() -> None:
    place = {"column": "C", "heading": "Frage"}

    assert DE(said("which_statement", **place, more=())) == "Welche Aussage steht in Spalte C („Frage“)?"
    assert EN(said("which_statement", **place, more=(said("examples", values="1, 2"),))) == (
        "Which statement stands in column C (“Frage”)? There it says for example: 1, 2."
    )
    assert DE(said("no_step")) == (
        "Das ist keine Antwort der Skala. Erlaubt sind A, B, C, D und E oder die Antwort in Worten: A Trifft zu · "
        "B Trifft eher zu · C Trifft eher nicht zu · D Trifft nicht zu · E Keine Einschätzung möglich."
    )


def test_one_and_many_are_told_apart() -> None:
    assert [EN(said("further_cells", n=n))[:13] for n in (1, 2)] == ["One more cell", "2 more cells "]


YES, NO = said("yes"), said("no")
CHOICES = (said("append"), said("by_line"), said("join_by", heading="Nr."), said("only", sheet="Zwei"))


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("untereinander anfügen", "append"),
        ("Untereinander", "append"),
        ("put below each other", "append"),
        ("Zeile für Zeile zusammenführen", "by_line"),
        ("zusammenführen nach „Nr.“", "join_by"),
        ("join", None),
        ("join by", "join_by"),
        ("nur", "only"),
        ("", None),
        ("etwas anderes", None),
    ],
)
def test_choice_is_known_by_its_words_in_any_language(given: str, key: str | None) -> None:
    ids = {one.key: one.id for one in CHOICES}

    found = named_choice(CHOICES, given, ASKED)

    assert (found and ids[found]) == key


def test_beginning_that_fits_the_words_of_another_choice_is_no_answer() -> None:
    choices = (said("blank"), said("not_taken"))

    assert named_choice(choices, "not", ASKED) is None  # "not answered", or the key "not_taken"
    assert named_choice(choices, "nicht ü", ASKED) == "not_taken"
    assert named_choice(choices, "nicht u\u0308bernehmen", ASKED) == "not_taken"  # as macOS puts letters together


def test_choices_that_differ_only_in_blanks_or_a_full_stop_are_told_apart() -> None:
    sheets = tuple(said("only", sheet=title) for title in ("Team 1", "Team1", "Team1."))
    question = Question("sheets", "sheets", said("same_rows_twice"), sheets)

    assert [question.answer({"sheets": one.key}) for one in sheets] == list(sheets)
    assert question.answer({"sheets": "ONLY:team1"}) is None
    assert [named_choice(sheets, DE(one), ASKED) for one in sheets] == [one.key for one in sheets]


def test_words_of_answers_become_keys_and_the_others_are_left() -> None:
    question = Question("transposed", "transposed", said("people_across_on_sheets", n=2, heads="x"), (YES, NO))

    assert keys_of_words([question], {"transposed": "nein", "sheets": "ja"}, ASKED) == {"transposed": "no"}
    assert keys_of_words([question], {"Transposed": "yes"}, ASKED) == {}
