"""What a small table sees of its Handlungsfeld, as values: its slides once a result was shown, and what it has sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from analysis.proposals import Proposal, ProposalKind, ProposalState, about_of_table
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from charts.inline import inline_bars
from charts.marks import Picture
from charts.svg import svg
from content.deck import slide
from content.labels import labels
from content.slides import Note
from content.statements import numbered_name
from content.tables import as_text
from content.views import View
from data.store.proposals import proposals
from room.visit import NotYours, Visit
from texts.words import Words
from web import runtime

BAR_WIDTH, BAR_HEIGHT = 320, 34
"""Of the bar of a statement, in pixels of a phone."""


@dataclass(frozen=True)
class Row:
    """The room, or a group, and what it answered: head and value."""

    head: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Told:
    """What is told of a statement."""

    about: str
    sentence: str
    finding: str
    bar: Markup
    caption: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class FieldTold:
    """What is told of the whole field; ``ideas``: an Anregung and what it fits."""

    finding: str
    notes: tuple[Note, ...]
    ideas: tuple[tuple[str, str], ...]
    statements: tuple[Told, ...]


@dataclass(frozen=True)
class AtTable:
    """All of the page; ``told`` is None before the room has seen a result. ``subjects``: what can be written about."""

    field: str
    title: str
    subjects: Mapping[str, str]
    told: FieldTold | None
    sent: Sequence[Proposal]

    @property
    def statements(self) -> dict[str, str]:
        """The subjects without the field itself."""
        return {about: title for about, title in self.subjects.items() if about != self.field}


def at_table(visit: Visit) -> AtTable:
    """What this table may see and has sent; raises NotYours once the room is not asked of its field any more."""
    _, now = visit.words, visit.evening
    asked = now.questionnaire.only(now.workshop.room)
    if not about_of_table(asked, visit.field):
        raise NotYours
    told = _field_told(_, now.results, now.questionnaire, visit.field) if now.results and now.is_revealed else None
    return AtTable(
        field=visit.field,
        title=_.local(asked.field(visit.field).title),
        subjects=subject_titles(_, asked, visit.field),
        told=told,
        sent=proposals(runtime.store(), now.workshop.id, visit.field),
    )


def subject_titles(_: Words, asked: Questionnaire, field: str) -> dict[str, str]:
    """What the table of a field can write about, by id, as lists call it."""
    own, *statements = about_of_table(asked, field)
    return {
        own: _("Zum ganzen Handlungsfeld"),
        **{one: numbered_name(_, asked.statements[one]) for one in statements},
    }


def kind_titles(_: Words) -> dict[ProposalKind, str]:
    """What a table can send, in words."""
    return {
        "note": _("Notiz"),
        "reason": _("Begründung zu einer Aussage"),
        "measure": _("Vorschlag für eine Maßnahme"),
    }


def state_titles(_: Words) -> dict[ProposalState, str]:
    """What has become of something that was sent."""
    return {
        # Translators: what has become of a note that a table has sent to the moderator.
        "sent": _("gesendet"),
        "taken": _("übernommen"),
        # Translators: the moderator has put it away for now, without deciding on it; not thrown away.
        "aside": _("weggelegt"),
    }


def _field_told(_: Words, results: Results, asked: Questionnaire, field: str) -> FieldTold:
    made = slide(View("ueberblick", "anregungen", field), results, asked, _)
    own = [one.id for one in results.statements if one.field == field]
    bars = inline_bars(results, labels(results, asked, _), own, width=BAR_WIDTH, height=BAR_HEIGHT)
    return FieldTold(
        finding=made.finding.sentence,
        notes=tuple(note for note in made.notes if note.kind != "ideas"),
        ideas=tuple((as_text(_, text), as_text(_, fits)) for _pattern, fits, text in made.table.rows),
        statements=tuple(_told(_, results, asked, one, bars[one]) for one in own),
    )


def _told(_: Words, results: Results, asked: Questionnaire, statement: str, bar: Picture) -> Told:
    made = slide(View("aussage", part=statement), results, asked, _)
    heads = made.table.heads[1:]
    return Told(
        about=statement,
        sentence=made.title,
        finding=made.finding.sentence,
        bar=Markup(svg(bar, made.alt)),  # noqa: S704
        caption=made.table.title,
        rows=tuple(
            Row(as_text(_, head), tuple((name, as_text(_, value)) for name, value in zip(heads, values, strict=True)))
            for head, *values in made.table.rows
        ),
    )
