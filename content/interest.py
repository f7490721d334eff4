"""The form „Interesse an einer Teilnahme“: what a municipality says of itself before a first talk, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from texts.words import Words

KIND, VERSION = "interest", 1
"""By which a file of the form is recognised; docs/interesse.md is its format."""


@dataclass(frozen=True)
class Question:
    """``id``: the name in the file; ``choices``: by what the file holds, none where it is written freely.
    ``lines``: how much room there is to write."""

    id: str
    title: str
    hint: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    lines: int = 1


def interest_questions(_: Words) -> tuple[Question, ...]:
    """In the order of the form, which is that of the file."""
    return (
        Question("municipality", _("Kommune")),
        Question("type", _("Art der Kommune"), choices=_types(_)),
        Question("inhabitants", _("Wie viele Menschen leben dort?"), choices=_inhabitants(_)),
        Question(
            "office",
            _("Ansprechstelle"),
            _("Eine Funktion oder ein Amt, zum Beispiel „Integrationsstelle“; kein Name einer Person."),
        ),
        Question("email", _("E-Mail-Adresse der Stelle"), _("Am besten ein gemeinsames Postfach.")),
        Question("why_now", _("Warum gerade jetzt?"), lines=4),
        Question("leadership", _("Trägt die Leitung das mit?"), choices=_leadership(_)),
        Question("supporters", _("Wer unterstützt es noch?"), _("Stellen, Gremien, Vereine"), lines=3),
        Question("period", _("Gewünschter Zeitraum"), _("Rechnen Sie mit acht Wochen Vorlauf.")),
        Question(
            "needs",
            _("Was brauchen Sie dafür?"),
            _("Zum Beispiel Moderation, Technik, Übersetzung, Geld, einen Raum"),
            lines=4,
        ),
    )


def _types(_: Words) -> Mapping[str, str]:
    return {
        "municipality": _("Stadt oder Gemeinde in einem Kreis"),
        "independent_city": _("kreisfreie Stadt"),
        "district": _("Landkreis oder Kreis"),
        "association": _("Zusammenschluss mehrerer Gemeinden"),
    }


def _inhabitants(_: Words) -> Mapping[str, str]:
    return {
        "under_5000": _("unter 5.000"),
        "under_20000": _("5.000 bis unter 20.000"),
        "to_100000": _("20.000 bis 100.000"),
        "over_100000": _("über 100.000"),
    }


def _leadership(_: Words) -> Mapping[str, str]:
    return {"yes": _("ja"), "open": _("noch offen")}
