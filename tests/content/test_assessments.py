"""An Einschätzung is said of the room only where it answers alike: everywhere that one could stand."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from openpyxl import load_workbook

from analysis.dossier import Dossier
from analysis.results import Pattern
from analysis.stage import Place
from content.deck import slide
from content.document import Section
from content.documents.briefing import briefing
from content.documents.council_paper import council_paper
from content.documents.report import report
from content.documents.summary import summary
from content.overview import administration_slide, radar_slide
from content.slides import Slide
from content.suggestions import assessment_table
from content.tables import Table, as_text
from content.views import View
from phone.seen import Seen
from phone.slides import phone_slide
from reports.check import results_as_text
from reports.workbook import workbook
from tests.content.documents.test_documents import texts
from tests.dossiers import made_up
from texts.words import words

DE = words("de")
VIEW = View("ueberblick", "anregungen", "teilhabe")
SAYS, TITLE = "Das sagt die Stufe.", "Stufe Zwei"
UNSHARED: tuple[Pattern, ...] = ("auseinander", "geteilt", "kaum_einschaetzbar")
SHARED: tuple[Pattern, ...] = ("staerke", "bedarf")


@cache
def seen(pattern: Pattern) -> Dossier:
    """A workshop in which every topic area has a band and this pattern, and nothing is on the Verwaltungsbogen."""
    made = made_up(has_sheet=False)
    asked = made.questionnaire
    bands = tuple(replace(one, title={"de": TITLE}, text={"de": SAYS}) for one in asked.bands)
    fields = tuple(replace(one, assessments=()) for one in asked.fields)
    told = tuple(replace(one, band=1, pattern=pattern) for one in made.results.fields)
    return replace(
        made,
        results=replace(made.results, fields=told),
        questionnaire=replace(asked, bands=bands, fields=fields),
    )


def _cells(table: Table) -> str:
    return "\n".join(as_text(DE, value) for row in table.rows for value in row)


def _on_a_slide(one: Slide) -> str:
    return "\n".join((one.finding.sentence, _cells(one.table), *(line for note in one.notes for line in note.lines)))


def _field(of: Dossier) -> Slide:
    return slide(VIEW, of.results, of.questionnaire, DE)


def _telephone(of: Dossier) -> str:
    place = Place("folie", VIEW.address)
    return repr(phone_slide(DE, Seen(place, False, True, "", of.results, of.questionnaire)))


def _report(of: Dossier) -> str:
    """Without the part that explains which Einschätzungen there are."""
    document = report(DE, of)
    parts = tuple(one for one in document.blocks if isinstance(one, Section) and one.id in ("stand", "felder"))
    assert len(parts) == 2
    return texts(replace(document, blocks=parts))


def _summary(of: Dossier) -> str:
    """Without the sentence that names all of them."""
    return texts(summary(DE, of)).replace(", ".join([TITLE] * 4), "")


def _workbook(of: Dossier) -> str:
    def cells() -> Iterator[str]:
        for sheet in load_workbook(BytesIO(workbook(of, DE))).worksheets:
            if sheet.title != "Methode":
                yield from (str(value) for row in sheet.iter_rows(values_only=True) for value in row if value)

    return "\n".join(cells())


PLACES: dict[str, Callable[[Dossier], str]] = {
    "screen, room and dashboard: a topic area": lambda of: _on_a_slide(_field(of)),
    "screen, room and dashboard: the overview": lambda of: _cells(radar_slide(DE, of.results, of.questionnaire).table),
    "beside the Verwaltungsbogen": lambda of: _cells(administration_slide(DE, of.results, of.questionnaire).table),
    "table of the Einschätzungen": lambda of: _cells(assessment_table(DE, of.results, of.questionnaire)),
    "phone": _telephone,
    "report": _report,
    "briefing": lambda of: texts(briefing(DE, of)),
    "council paper": lambda of: texts(council_paper(DE, of)),
    "summary": _summary,
    "Excel": _workbook,
    "run.py check": lambda of: results_as_text(of.results, of.questionnaire, DE),
}
WITH_WORDS = ("screen, room and dashboard: a topic area", "table of the Einschätzungen", "phone", "report", "Excel")


@pytest.mark.parametrize("pattern", UNSHARED)
@pytest.mark.parametrize("place", PLACES)
def test_where_the_room_answers_differently_no_assessment_is_said(place: str, pattern: Pattern) -> None:
    told = PLACES[place](seen(pattern))

    assert TITLE not in told
    assert SAYS not in told


@pytest.mark.parametrize("pattern", SHARED)
@pytest.mark.parametrize("place", PLACES)
def test_where_it_answers_alike_the_same_places_say_one(place: str, pattern: Pattern) -> None:
    told = PLACES[place](seen(pattern))

    assert TITLE in told or place in ("briefing", "council paper")
    assert SAYS in told or place not in WITH_WORDS
