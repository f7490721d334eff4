"""The steps in which a room goes through a statement: first the sentence, then who sees it how, then the talk."""

from typing import Literal, get_args

from texts.words import Words

Step = Literal["satz", "verteilung", "e", "gruppen", "gespraech"]

STEPS: tuple[Step, ...] = get_args(Step)
TOLD = STEPS.index("gespraech")
"""The step at which everything of the answers is told."""


def step_titles(_: Words) -> dict[Step, str]:
    """The steps in a word or two, in their order."""
    return {
        # Translators: steps in which a room looks at one statement: the sentence, all answers, who cannot judge it (E).
        "satz": _("Satz"),
        "verteilung": _("Verteilung"),
        "e": _("Ohne Einschätzung"),
        "gruppen": _("Gruppen"),
        "gespraech": _("Gespräch"),
    }
