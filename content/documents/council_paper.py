"""The council paper (Vorlage): the parts that public papers of German councils have in common, with gaps to fill in."""

from collections.abc import Iterator
from dataclasses import replace

from analysis.action_plan import Cost, Decider
from analysis.dossier import Dossier
from content.action_plan import still_open
from content.document import Block, Bullets, Document, Facts, Gap, Grid, Paragraph, Prompt, Section
from content.documents.base import document, groups_named, in_people
from content.documents.decisions import draft
from content.documents.fields import about_the_numbers, standing_table
from content.documents.lists import KINDS, listed
from content.documents.measures import planned_in_short
from content.documents.order import File, Order
from content.tables import Table
from texts.dates import day_in_words
from texts.sentences import method_sentences
from texts.words import Words

YEARS = 3
"""Lines for amounts."""


def council_paper(_: Words, dossier: Dossier) -> Document:
    """A draft for the council's office, which says whether it is for a decision or for information."""
    return document(
        _,
        dossier,
        # Translators: a paper that an administration puts before its council; no template and no sample.
        _("Vorlage"),
        (
            _head(_, dossier),
            _consultations(_),
            draft(_, dossier, _("Beschlussvorschlag")),
            _facts(_, dossier),
            _measures(_, dossier),
            _finance(_, dossier),
            _checks(_),
            _appendices(_, dossier),
        ),
        mark=_("Entwurf"),
    )


def _head(_: Words, dossier: Dossier) -> Section:
    subject = _(
        "Selbstcheck Weltoffene Kommune vom {day}: Ergebnisse und Maßnahmen", day=day_in_words(_, dossier.held_on)
    )
    rows = (
        (_("Betreff"), subject),
        (_("Art der Vorlage"), Gap(_("Beschluss oder Kenntnisnahme"))),
        (_("Nummer der Vorlage"), Gap()),
        (_("Öffentlichkeit"), _("öffentlich")),
        (_("Federführung"), dossier.contact or Gap()),
        (_("Beteiligte Stellen"), Gap()),
        (_("Frühere Vorlagen"), Gap()),
    )
    return Section("kopf", _("Angaben zur Vorlage"), (Facts(rows),))


def _consultations(_: Words) -> Section:
    heads = (_("Gremium"), _("Datum"), _("Zuständigkeit"))
    rows = ((Gap(), Gap(), _("Vorberatung")), (Gap(), Gap(), Gap(_("Entscheidung oder Kenntnisnahme"))))
    grid = Grid(Table(_("Beratungsfolge"), heads, rows), widths=(40, 25, 35), has_title=False)
    return Section("beratung", _("Beratungsfolge"), (grid,))


def _facts(_: Words, dossier: Dossier) -> Section:
    held = _(
        "Am {day} fand ein Workshop zum Selbstcheck Weltoffene Kommune statt.", day=day_in_words(_, dossier.held_on)
    )
    came = _("Dabei waren: {groups}.", groups=groups_named(_, dossier)) if dossier.results.groups else ""
    told = (held, _asked(_, dossier), in_people(_, dossier), came)
    lists = [found for kind in KINDS if (found := listed(_, dossier, kind)) is not None]
    parts: list[Block] = [
        Prompt(_("Anlass und frühere Beschlüsse: bitte ergänzen.")),
        Paragraph(" ".join(part for part in told if part)),
        Grid(standing_table(_, dossier), has_title=False),
        *about_the_numbers(_, dossier),
        *lists,
        Section("grenzen", _("Was die Zahlen nicht sagen"), (Paragraph(" ".join(method_sentences(_)[:2])),)),
    ]
    return Section("sachverhalt", _("Sachverhalt und Begründung"), tuple(parts))


def _asked(_: Words, dossier: Dossier) -> str:
    """Of how many statements all lists below are parts."""
    fields = _.plural("einem Handlungsfeld", "{n} Handlungsfeldern", len(dossier.results.fields))
    return _.plural(
        "Gefragt war nach einer Aussage aus {fields}.",
        "Gefragt war nach {n} Aussagen aus {fields}.",
        len(dossier.results.statements),
        fields=fields,
    )


def _measures(_: Words, dossier: Dossier) -> Section:
    """The measures, and below them who decides on which of those that are planned."""
    found = planned_in_short(_, dossier)
    told = " ".join(_who_decides(_, dossier))
    return replace(found, blocks=(*found.blocks, Paragraph(told))) if told else found


def _who_decides(_: Words, dossier: Dossier) -> Iterator[str]:
    """A sentence for each who decides, and one of what nobody has said."""
    told: dict[Decider | None, str] = {
        "council": _("Der Rat entscheidet über: {measures}."),
        "committee": _("Der Ausschuss entscheidet über: {measures}."),
        "district": _("Der Kreis entscheidet über: {measures}."),
        "administration": _("Die Verwaltung entscheidet über: {measures}."),
        "other": _("Eine andere Stelle entscheidet über: {measures}."),
        None: _("Noch offen ist, wer entscheidet über: {measures}."),
    }
    there = [one for one in still_open(dossier.measures) if one.status == "planned"]
    for decides, sentence in told.items():
        if names := [" ".join(one.what.split()).rstrip(".") for one in there if one.decides == decides]:
            yield sentence.format(measures="; ".join(names))


def _finance(_: Words, dossier: Dossier) -> Section:
    """What is known of each measure that is to be done yet, and a table for the amounts, which nobody knows."""
    heads = (_("Jahr"), _("Betrag"), _("Produkt"), _("Deckung"))
    amounts = Table(_("Beträge"), heads, ((Gap(), Gap(), Gap(), Gap()),) * YEARS)
    grid = Grid(amounts, widths=(15, 25, 30, 30), has_title=False)
    known = Paragraph(_("Beträge, soweit sie bekannt sind:"))
    return Section(
        "finanzen", _("Auswirkungen auf Haushalt und Stellen"), (*_by_cost(_, dossier), known, grid), is_kept=True
    )


def _by_cost(_: Words, dossier: Dossier) -> Iterator[Block]:
    classes: tuple[tuple[Cost | None, ...], ...] = (("medium", "large"), ("small",), ("none",), (None,))
    for costs in classes:
        found = [one.what for one in still_open(dossier.measures) if one.cost in costs]
        if found:
            yield Paragraph(_cost_sentence(_, costs[0], len(found)))
            yield Bullets(tuple(found))


def _cost_sentence(_: Words, cost: Cost | None, n: int) -> str:
    """What so many measures need, as far as the room has said."""
    match cost:
        case "none":
            return _.plural(
                "Diese Maßnahme kostet nach erster Schätzung Zeit, aber kein eigenes Geld:",
                "Diese Maßnahmen kosten nach erster Schätzung Zeit, aber kein eigenes Geld:",
                n,
            )
        case "small":
            return _.plural(
                "Diese Maßnahme ist nach erster Schätzung aus vorhandenen Mitteln möglich:",
                "Diese Maßnahmen sind nach erster Schätzung aus vorhandenen Mitteln möglich:",
                n,
            )
        case None:
            return _.plural(
                "Was diese Maßnahme kostet, ist noch zu prüfen:", "Was diese Maßnahmen kosten, ist noch zu prüfen:", n
            )
    return _.plural(
        "Diese Maßnahme braucht nach erster Schätzung eigenes Geld oder eigene Stellen:",
        "Diese Maßnahmen brauchen nach erster Schätzung eigenes Geld oder eigene Stellen:",
        n,
    )


def _checks(_: Words) -> Section:
    prompts = (
        Prompt(_("Beteiligung von Kindern und Jugendlichen: bitte ergänzen.")),
        Prompt(_("Auswirkungen auf das Klima: bitte ergänzen.")),
        Prompt(_("Pflichtaufgabe oder freiwillige Leistung: bitte ergänzen.")),
    )
    return Section("pruefung", _("Weitere Prüfungen"), prompts)


def _appendices(_: Words, dossier: Dossier) -> Section:
    """The files that there are, by their names; where the measures stand in them."""
    order = Order(dossier=dossier, language=_.language)

    def named(told: str, file: File) -> str:
        return told.format(file=order.name(file))

    files = [named(_("Bericht zum Selbstcheck: Datei {file}"), "report_pdf")]
    if dossier.measures:
        told = _("Alle Maßnahmen mit Einzelheiten: Bericht, Abschnitt „{part}“, und Datei {file}, Blatt „{sheet}“")
        part, sheet = _("Was wir uns vornehmen"), _("Vereinbart")
        files.append(told.format(part=part, sheet=sheet, file=order.name("workbook_xlsx")))
    return Section("anlagen", _("Anlagen"), (Bullets(tuple(files)),))
