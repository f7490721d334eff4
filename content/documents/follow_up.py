"""The follow-up sheet for the next meeting: measures to go through, what is still open, empty lines to write on."""

from collections.abc import Iterator

from analysis.action_plan import Measure
from analysis.dossier import Dossier
from analysis.protocol import DISSENT
from content.action_plan import in_force, plan_columns, still_open
from content.document import Bullets, Document, Facts, Grid, Paragraph, Prompt, Section
from content.documents.base import document, ended, no_measures, section, state_sentence, workshop_title
from content.documents.measures import is_over, undecided_sentence
from content.documents.talk import not_reached, without_result
from content.statements import short_name
from content.tables import Column, Table, filled
from texts.dates import day_in_words, weekday_in_words
from texts.words import Words

LINES, ROOM = 6, "\u00a0\n\u00a0\n\u00a0"
"""Rows of an empty table, and what makes a cell high enough to write in by hand."""
LINE = "_" * 34
"""To write on."""
COLUMNS = (27, 15, 13, 13, 32)
"""Parts of the width; the widest is the one to write in."""


def follow_up(_: Words, dossier: Dossier) -> Document:
    """One sheet to print: what was agreed with room for what has become of it."""
    parts = (
        _meeting(_, dossier),
        _measures(_, dossier),
        _unsettled(_, dossier),
        _open(_, dossier),
        Section("notizen", _("Notizen"), (Prompt(""),), is_kept=True),
    )
    held = _("Rückblick auf den Workshop am {day}", day=day_in_words(_, dossier.held_on))
    of = _("{title} · {place}", title=workshop_title(_, dossier), place=dossier.municipality)
    return document(_, dossier, _("Für das nächste Treffen"), parts, lines=(held, of), is_dated=False)


def _meeting(_: Words, dossier: Dossier) -> Section:
    """When, where and with whom; a line to write on for what nobody has said yet."""
    decided = dossier.next_date
    is_known = decided is not None and decided.day is not None and not is_over(dossier)
    rows = (
        (_("Tag"), weekday_in_words(_, decided.day) if is_known and decided and decided.day else LINE),
        (_("Uhrzeit"), LINE),
        (_("Ort"), LINE),
        (_("Es lädt ein"), (decided.invites if is_known and decided else "") or LINE),
        (_("Fragen beantwortet"), dossier.contact or LINE),
    )
    return Section("treffen", _("Wann und wo?"), (Facts(rows),))


def _measures(_: Words, dossier: Dossier) -> Section | None:
    if not in_force(dossier.measures):
        return section("massnahmen", _("Maßnahmen"), no_measures(_), _to_fill_in(_))
    kept = still_open(dossier.measures)
    done = [one.what for one in dossier.measures if one.status == "done"]
    told = Paragraph(_("Schon erledigt: {measures}.", measures=_.joined(done))) if done else None
    # Translators: head of an empty column to write in: what has happened since the last meeting.
    empty: Column[Measure] = Column(_("Was ist passiert?"), lambda _one: ROOM)
    table = filled(_("Maßnahmen"), (*plan_columns(_, dossier.day), empty), kept)
    grid = Grid(table, widths=COLUMNS, has_title=False) if kept else None
    return section(
        "massnahmen", _("Maßnahmen"), grid, Paragraph(state_sentence(_, dossier), "quiet") if kept else None, told
    )


def _to_fill_in(_: Words) -> Grid:
    """Lines to write on where nothing is agreed yet."""
    heads = (_("Was?"), _("Wer?"), _("Bis wann?"), _("Was ist passiert?"))
    return Grid(Table(_("Maßnahmen"), heads, ((ROOM, "", "", ""),) * LINES), widths=(34, 18, 14, 34), has_title=False)


def _unsettled(_: Words, dossier: Dossier) -> Section | None:
    """What is overdue; who, until when and who decides, as far as nobody has said or decided it."""
    lines = tuple(dict.fromkeys(_each_unsettled(_, dossier)))
    return section("offen", _("Was bei den Maßnahmen noch offen ist"), Bullets(lines)) if lines else None


def _each_unsettled(_: Words, dossier: Dossier) -> Iterator[str]:
    for one in still_open(dossier.measures):
        yield from _late_or_nobodys(_, dossier, one)
        if not one.who:
            yield _("{what} Wer macht das?", what=ended(one.what))
        if one.due is None:
            yield _("{what} Bis wann?", what=ended(one.what))
        if told := undecided_sentence(_, one):
            yield f"{ended(one.what)} {told}"


def _late_or_nobodys(_: Words, dossier: Dossier, one: Measure) -> Iterator[str]:
    """What should be done by now, and of what nobody has said who decides."""
    is_late, what = one.is_late(dossier.day), one.what.rstrip(".")
    if is_late and one.decides is None:
        yield _("{what}: überfällig. Wer entscheidet darüber?", what=what)
    elif is_late:
        yield _("{what}: überfällig.", what=what)
    elif one.decides is None:
        yield _("{what}: Wer entscheidet darüber?", what=what)


def _open(_: Words, dossier: Dossier) -> Section | None:
    """What the room goes on seeing differently, what hardly anyone knew, what it did not come to, what of its talk has
    no result, and what was noted for all of the workshop."""
    asked = dossier.questionnaire.statements
    apart = [one for one, said in dossier.agreements.items() if said.answer == DISSENT and one in asked]
    lines = [_("Weiterhin verschieden gesehen: {name}", name=short_name(_, asked[one])) for one in apart]
    for one in dossier.results.knowledge_gaps:
        if one not in apart:
            lines.append(_who_knows(_, short_name(_, asked[one]), dossier.who_knows.get(one, "")))
    lines += [_("Nicht mehr geschafft: {name}", name=short_name(_, asked[one])) for one in not_reached(dossier)]
    lines += [_("Ohne Ergebnis: {name}", name=short_name(_, asked[one])) for one in without_result(dossier)]
    lines += [_("Notiz: {text}", text=note.text) for note in dossier.notes if note.is_visible and not note.about]
    return section("fragen", _("Was wir noch klären wollten"), Bullets(tuple(lines))) if lines else None


def _who_knows(_: Words, name: str, who: str) -> str:
    return _("Wer weiß es: {name} (fragen: {who})", name=name, who=who) if who else _("Wer weiß es: {name}", name=name)
