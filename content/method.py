"""What stands at the top and the end of all that leaves the house: whose it is, and what it must not be taken for."""

from analysis.results import Results
from texts import Words, hidden_text, method_sentences, sheets_title


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
        _("Handlungsfelder: Mittel über die Werte ihrer Aussagen."),
    )
