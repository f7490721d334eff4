"""What holds for every table, whatever people answered: order, noise and format change nothing, and nothing is lost."""

import io
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.questionnaire import ANSWERS
from data.intake.containers.reading import Worksheet, read_file
from data.intake.files import understood_file
from data.intake.novelty import compare
from data.intake.understood import Understood
from data.questionnaire_file import parse_questionnaire
from data.store.batches import NewBatch, batches, undo_batch
from data.store.engine import open_store
from data.store.sheets import EnteredSheet, add_sheets, tally
from data.store.surveys import StoredRecord, StoredSurvey, record_key, stored_surveys
from data.store.workshops import create_workshop, open_workshop
from reports.template import template
from tests.data.intake.cases.kit import ASKED, TEXTS, File, came_out, put_in
from tests.data.intake.files import spreadsheet
from tests.data.store.conftest import QUESTIONNAIRE as STORED_TEXT
from tests.exports.delimited import delimited
from tests.exports.people import Person, labels, perspective_title
from tests.exports.workbooks import workbook

WORDS = labels(ASKED)
FEW = settings(max_examples=25)
FEWER = settings(max_examples=5)
STORED = parse_questionnaire(STORED_TEXT)

CELLS = st.dictionaries(st.sampled_from(list(TEXTS)), st.sampled_from(ANSWERS), min_size=1)
PEOPLE = st.lists(st.builds(Person, st.sampled_from(list(ASKED.perspectives)), CELLS), min_size=1, max_size=8)
ODD = st.sampled_from([None, "Trifft zuu", "weiß nicht", 3, 7.5, True, "x", "k. A.", date(2025, 3, 1), " ", "-"])
NOISE = ["\u00a0", "\u00ad", " ", "\n", "<br/>", "&nbsp;", "\u200b", "<strong>", "</strong>"]


def table(people: Sequence[Person]) -> list[list[object]]:
    rows: list[list[object]] = [["Nr.", "Perspektive", *TEXTS.values()]]
    for number, one in enumerate(people, 1):
        answers = [WORDS[one.answers[key]] if key in one.answers else None for key in TEXTS]
        rows.append([number, perspective_title(one, ASKED), *answers])
    return rows


def _noisy(text: str, chance: random.Random) -> str:
    """Soft hyphens within words; tags, entities and odd blanks around them."""
    soft = [word[:2] + "\u00ad" + word[2:] if chance.random() < 0.3 else word for word in text.split(" ")]
    words = [word + (chance.choice(NOISE) if chance.random() < 0.3 else "") for word in soft]
    return chance.choice(NOISE) + " ".join(words) + chance.choice(NOISE)


def understood(rows: Sequence[Sequence[object]]) -> Understood:
    """The rows as the reader would hand them over; the ledger is checked."""
    return File((Worksheet("Blatt", tuple(map(tuple, rows)), False, (), {}, {}),), "blatt.xlsx").understood()


@FEW
@given(PEOPLE, st.randoms(use_true_random=False))
def test_the_order_of_people_and_columns_changes_nothing(people: list[Person], chance: random.Random):
    head, *body = table(people)
    order = list(range(len(head)))
    chance.shuffle(order)
    chance.shuffle(body)

    found = understood([[row[place] for place in order] for row in (head, *body)])

    assert (found.status, found.problems) == ("ok", ())
    assert came_out(found) == put_in(people)


@FEW
@given(PEOPLE, st.randoms(use_true_random=False))
def test_noise_in_heads_changes_nothing(people: list[Person], chance: random.Random):
    head, *body = table(people)
    noisy = [_noisy(str(text), chance) for text in head]

    assert came_out(understood([noisy, *body])) == put_in(people)


@FEW
@given(PEOPLE, st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), ODD), max_size=12))
def test_every_cell_is_booked_whatever_stands_in_it(people: list[Person], odd: list[tuple[int, int, object]]):
    rows = [[*row, None, None] for row in [*table(people), [None] * 11, [None] * 11]]
    for row, column, value in odd:
        if row < len(rows):
            rows[row][column] = value

    found = understood(rows)

    assert found.refused is None or found.people == 0
    assert len(found.records) in (found.people, 0)


@FEWER
@given(PEOPLE)
def test_a_table_is_the_same_as_csv_xlsx_and_ods(people: list[Person]):
    rows = table(people)
    texts = [["" if cell is None else str(cell) for cell in row] for row in rows]

    found = [
        understood_file(read_file(content), ASKED, filename="blatt")
        for content in (workbook({"Blatt": rows}), spreadsheet(rows), delimited(texts, separator=";"))
    ]

    assert [came_out(one) for one in found] == [put_in(people)] * 3
    assert len({one.ledger for one in found}) == 1
    assert len({one.fingerprint for one in found}) == 1


@FEW
@given(PEOPLE, PEOPLE)
def test_a_file_brings_its_people_once_and_a_grown_one_only_the_further_ones(first: list[Person], more: list[Person]):
    found, grown = understood(table(first)), understood(table([*first, *more]))
    key = b"k" * 32
    start = compare(found.records, (), key=key, at_least=1)
    known = (_survey(start.new),)

    assert len(start.new) == len(first)
    again = compare(found.records, known, key=key, at_least=1)
    assert (again.new, again.changed, again.unchanged) == ((), (), len(first))
    later = compare(grown.records, known, key=key, at_least=1)
    assert (len(later.new), later.changed, later.unchanged) == (len(more), (), len(first))


def _survey(worksheets: Sequence[EnteredSheet]) -> StoredSurvey:
    records = [StoredRecord(str(n), one.record, one.perspective, one.answers) for n, one in enumerate(worksheets)]
    return StoredSurvey("s", (), date.min, tuple(records))


@FEWER
@given(PEOPLE)
def test_our_own_template_comes_back_as_it_was_filled_in(people: list[Person]):
    book = openpyxl.load_workbook(io.BytesIO(template(ASKED, statements=list(TEXTS))))
    worksheet = book["Antworten"]
    columns = {worksheet.cell(1, column).value: column for column in range(1, worksheet.max_column + 1)}
    for row, one in enumerate(people, 3):
        worksheet.cell(row, 1, perspective_title(one, ASKED))
        for statement, answer in one.answers.items():
            worksheet.cell(row, columns[statement], answer)
    content = io.BytesIO()
    book.save(content)

    found = File(read_file(content.getvalue()), "vorlage.xlsx").understood()

    assert (found.tool, found.status, found.problems) == ("template", "ok", ())
    assert came_out(found) == put_in(people)


STORED_CELLS = st.dictionaries(st.sampled_from(["1.01", "1.02"]), st.sampled_from(ANSWERS), min_size=1)
STORED_PEOPLE = st.lists(
    st.builds(Person, st.sampled_from(list(STORED.perspectives)), STORED_CELLS), min_size=1, max_size=6
)


@pytest.fixture(scope="module")
def workshop_of(tmp_path_factory):
    """A new workshop in a real store at each call."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('var') / 'store.sqlite3'}")

    def created():
        workshop = create_workshop(
            store,
            municipality="Musterlingen",
            title="Selbstcheck",
            held_on=date(2027, 3, 4),
            questionnaire_text=STORED_TEXT,
            room=("1.01", "1.02"),
            administration=("1.01",),
            threshold=3,
        )
        open_workshop(store, workshop.id)
        return store, workshop.id

    yield created
    store.close()


def _imported(store, workshop: str, people: Sequence[Person], name: str, at_least: int = 1) -> int:
    """Takes the file over as the page does, but whatever its size; gives the number of worksheets that it brought."""
    rows = [["Nr.", "Perspektive", *(STORED.statements[one].text["de"] for one in ("1.01", "1.02"))]]
    rows += [
        [n, perspective_title(one, STORED), one.answers.get("1.01"), one.answers.get("1.02")]
        for n, one in enumerate(people, 1)
    ]
    worksheet = Worksheet("Blatt", tuple(map(tuple, rows)), False, (), {}, {})
    found = understood_file((worksheet,), STORED, filename=name)
    comparison = compare(
        found.records, stored_surveys(store, workshop), key=record_key(store, workshop), at_least=at_least
    )
    coming = [*comparison.new, *comparison.changed]
    if coming:
        known = frozenset(one.id for one in batches(store, workshop))
        batch = NewBatch(name, name, found.tool, survey=comparison.survey, known=known)
        add_sheets(store, workshop, coming, source="upload", batch=batch)
    return len(coming)


@settings(max_examples=8)
@given(STORED_PEOPLE, STORED_PEOPLE)
def test_in_a_store_twice_is_once_and_undone_is_nothing(workshop_of, first: list[Person], more: list[Person]):
    store, workshop = workshop_of()

    assert _imported(store, workshop, first, "eins") == len(first)
    before, worksheets = tally(store, workshop), stored_surveys(store, workshop)
    assert _imported(store, workshop, first, "noch einmal") == 0
    assert _imported(store, workshop, [*first, *more], "gewachsen") == len(more)
    assert tally(store, workshop).present == len(first) + len(more)

    undo_batch(store, next(one.id for one in batches(store, workshop) if one.filename == "gewachsen"))
    assert tally(store, workshop) == before
    assert [replace(one, filenames=()) for one in stored_surveys(store, workshop)] == [
        replace(one, filenames=()) for one in worksheets
    ]
    undo_batch(store, batches(store, workshop)[0].id)
    assert tally(store, workshop).present == 0
