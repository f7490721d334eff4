"""What stands at the top and the end of all that leaves the house: whose it is, and what it must not be taken for."""

from fractions import Fraction

from analysis.questionnaire import Questionnaire
from analysis.results import Results
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
        _(
            "„Keine Einschätzung möglich“ wird über alle Personen der Gruppe gezählt, "
            "auch über die, die nichts angekreuzt haben."
        ),
        _("Der Verwaltungsbogen ist eine gemeinsame Antwort der Verwaltung und in keinem anderen Wert enthalten."),
        _("Mittelwerte, Spannweiten und Gruppenabstände sind auf eine Stelle gerundet, Anteile auf ganze Prozent."),
        close_to_a_limit(_),
        _("Handlungsfelder: Mittel über die Werte ihrer Aussagen."),
    )


def close_to_a_limit(_: Words) -> str:
    """Why some means have more decimals than others: with one they would seem to belong to the next Einschätzung."""
    return _("Ein Mittelwert knapp unter der Grenze zur nächsten Einschätzung steht mit mehr Stellen da.")


def scale_tables(_: Words, questionnaire: Questionnaire) -> tuple[Table, Table]:
    """What the five answers mean, and up to where the Einschätzungen reach."""
    answers = tuple(answer_labels(_, questionnaire).items())
    bands = tuple((_.local(band.title), _below(_, band.below)) for band in questionnaire.bands)
    return (
        # Translators: the five answers from which people choose; no rule and no map.
        Table(_("Skala"), (_("Antwort"), _("Bedeutung")), answers),
        # Translators: what means say in words, from first steps to well established; not what one person answered.
        Table(_("Einschätzungen"), (_("Einschätzung"), _("Im Mittel")), bands),
    )


def _below(_: Words, limit: Fraction | None) -> str:
    # Translators: the last line of a table of limits, after “below 3.2”: all that is higher.
    return _("darüber") if limit is None else _("unter {level}", level=_.number(limit))
