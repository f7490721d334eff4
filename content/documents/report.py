"""The report: what it contains, in which order; any part can be left out but the first and the method."""

from collections.abc import Callable, Collection, Mapping
from typing import Literal, get_args

from analysis.dossier import Dossier
from content.changes import changes_slide
from content.deck import comparison
from content.document import Block, Bullets, Document, Figure, Grid, PageBreak, Paragraph, Section
from content.documents.base import document, prose, section, where_and_when, who_answered, workshop_title
from content.documents.examples import examples
from content.documents.fields import field_by_field, standing
from content.documents.in_short import in_short
from content.documents.measures import became, going_on, planned
from content.documents.statements import agreed, all_statements, differing, unknown
from content.documents.talk import talked_about
from content.groups import group_table
from content.method import method_box, scale_tables
from texts.sentences import method_sentences
from texts.words import Words

Part = Literal[
    "stand",
    "felder",
    "einig",
    "verschieden",
    "unbekannt",
    "gespraech",
    "massnahmen",
    "praxis",
    "termin",
    "rueckblick",
    "vergleich",
    "aussagen",
]
PARTS: tuple[Part, ...] = get_args(Part)
"""What can be chosen, in the order of the report."""


def report(_: Words, dossier: Dossier, parts: Collection[Part] = PARTS) -> Document:
    """The whole report with these parts, as far as there is something to say in them."""
    chosen = [_MAKERS[part](_, dossier) for part in PARTS if part in parts]
    appendix: list[Block | None] = (
        [PageBreak(begins_below=True), chosen.pop()] if chosen and "aussagen" in parts else []
    )
    first = (in_short(_, dossier), _who(_, dossier), section("leitmotiv", _("Leitmotiv"), *prose(dossier.leitmotiv)))
    there = (*first, *chosen, *appendix, _method(_, dossier))
    lines = (workshop_title(_, dossier), where_and_when(_, dossier), who_answered(_, dossier))
    return document(_, dossier, _("Selbstcheck Weltoffene Kommune: Bericht"), there, lines=lines)


def there_in(_: Words, dossier: Dossier) -> dict[Part, str]:
    """The parts in which there is something to say, in their order, each with its heading."""
    made = {part: _MAKERS[part](_, dossier) for part in PARTS}
    return {part: one.title for part, one in made.items() if one is not None}


def _who(_: Words, dossier: Dossier) -> Section:
    results = dossier.results
    first = Paragraph(method_sentences(_)[0])
    groups = Grid(group_table(_, results, dossier.questionnaire), has_title=False) if results.groups else None
    return Section("wer", _("Wer geantwortet hat"), (first, *([groups] if groups else [])))


def _compared(_: Words, dossier: Dossier) -> Section | None:
    """Fields and unchanged statements beside those of the earlier run."""
    views = comparison(dossier.results)
    if not views:
        return None
    results = dossier.results
    slides = [changes_slide(_, results, dossier.questionnaire, view) for view in views]
    notes = [line for note in slides[0].notes for line in note.lines]
    return section(
        "vergleich",
        _("Vergleich mit dem früheren Durchgang"),
        Paragraph(f"{slides[0].finding.sentence}.", "finding"),
        *(Figure(slide) for slide in slides),
        Bullets(tuple(notes)) if notes else None,
    )


def _method(_: Words, dossier: Dossier) -> Section:
    asked = dossier.questionnaire
    lines = (
        *method_box(_, dossier.results),
        _(
            "Gemeinsame Stärke: Mindestens drei Viertel stimmen (eher) zu. Gemeinsamer Handlungsbedarf: "
            "Mindestens drei Viertel stimmen (eher) nicht zu. Auseinander: Die Gruppen antworten deutlich "
            "verschieden. Alles andere: geteilt."
        ),
        _(
            "Kaum einschätzbar: Mindestens die Hälfte derer, die etwas angekreuzt haben, hat „Keine Einschätzung "
            "möglich“ gewählt."
        ),
        _("Alle Personen zählen gleich. Daneben steht, wo es hilft, der Wert, bei dem jede Gruppe gleich zählt."),
        _("Fragebogen: {title}, Fassung {version}.", title=_.local(asked.title), version=asked.version),
    )
    scales = (Grid(table) for table in scale_tables(_, asked))
    return Section("methode", _("Wie ist das zu lesen?"), (Bullets(lines), *scales), is_boxed=True)


_MAKERS: Mapping[Part, Callable[[Words, Dossier], Section | None]] = {
    "stand": standing,
    "felder": field_by_field,
    "einig": agreed,
    "verschieden": differing,
    "unbekannt": unknown,
    "gespraech": talked_about,
    "massnahmen": planned,
    "praxis": examples,
    "termin": going_on,
    "rueckblick": became,
    "vergleich": _compared,
    "aussagen": all_statements,
}
