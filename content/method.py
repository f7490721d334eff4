"""What stands at the top and the end of all that leaves the house: whose it is, and what it must not be taken for."""

from fractions import Fraction

from analysis.dossier import Dossier
from analysis.measures import VALUES
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from content.findings.pattern import by_statement_title, seen_differently
from content.tables import Table
from texts.sentences import method_sentences, sheets_title
from texts.titles import answer_labels, hidden_text
from texts.words import Words


def title_lines(_: Words, results: Results, title: str) -> tuple[str, ...]:
    """What stands on top of each report and each of its parts: whose it is, how many people, and what it is not."""
    return title, sheets_title(_, results.respondents, results.without_answers), method_sentences(_)[0]


def method_box(_: Words, results: Results) -> tuple[str, ...]:
    """How the figures come about and what they must not be taken for; on each report."""
    return (
        *method_sentences(_),
        _(
            "Einzelne Gruppen werden nur gezeigt, wenn mindestens {n} ihrer Mitglieder die Aussage bewertet haben. "
            "Sonst steht dort: {hidden}.",
            n=results.threshold,
            hidden=hidden_text(_),
        ),
        _("Manchmal bleibt eine weitere Gruppe verborgen, damit sich eine kleine nicht ausrechnen lässt."),
        _(
            "„Keine Einschätzung möglich“ wird über alle Personen der Gruppe gezählt, "
            "auch über die, die nichts angekreuzt haben."
        ),
        _("Der Verwaltungsbogen ist eine gemeinsame Antwort der Verwaltung und in keinem anderen Wert enthalten."),
        _("Mittelwerte, Spannweiten und Gruppenabstände sind auf eine Stelle gerundet, Anteile auf ganze Prozent."),
        close_to_a_limit(_),
        _(
            "Handlungsfelder: Mittel über die Werte ihrer Aussagen. "
            "Eine Einschätzung in Worten steht nur, wo der Raum ähnlich antwortet."
        ),
    )


def close_to_a_limit(_: Words) -> str:
    """Why some means have more decimals than others: with one they would seem to belong to the next Einschätzung."""
    return _("Ein Mittelwert knapp unter der Grenze zur nächsten Einschätzung steht mit mehr Stellen da.")


def scale_tables(_: Words, questionnaire: Questionnaire) -> tuple[Table, Table]:
    """What the five answers mean, and when which Einschätzung is said of a field."""
    answers = tuple(answer_labels(_, questionnaire).items())
    begins = [Fraction(min(VALUES)), *(band.below for band in questionnaire.bands if band.below is not None)]
    bands = tuple(
        (_.local(band.title), _range(_, begin, band.below))
        for begin, band in zip(begins, questionnaire.bands, strict=True)
    )
    return (
        # Translators: the five answers from which people choose; no rule and no map.
        Table(_("Skala"), (_("Antwort"), _("Bedeutung")), answers),
        # Translators: what means say in words, from first steps to well established; not what one person answered.
        Table(_("Einschätzungen"), (_("Einschätzung"), _("Wann sie dasteht")), (*bands, *_without_a_band(_))),
    )


def _without_a_band(_: Words) -> tuple[tuple[str, str], ...]:
    """What stands instead of an Einschätzung, and when."""
    return (
        (
            seen_differently(_),
            _(
                "Über alle Aussagen zusammen stimmen weder drei Viertel (eher) zu noch drei Viertel (eher) nicht zu, "
                "oder die Gruppen antworten deutlich verschieden."
            ),
        ),
        (
            by_statement_title(_),
            _(
                "Über alle Aussagen zusammen ist es geteilt, aber bei jeder einzelnen Aussage, die sich einschätzen "
                "ließ, sind sich mindestens drei Viertel einig."
            ),
        ),
        (
            _("kaum einschätzbar"),
            _("Mindestens die Hälfte aller Antworten zu den Aussagen ist „Keine Einschätzung möglich“."),
        ),
        (_("noch keine Aussage"), _("Weniger als die Hälfte der Aussagen hat genug Bewertungen.")),
    )


def steps_sentence(_: Words, questionnaire: Questionnaire) -> str:
    """Which Einschätzungen there are, in plain words, and where none is said."""
    bands = [_.local(band.title) for band in questionnaire.bands]
    return _(
        "Es gibt {n} Stufen: {steps}. Wo Menschen oder Sätze sehr verschieden abschneiden, nennen wir keine Stufe.",
        n=len(bands),
        steps=", ".join(bands),
    )


def original_language(_: Words, dossier: Dossier) -> tuple[str, ...]:
    """In other languages than German: that what people wrote was not translated, where they have written anything."""
    written = (dossier.leitmotiv, dossier.agreements, dossier.sayings, dossier.notes, dossier.measures)
    if _.language.startswith("de") or not any((*written, dossier.earlier, dossier.reasons)):
        return ()
    return (_("Was im Workshop geschrieben wurde, steht in der Sprache da, in der es geschrieben wurde."),)


def _range(_: Words, low: Fraction, limit: Fraction | None) -> str:
    if limit is None:
        # Translators: the last line of a table of ranges, after “2.8 to below 3.4”: all that is higher.
        return _("ab {level}", level=_.number(low))
    return _("{low} bis unter {level}", low=_.number(low), level=_.number(limit))
