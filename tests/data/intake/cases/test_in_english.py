"""Whatever comes of a file, somebody who reads English reads no German sentence; only what stands in the file stays."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from random import Random
from string import Formatter

import pytest

from content.said.sentences import Speech, sentences
from data.intake.containers.reading import UnusableFileError, read_file
from data.intake.files import understood_file
from data.intake.said import Said
from data.intake.understood import USUAL, Options, Understood
from tests.data.intake.cases import test_containers
from tests.data.intake.cases.kit import ASKED, CODELESS, PEOPLE, File, file
from tests.data.intake.cases.moved_tables import LAYOUTS, Faults, made, people
from tests.exports import efs, handmade, limesurvey, nextcloud, sosci
from tests.exports.people import A1_TO_A5
from texts.words import words

ENGLISH = Speech(words("en"), ASKED)
MOST_ROUNDS = 6
GRIDS = {"T1": "C", "T2": "E", "T3": "C", "S1": "E", "S2": "B", "S3": "D"}
"""The first grid was skipped as a whole."""


def exports() -> Iterator[File]:
    """One file of each kind that asks, notes, sets rows aside or is refused."""
    yield file(limesurvey.csv(limesurvey.rows(PEOPLE, ASKED, headings="code", words=A1_TO_A5)), "a.csv")
    yield file(limesurvey.csv(limesurvey.rows(PEOPLE, ASKED, headings="abbreviated")), "a.csv")
    yield file(sosci.csv_utf8(sosci.rows(PEOPLE, ASKED)), "a.csv")
    yield file(efs.xlsx(efs.rows(PEOPLE, CODELESS, embedded=200), without_partner=[4, 6]), "a.xlsx", CODELESS)
    skipped = [*PEOPLE[:2], replace(PEOPLE[2], answers=GRIDS), *PEOPLE[3:]]
    yield file(nextcloud.csv(nextcloud.rows(skipped, CODELESS, questions="grid", shifted=True)), "a.csv", CODELESS)
    yield file(nextcloud.xlsx(nextcloud.rows(PEOPLE, ASKED, questions="numbers", numbers=True)), "a.xlsx")
    yield file(handmade.one_worksheet_a_field(PEOPLE, ASKED))
    yield file(handmade.transposed(PEOPLE, ASKED))
    yield file(handmade.counts(PEOPLE, ASKED))


def all_said(found: Understood) -> Iterator[Said]:
    yield from found.notes
    yield from (one.reason for one in (*found.problems, *found.quarantined, *found.left_out))
    for question in found.asked:
        yield from (question.text, *question.choices)
    yield from filter(None, (found.refused, *(one.label for one in found.asked)))


def check(found: Understood) -> None:
    for whole in all_said(found):
        for one in whole.parts():
            english = ENGLISH(one)
            assert pattern(one.id, "en").fullmatch(english), english
            if pattern(one.id, "de") != pattern(one.id, "en"):
                assert not pattern(one.id, "de").fullmatch(english), english


@cache
def pattern(identifier: str, language: str) -> re.Pattern[str]:
    """The sentence of the catalogue with anything in its gaps."""
    found = sentences(words(language))[identifier]
    of_number = words(language).plural
    forms = [found] if isinstance(found, str) else [_with_marks(of_number, found, n) for n in (1, 2)]
    return re.compile("|".join(map(_open, forms)), re.DOTALL)


def _with_marks(of_number: object, forms: tuple[str, str], n: int) -> str:
    """The translated form for this number, its gaps still open."""
    assert callable(of_number)
    names = {name for form in forms for _, name, _, _ in Formatter().parse(form) if name} - {"n"}
    said = str(of_number(*forms, n=n, **{name: f"{{{name}}}" for name in names}))
    return said.replace(str(n), "{n}", 1) if n > 1 else said


def _open(form: str) -> str:
    parts = [re.escape(text) + (".*" if name is not None else "") for text, name, _, _ in Formatter().parse(form)]
    return "".join(parts).replace(r"\ .*", r"(?:\ .*)?") if parts else ""


def answered(of: File, chance: Random, options: Options = USUAL) -> Iterator[Understood]:
    """The file with any answers to its questions, until none is open."""
    answers: dict[str, str] = {}
    for _ in range(MOST_ROUNDS):
        found = understood_file(of.worksheets, of.questionnaire, filename=of.filename, answers=answers, options=options)
        yield found
        if not found.questions:
            return
        answers |= {one.id: chance.choice(one.choices).key for one in found.questions}


@pytest.mark.parametrize("place", range(9))
@pytest.mark.parametrize("seed", range(3))
def test_exports_are_spoken_of_in_english(place: int, seed: int) -> None:
    export = list(exports())[place]
    seen = list(answered(export, Random(seed), Options(source="administration") if seed == 2 else USUAL))

    for found in seen:
        check(found)
    assert any(one.notes or one.asked or one.refused or one.quarantined for one in seen)


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_moved_tables_are_spoken_of_in_english(layout: str) -> None:
    for seed in range(4):
        chance = Random(seed)
        table = made(layout, people(chance, 10))
        wrong = Faults(table, chance, text=True)
        for _ in range(3):
            wrong.one()
        for found in answered(File((table.worksheet(text=True),), "datei.csv", table.layout.questionnaire), chance):
            check(found)


def test_what_cannot_be_opened_is_refused_in_english() -> None:
    for content, _ in test_containers.REFUSED.values():
        with pytest.raises(UnusableFileError) as refused:
            read_file(content)
        check(Understood("datei", refused=refused.value.why))


def test_german_in_an_english_sentence_is_found() -> None:
    german = Speech(words("de"), ASKED)
    one = next(all_said(next(answered(next(exports()), Random(0)))))

    assert not pattern(one.id, "en").fullmatch(german(one))
