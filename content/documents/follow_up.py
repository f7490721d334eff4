"""The follow-up sheet for the next meeting: measures to go through, what is still open, empty lines to write on."""

from analysis.action_plan import Measure
from analysis.dossier import Dossier
from analysis.protocol import DISSENT
from content.action_plan import in_force, plan_columns, who_text
from content.document import Bullets, Document, Grid, Paragraph, Prompt, Section
from content.documents.base import document, no_measures, section, where_and_when
from content.documents.measures import going_on, is_over
from content.statements import short_name
from content.tables import Column, Table, filled
from texts.dates import day_in_words
from texts.words import Words

LINES, BLANK = 6, ("\u00a0\n\u00a0", "", "", "")
"""Rows of an empty table, each high enough to write in by hand."""


def follow_up(_: Words, dossier: Dossier) -> Document:
    """One sheet to print: what was agreed with room for what has become of it."""
    parts = (_measures(_, dossier), _unsettled(_, dossier), _open(_, dossier), going_on(_, dossier), _notes(_))
    day = None if dossier.next_date is None else dossier.next_date.day
    title = _("Für das nächste Treffen")
    if day is not None and not is_over(dossier):
        title = _("Für das nächste Treffen am {day}", day=day_in_words(_, day))
    lines = (_("Rückblick auf {place}", place=where_and_when(_, dossier)),)
    return document(_, dossier, title, parts, lines=lines)


def _measures(_: Words, dossier: Dossier) -> Section | None:
    if not in_force(dossier.measures):
        return section("massnahmen", _("Maßnahmen"), no_measures(_), _to_fill_in(_))
    kept = [one for one in in_force(dossier.measures) if one.status != "done"]
    done = [one.what for one in dossier.measures if one.status == "done"]
    told = Paragraph(_("Schon erledigt: {measures}.", measures=_.joined(done))) if done else None
    # Translators: head of an empty column to write in: what has happened since the last meeting.
    empty: Column[Measure] = Column(_("Was ist passiert?"), lambda _one: "")
    table = filled(_("Maßnahmen"), (*plan_columns(_, dossier.day), empty), kept)
    grid = Grid(table, widths=(30, 18, 14, 12, 26), has_title=False) if kept else None
    return section("massnahmen", _("Maßnahmen"), grid, told)


def _to_fill_in(_: Words) -> Grid:
    """Lines to write on where nothing is agreed yet."""
    heads = (_("Was?"), _("Wer?"), _("Bis wann?"), _("Was ist passiert?"))
    return Grid(Table(_("Maßnahmen"), heads, (BLANK,) * LINES), widths=(38, 20, 16, 26), has_title=False)


def _unsettled(_: Words, dossier: Dossier) -> Section | None:
    kept = [one for one in in_force(dossier.measures) if one.is_open]
    lines = tuple(_("{what}: {who}", what=one.what, who=who_text(_, one)) for one in kept)
    return section("offen", _("Wer oder bis wann ist noch offen"), Bullets(lines)) if lines else None


def _open(_: Words, dossier: Dossier) -> Section | None:
    """What the room goes on seeing differently, and what hardly anyone knew."""
    asked = dossier.questionnaire.statements
    apart = [one for one, said in dossier.agreements.items() if said.answer == DISSENT and one in asked]
    gaps = [one for one in dossier.results.knowledge_gaps if one not in apart]
    lines = [_("Weiterhin verschieden gesehen: {name}", name=short_name(_, asked[one])) for one in apart]
    for one in gaps:
        who = dossier.who_knows.get(one, "")
        name = short_name(_, asked[one])
        lines.append(
            _("Wer weiß es: {name} (fragen: {who})", name=name, who=who) if who else _("Wer weiß es: {name}", name=name)
        )
    return section("fragen", _("Was wir noch klären wollten"), Bullets(tuple(lines))) if lines else None


def _notes(_: Words) -> Section:
    return Section("notizen", _("Notizen"), (Prompt(""),), is_kept=True)
