"""How far a municipality is on its way, in words that compare nobody."""

from collections.abc import Mapping

from analysis.participation import WayState
from texts.words import Words


def way_titles(_: Words) -> Mapping[WayState, str]:
    return {
        "planned": _("Selbstcheck geplant"),
        "held": _("Selbstcheck durchgeführt"),
        "measures": _("Maßnahmen in Arbeit"),
    }
