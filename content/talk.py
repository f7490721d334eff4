"""The steps in which a room goes through a statement: sentence, guess, answers, the talk, what it comes to."""

from collections.abc import Mapping
from typing import Literal, get_args

from analysis.stage import Place
from analysis.talk import BallotKind
from content.views import view_at
from texts.words import Words

Step = Literal[
    "satz",
    "vermutung",
    "verteilung",
    "e",
    "gruppen",
    "kommentare",
    "gespraech",
    "zweite_abstimmung",
    "vorher_nachher",
    "einschaetzung",
]

STEPS: tuple[Step, ...] = get_args(Step)
ON_DEMAND: frozenset[str] = frozenset({"vermutung", "kommentare", "zweite_abstimmung", "vorher_nachher"})
"""Steps to which no "Weiter" leads: there may be nothing to show, or the room may not want to guess or vote again."""
AFTER_VOTE: dict[str, str] = {"vermutung": "verteilung", "zweite_abstimmung": "vorher_nachher"}
"""Where "Weiter" leads from there all the same."""
TELLING = STEPS.index("verteilung")
"""The first step that tells anything of the answers."""
VOTED_AT: Mapping[str, BallotKind] = {"vermutung": "guess", "zweite_abstimmung": "second_vote"}
"""What the room votes on at which step; it begins there."""
ENDED_AT: Mapping[BallotKind, frozenset[str]] = {
    "guess": frozenset(STEPS[TELLING:]),
    "second_vote": frozenset({"vorher_nachher"}),
}
"""At which steps a ballot ends at the latest: its result is told, or what it was about."""
TOLD = STEPS.index("gespraech")
"""The step at which everything of the answers is told."""


def step_at(place: Place) -> Step | None:
    """Which step of a statement stands there; None where no statement does."""
    is_statement = place.slide != "" and view_at(place.slide).page == "aussage"
    return STEPS[place.step] if is_statement and place.step < len(STEPS) else None


def statement_at(place: Place) -> str:
    """The one statement that this place is about; empty where it is about none, or about several."""
    view = view_at(place.slide) if place.slide else None
    return view.part if view is not None and view.page == "aussage" else ""


def step_titles(_: Words) -> dict[Step, str]:
    """The steps in a word or two, in their order."""
    return {
        # Translators: steps in which a room looks at one statement: the sentence, a guess which answer came most often,
        # all answers, who cannot judge it (E).
        "satz": _("Satz"),
        "vermutung": _("Vermutung"),
        "verteilung": _("Verteilung"),
        "e": _("Ohne Einschätzung"),
        "gruppen": _("Gruppen"),
        "kommentare": _("Kommentare"),
        "gespraech": _("Gespräch"),
        "zweite_abstimmung": _("Zweite Abstimmung"),
        "vorher_nachher": _("Vorher, nachher"),
        "einschaetzung": _("Gemeinsame Einschätzung"),
    }
