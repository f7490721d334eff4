"""The briefing for who decides, two pages: where we stand, three points to decide, what the room said, a draft."""

from collections.abc import Sequence
from dataclasses import replace

from analysis.dossier import Dossier
from content.document import Block, Document, Figure, Paragraph, Prompt, Section
from content.documents.base import document, groups_named, who_answered, whose
from content.documents.decisions import draft, to_decide
from content.documents.fields import about_the_numbers
from content.documents.lists import KINDS, in_a_table, listed
from content.documents.measures import contact_sentence, date_sentence, invitation_sentence, planned_in_short
from content.fields import chart_table
from content.findings.overview import overview_finding
from content.overview import radar_slide
from content.slides import Slide
from content.tables import Table, Value, as_text
from texts.sentences import method_sentences
from texts.words import Words

SHAPES = ((8, True), (8, False), (6, False), (5, False), (4, False), (3, False), (2, False), (1, False))
"""How many measures, and whether statements stand there in full, from the most to the least."""

METHOD = 2
"""Sentences on what the numbers are; what means say stands beside them."""


def briefing(_: Words, dossier: Dossier, shape: tuple[int, bool] = SHAPES[0]) -> Document:
    """Two pages; ``shape``: one of SHAPES, so that who lays it out can shorten it."""
    most, in_full = shape
    return document(
        _,
        dossier,
        _("Kurz für die Leitung"),
        (
            _standing(_, dossier),
            to_decide(_, dossier),
            _said(_, dossier, in_full=in_full),
            planned_in_short(_, dossier, most),
            _needed(_, dossier),
            draft(_, dossier, _("Beschlussvorschlag (Entwurf)")),
            Paragraph(" ".join(method_sentences(_)[:METHOD]), "quiet"),
        ),
        lines=_lines(_, dossier),
    )


def _lines(_: Words, dossier: Dossier) -> tuple[str, ...]:
    """Whose it is, who was in the room, and who answers questions."""
    groups = (_("Im Raum waren: {groups}.", groups=groups_named(_, dossier)),) if dossier.results.groups else ()
    contact = (contact_sentence(_, dossier),) if dossier.contact else ()
    return (whose(_, dossier), who_answered(_, dossier), *groups, *contact)


def _standing(_: Words, dossier: Dossier) -> Section:
    finding = overview_finding(_, dossier.results, dossier.questionnaire, has_titles=True)
    parts: tuple[Block, ...] = (
        Paragraph(f"{finding.sentence}.", "finding"),
        Figure(_radar(_, dossier)),
        *about_the_numbers(_, dossier),
    )
    return Section("stand", _("Wo stehen wir?"), parts)


def _radar(_: Words, dossier: Dossier) -> Slide:
    """The radar with its numbers, which stand beside its spokes, for whoever hears it: no table repeats them."""
    slide = radar_slide(_, dossier.results, dossier.questionnaire)
    numbers = chart_table(_, dossier.results, dossier.questionnaire)
    told = [_("{field}: {numbers}.", field=field, numbers=_spoken(_, numbers, row)) for field, *row in numbers.rows]
    return replace(slide, table=replace(slide.table, title=" ".join((slide.table.title, *told))))


def _spoken(_: Words, numbers: Table, row: Sequence[Value]) -> str:
    pairs = zip(numbers.heads[1:], row, strict=True)
    return ", ".join(_("{who} {level}", who=who, level=as_text(_, value)) for who, value in pairs)


def _said(_: Words, dossier: Dossier, *, in_full: bool) -> Section:
    """What the room said: the statements themselves, or their names where there is no room."""
    whole: list[Block] = [found for kind in KINDS if (found := listed(_, dossier, kind)) is not None]
    short = in_a_table(_, dossier)
    parts = whole if in_full or short is None else [short]
    return Section("raum", _("Was der Raum gesagt hat"), tuple(parts or [Paragraph(_("Es gibt zu wenige Antworten."))]))


def _needed(_: Words, dossier: Dossier) -> Section:
    """What is the leadership's own to do: the next date, and what only it can give."""
    asked = _(
        "Zeit, Geld, Stellen, ein deutliches Wort; und in eigenen Worten: Warum ist uns das wichtig? Bitte ergänzen."
    )
    told = " ".join(part for part in (date_sentence(_, dossier), invitation_sentence(_, dossier)) if part)
    when = [Paragraph(told)] if told else []
    own = Prompt(asked, is_low=True, name=_("Was die Leitung beiträgt"))
    return Section("leitung", _("Was es von der Leitung braucht"), (*when, own), is_kept=True)
