"""The council paper (Vorlage): the parts that public papers of German councils have in common, with gaps to fill in."""

from analysis.dossier import Dossier
from content.action_plan import in_force
from content.document import Block, Bullets, Document, Facts, Grid, Paragraph, Prompt, Section
from content.documents.base import document, section, who_answered, workshop_title
from content.documents.briefing import draft, needs_decision
from content.documents.fields import standing_sentence
from content.documents.measures import plan_grid
from content.tables import Table
from texts.dates import day_in_words
from texts.sentences import method_sentences
from texts.words import Words


def council_paper(_: Words, dossier: Dossier) -> Document:
    """A draft for the council's office: for information, or for a decision where measures need one."""
    decides = any(needs_decision(one) for one in in_force(dossier.measures))
    title = _("Beschlussvorlage (Entwurf)") if decides else _("Mitteilungsvorlage (Entwurf)")
    return document(
        _,
        dossier,
        "council_paper",
        title,
        (
            _head(_, dossier),
            _consultations(_),
            draft(_, dossier),
            _facts(_, dossier),
            _measures(_, dossier),
            _finance(_, dossier),
            _checks(_),
            Section("anlagen", _("Anlagen"), (Bullets((_("Bericht zum Selbstcheck"), _("Liste der Maßnahmen"))),)),
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
    return Section("beratung", _("Beratungsfolge"), (Grid(Table(_("Beratungsfolge"), heads, rows), has_title=False),))


def _facts(_: Words, dossier: Dossier) -> Section:
    held = _(
        "Am {day} fand der Workshop „{title}“ statt. {people}. Gefragt waren Verwaltung, Politik, Zivilgesellschaft "
        "und Wirtschaft.",
        day=day_in_words(_, dossier.held_on),
        title=workshop_title(_, dossier),
        people=who_answered(_, dossier),
    )
    where = tuple(f"{standing_sentence(_, one, dossier.questionnaire)}." for one in dossier.results.fields)
    parts: tuple[Block, ...] = (
        Prompt(_("Anlass und frühere Beschlüsse: bitte ergänzen.")),
        Paragraph(held),
        Paragraph(_("Die Handlungsfelder:")),
        Bullets(where),
        Paragraph(" ".join(method_sentences(_)[:2])),
    )
    return Section("sachverhalt", _("Sachverhalt und Begründung"), parts)


def _measures(_: Words, dossier: Dossier) -> Section:
    kept = in_force(dossier.measures)
    caution = _("Die Maßnahmen stehen unter dem Vorbehalt der rechtlichen Prüfung und der tatsächlichen Kosten.")
    found = section(
        "massnahmen",
        _("Maßnahmen"),
        plan_grid(_, dossier, kept) if kept else Paragraph(_("Maßnahmen sind noch nicht vereinbart.")),
        Paragraph(caution) if kept else None,
    )
    assert found is not None
    return found


def _finance(_: Words, dossier: Dossier) -> Section:
    needs = [one.what for one in in_force(dossier.measures) if one.cost in ("medium", "large")]
    found = section(
        "finanzen",
        _("Auswirkungen auf Haushalt und Stellen"),
        Paragraph(_("Diese Maßnahmen brauchen nach erster Schätzung eigenes Geld oder eigene Stellen:"))
        if needs
        else None,
        Bullets(tuple(needs)) if needs else None,
        Prompt(_("Beträge je Jahr, Produkt, Deckung: bitte ergänzen.")),
    )
    assert found is not None
    return found


def _checks(_: Words) -> Section:
    prompts = (
        Prompt(_("Beteiligung von Kindern und Jugendlichen: bitte ergänzen.")),
        Prompt(_("Auswirkungen auf das Klima: bitte ergänzen.")),
        Prompt(_("Pflichtaufgabe oder freiwillige Leistung: bitte ergänzen.")),
    )
    return Section("pruefung", _("Weitere Prüfungen"), prompts)
