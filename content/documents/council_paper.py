"""The council paper (Vorlage): the parts that public papers of German councils have in common, with gaps to fill in."""

from analysis.dossier import Dossier
from analysis.results import Pattern
from content.action_plan import in_force
from content.document import Block, Bullets, Document, Facts, Grid, Paragraph, Prompt, Section
from content.documents.base import document, groups_named, in_people, no_measures
from content.documents.briefing import draft, needs_decision
from content.documents.fields import standing_table
from content.documents.lists import listed
from content.documents.measures import plan_basis, plan_grid
from content.tables import Table
from texts.dates import day_in_words
from texts.sentences import method_sentences
from texts.words import Words

MOST_STATEMENTS = 5


def council_paper(_: Words, dossier: Dossier) -> Document:
    """A draft for the council's office: for information, or for a decision where measures need one."""
    decides = any(needs_decision(one) for one in in_force(dossier.measures))
    title = _("Beschlussvorlage (Entwurf)") if decides else _("Mitteilungsvorlage (Entwurf)")
    return document(
        _,
        dossier,
        title,
        (
            _head(_, dossier),
            _consultations(_),
            draft(_, dossier),
            _facts(_, dossier),
            _measures(_, dossier),
            _finance(_, dossier),
            _checks(_),
            _appendices(_, dossier),
        ),
        mark=_("Entwurf"),
    )


def _head(_: Words, dossier: Dossier) -> Section:
    gap = "…"
    subject = _(
        "Selbstcheck Weltoffene Kommune vom {day}: Ergebnisse und Maßnahmen", day=day_in_words(_, dossier.held_on)
    )
    rows = (
        (_("Betreff"), subject),
        (_("Nummer der Vorlage"), gap),
        (_("Öffentlichkeit"), _("öffentlich")),
        (_("Federführung"), dossier.contact or gap),
        (_("Beteiligte Stellen"), gap),
        (_("Frühere Vorlagen"), gap),
    )
    return Section("kopf", _("Angaben zur Vorlage"), (Facts(rows),))


def _consultations(_: Words) -> Section:
    heads = (_("Gremium"), _("Datum"), _("Zuständigkeit"))
    rows = (("…", "…", _("Vorberatung")), ("…", "…", _("Entscheidung oder Kenntnisnahme")))
    grid = Grid(Table(_("Beratungsfolge"), heads, rows), widths=(40, 25, 35), has_title=False)
    return Section("beratung", _("Beratungsfolge"), (grid,))


def _facts(_: Words, dossier: Dossier) -> Section:
    held = _(
        "Am {day} fand ein Workshop zum Selbstcheck Weltoffene Kommune statt.", day=day_in_words(_, dossier.held_on)
    )
    came = _("Dabei waren: {groups}.", groups=groups_named(_, dossier)) if dossier.results.groups else ""
    parts: list[Block] = [
        Prompt(_("Anlass und frühere Beschlüsse: bitte ergänzen.")),
        Paragraph(" ".join(part for part in (held, in_people(_, dossier), came) if part)),
        Grid(standing_table(_, dossier), has_title=False),
    ]
    lists: tuple[tuple[Pattern, ...], ...] = (("staerke",), ("bedarf",), ("auseinander", "geteilt"))
    for patterns in lists:
        parts += listed(_, dossier, patterns, MOST_STATEMENTS)
    parts.append(Paragraph(" ".join(method_sentences(_)[:2])))
    return Section("sachverhalt", _("Sachverhalt und Begründung"), tuple(parts))


def _measures(_: Words, dossier: Dossier) -> Section:
    kept = in_force(dossier.measures)
    caution = _("Die Maßnahmen stehen unter dem Vorbehalt der rechtlichen Prüfung und der tatsächlichen Kosten.")
    if not kept:
        return Section("massnahmen", _("Maßnahmen"), (no_measures(_),))
    basis = [Paragraph(told, "quiet")] if (told := plan_basis(_, dossier)) else []
    return Section("massnahmen", _("Maßnahmen"), (plan_grid(_, dossier, kept), *basis, Paragraph(caution)))


def _appendices(_: Words, dossier: Dossier) -> Section:
    lists = (_("Liste der Maßnahmen"),) if in_force(dossier.measures) else ()
    return Section("anlagen", _("Anlagen"), (Bullets((_("Bericht zum Selbstcheck"), *lists)),))


def _finance(_: Words, dossier: Dossier) -> Section:
    needs = [one.what for one in in_force(dossier.measures) if one.cost in ("medium", "large")]
    about = _("Diese Maßnahmen brauchen nach erster Schätzung eigenes Geld oder eigene Stellen:")
    known: list[Block] = [Paragraph(about), Bullets(tuple(needs))] if needs else []
    prompt = Prompt(_("Beträge je Jahr, Produkt, Deckung: bitte ergänzen."))
    return Section("finanzen", _("Auswirkungen auf Haushalt und Stellen"), (*known, prompt))


def _checks(_: Words) -> Section:
    prompts = (
        Prompt(_("Beteiligung von Kindern und Jugendlichen: bitte ergänzen.")),
        Prompt(_("Auswirkungen auf das Klima: bitte ergänzen.")),
        Prompt(_("Pflichtaufgabe oder freiwillige Leistung: bitte ergänzen.")),
    )
    return Section("pruefung", _("Weitere Prüfungen"), prompts)
