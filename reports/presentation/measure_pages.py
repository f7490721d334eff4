"""Slides of the measures: what, who, until when, and how far they are."""

from collections.abc import Sequence

from analysis.action_plan import Measure, by_date
from analysis.dossier import Dossier
from content.action_plan import due_text, in_force, measure_parts, measures_finding, status_text, who_text
from content.documents.base import state_sentence
from content.tables import Table
from reports.presentation.around import numbered
from reports.presentation.page import Page
from reports.presentation.talk_pages import write_table
from texts.dates import day_in_words
from texts.words import Words

EMPTY = 4
"""Rows to write into where nothing is agreed yet."""
PLAIN, WITH_STATUS = (48, 30, 26), (42, 20, 22, 24)
"""Widths of columns in parts."""


def measure_tables(dossier: Dossier) -> list[Sequence[Measure]]:
    """Measures by slide, those that are not pursued any longer at the end; of none there is one slide to be filled
    in."""
    dropped = [one for one in by_date(dossier.measures) if one.status == "dropped"]
    there = [*in_force(dossier.measures), *dropped]
    return [there[begin:end] for begin, end in measure_parts(len(there))]


def write_measures(page: Page, dossier: Dossier, shown: Sequence[Measure], part: int, of: int) -> None:
    """What, who, until when, and how far it is once anything has become of them: functions, never a person's name."""
    _ = page.words
    sentence = numbered(_, measures_finding(_, dossier.measures), part, of)
    whose = f"{dossier.municipality}, {day_in_words(_, dossier.held_on)}"
    if any(one.status != "planned" or one.is_late(dossier.day) for one in dossier.measures):
        basis = f"{whose} · {state_sentence(_, dossier).rstrip('.')}"
        write_table(page, _with_status(_, dossier, shown), sentence, WITH_STATUS, kicker=_("Maßnahmen"), basis=basis)
        return
    rows = tuple((one.what, who_text(_, one), due_text(_, one)) for one in shown)
    table = Table(_("Maßnahmen"), (_("Was?"), _("Wer?"), _("Bis wann?")), rows or (("", "", ""),) * EMPTY)
    write_table(page, table, sentence, PLAIN, kicker=_("Maßnahmen"), basis=whose)


def _with_status(_: Words, dossier: Dossier, shown: Sequence[Measure]) -> Table:
    rows = tuple((one.what, *_who_and_when(_, one), _state(_, one, dossier)) for one in shown)
    return Table(_("Maßnahmen"), (_("Was?"), _("Wer?"), _("Bis wann?"), _("Status")), rows)


def _who_and_when(_: Words, one: Measure) -> tuple[str, str]:
    """Of what is not pursued any longer nothing is open."""
    if one.status == "dropped":
        return one.who or "–", "–"
    return who_text(_, one), due_text(_, one)


def _state(_: Words, one: Measure, dossier: Dossier) -> str:
    """How far it is, and of what is not pursued any longer why."""
    if one.status != "dropped":
        return status_text(_, one, dossier.day)
    reason = one.status_reason.rstrip(".")
    return _("nicht weiterverfolgt: {reason}", reason=reason) if reason else _("nicht weiterverfolgt")
