"""Files built to be slow are understood within their limits, or refused by a rule; never by the clock.

Steps are counted, not seconds: what a rule calls for every part of a text is called for a bounded number of them.
"""

import random
from collections.abc import Callable

import pytest

from analysis.questionnaire import Questionnaire
from data.intake import spelling
from data.intake.apart import understood_apart
from data.intake.columns import headings, paired
from data.intake.columns.headings import Catalogue
from data.intake.containers.guard import TOO_LARGE, TOO_MANY_DIFFERENT, TOO_MANY_WORKSHEETS
from data.intake.containers.reading import Worksheet, read_file
from data.intake.files import understood_file
from data.intake.ledger import MOST_NAMED
from data.intake.said import said
from data.intake.spelling import composed
from data.intake.tables import LONGEST_HEAD
from data.intake.understood import Understood
from data.intake.worksheets.option_head import TOO_MANY_READINGS, OptionWords
from data.intake.worksheets.refusals import NO_STATEMENT
from tests.data.intake.cases.kit import ASKED, TEXTS
from tests.data.intake.conftest import made_file
from tests.data.intake.german import in_german

BITS = [
    "a(",
    "[",
    ": ",
    "- ",
    "/",
    "„",
    "<a",
    "&amp;",
    "_",
    "1.1.",
    " ",
    "\u0301\u0316",
    "\ufdfa",
    "1.01",
    "Aussage ",
    "?",
]
HEAD = TEXTS["L1"]


def _csv(*rows: list[str]) -> bytes:
    return "\n".join(";".join(f'"{cell}"' for cell in row) for row in rows).encode()


def _found(*rows: list[str]) -> Understood:
    return understood_file(read_file(_csv(*rows)), ASKED, filename="datei.csv")


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were made plain, which is what looking at a part of a head costs."""
    seen: list[str] = []
    plain: Callable[[str], str] = spelling.plain

    def counted(text: str) -> str:
        seen.append(text)
        return plain(text)

    for module in (headings, spelling):
        monkeypatch.setattr(module, "plain", counted)
    return seen


@pytest.mark.parametrize("bit", BITS)
@pytest.mark.parametrize("end", ["", HEAD], ids=["nothing", "statement"])
def test_a_head_is_looked_at_in_a_bounded_number_of_steps(steps: list[str], bit: str, end: str) -> None:
    catalogue = Catalogue(ASKED)
    steps.clear()

    catalogue.match([(bit * 2_000)[: LONGEST_HEAD - len(end)] + end])

    assert len(steps) < 300


def test_the_statement_at_the_end_of_a_long_head_is_found() -> None:
    match = Catalogue(ASKED).match(["(" * 500 + "a(" * 500 + HEAD])

    assert match is not None
    assert (match.statements, match.how) == (("L1",), "suffix")


def test_a_head_that_is_too_long_says_nothing_and_the_file_says_so() -> None:
    found = _found(["a(" * 15_000, *TEXTS.values()], *[["x", *["Trifft zu"] * 9]] * 3)

    assert found.people == 3
    assert "Überschriften mit mehr als 2000 Zeichen werden nicht gelesen (Spalte A). Bitte kürzen." in in_german(
        found.notes
    )
    assert len(found.columns[0].heading) == 301


@pytest.mark.parametrize("bit", BITS)
def test_answers_that_are_too_long_are_rejected_without_a_closer_look(bit: str) -> None:
    found = _found(list(TEXTS.values()), *[["Trifft zu"] * 9] * 3, [(bit * 30_000)[:30_000], *["Trifft zu"] * 8])

    assert found.people == 4
    assert [problem.cell for problem in found.problems] == ["A5"]


def test_accents_without_end_are_composed_in_pieces() -> None:
    text = "a" + "\u0316\u0301" * 20_000

    assert len(composed(text)) == len(text) - 1  # the first accent and its letter are one sign
    assert composed("a\u0308" * 10) == "ä" * 10


def test_of_very_many_rejected_cells_some_are_named_and_all_are_counted() -> None:
    rows = [["Trifft zu", *[f"Unsinn {row}-{place}" for place in range(8)]] for row in range(1_500)]

    found = _found(list(TEXTS.values()), *rows)

    assert (len(found.problems), found.ledger.rejected) == (MOST_NAMED, 12_000)
    assert "2000 weitere Zellen ließen sich nicht lesen; sie sind nicht einzeln genannt." in in_german(found.notes)


def test_a_file_that_leaves_too_much_open_is_refused() -> None:
    heads = [f"Frage {place}" for place in range(400)]

    found = _found(heads, *[["Trifft zu", "Trifft eher zu"] * 200] * 5)

    assert found.refused == said("too_many_questions", n=401)


def test_a_file_of_very_many_worksheets_is_refused() -> None:
    content = made_file({f"Blatt {number}": [["x"]] for number in range(101)})

    assert understood_apart(content, ASKED, filename="datei.xlsx").refused == TOO_MANY_WORKSHEETS


def test_one_long_row_does_not_make_a_table_of_a_hundred_million_cells() -> None:
    content = b"x;" * 1_999 + b"x\n" + b"x\n" * 40_000

    assert understood_apart(content, ASKED, filename="datei.csv").refused == TOO_LARGE


def test_merged_ranges_over_each_other_are_spread_once() -> None:
    rows = tuple(tuple("x" for _ in range(30)) for _ in range(5))
    merged = tuple((1, 1, 5, 2_000) for _ in range(20_000))

    found = understood_file((Worksheet("Blatt", rows, False, merged, {}, {}),), ASKED, filename="datei.xlsx")

    assert found.refused == NO_STATEMENT


def test_random_heads_and_cells_are_understood_by_rules_not_by_the_clock(questionnaire: Questionnaire) -> None:
    chance = random.Random(23)

    def text() -> str:
        length = chance.choice([20, 300, 2_000, 30_000])
        return "".join(chance.choices(BITS, k=length))[:length].replace('"', "")

    for _ in range(15):
        rows = [[text() for _ in range(4)] + list(questionnaire.statements) for _ in range(4)]
        found = understood_file(read_file(_csv(*rows)), questionnaire, filename="datei.csv")
        assert found.status in ("ok", "needs_answer", "refused")


def test_a_word_of_no_answer_ends_the_search_for_answers_in_a_head(monkeypatch: pytest.MonkeyPatch):
    """Of 300 ends and beginnings only those before a strange word are looked at."""
    looked_at: list[str] = []
    is_option = OptionWords.is_option

    def counted(self: OptionWords, text: str) -> bool:
        looked_at.append(text)
        return is_option(self, text)

    monkeypatch.setattr(OptionWords, "is_option", counted)

    _found([f"{'wort - ' * 300}{HEAD} - Trifft zu", HEAD], ["x", "A"])

    assert {one for one in looked_at if len(one) > len("Trifft zu")} == set()


@pytest.mark.parametrize("bit", ["- ", ".", " ", "({[", "| value"])
def test_what_a_code_column_is_called_is_looked_for_at_the_end_of_a_head(
    monkeypatch: pytest.MonkeyPatch, bit: str
) -> None:
    """Its pattern would go through a long run of separators once for each of them."""
    looked_at: list[str] = []
    behind = paired._BEHIND

    class Counting:
        def sub(self, instead: str, text: str) -> str:
            looked_at.append(text)
            return behind.sub(instead, text)

    monkeypatch.setattr(paired, "_BEHIND", Counting())

    nameless = paired._nameless(f"{HEAD}{bit * 10_000}{HEAD} - label")

    assert max(map(len, looked_at)) <= 80
    assert nameless == f"{HEAD}{bit * 10_000}{HEAD}".removesuffix(".")


def test_heads_that_can_be_read_in_too_many_ways_are_refused():
    found = _found(*[[f"{row * 400 + column}{'(a' * 40} {column}" for column in range(400)] for row in range(4)])

    assert found.refused == TOO_MANY_READINGS


def test_more_different_entries_than_any_scale_has_are_refused():
    found = _found([HEAD, TEXTS["L2"]], *[[f"x{row}", f"y{row}"] for row in range(25_001)])

    assert found.refused == TOO_MANY_DIFFERENT
