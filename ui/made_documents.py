"""The documents of a workshop that were made last: in memory, for everybody who moderates it, and never stored.

They are made again in seconds of what is stored; on a disk they would outlive what somebody has taken back since.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from analysis.dossier import Dossier
from content.documents.order import File, Made, Order
from texts.words import Words
from ui import session
from web.kept import weight_of

_KEY = "documents"


@dataclass(frozen=True, kw_only=True)
class LastMade:
    """What was made of ``order``, whichever files it names, and when; no ``files`` once they had to go."""

    order: Order
    at: datetime
    files: Mapping[File, Made]


def last_made(now: Order, workshop_id: str) -> LastMade | None:
    """What was made last, in whichever window; its files go once a text that stands in them was taken back."""
    found: LastMade | None = session.shared().kept(workshop_id, _KEY)
    if found is not None and found.files and not _texts(found.order.dossier) <= _texts(now.dossier):
        found = replace(found, files={})
        keep(found, workshop_id)
    return found


def keep(made: LastMade, workshop_id: str) -> None:
    """In the place of what was made before."""
    session.shared().keep(workshop_id, _KEY, made, weight_of(made))


def let_go(workshop_id: str) -> None:
    """Forget what was made of this workshop."""
    session.shared().let_go(workshop_id)


def changed_choices(_: Words, then: Order, now: Order) -> list[str]:
    """The names of the inputs on the page that hold something else by now."""
    pairs = {
        _("Sprache"): (then.language, now.language),
        _("Kontakt"): (then.dossier.contact, now.dossier.contact),
        _("Logo"): (then.logo, now.logo),
        _("Teile des Berichts"): (then.parts, now.parts),
        _("Freigabe"): (then.is_released, now.is_released),
    }
    return [name for name, (before, after) in pairs.items() if before != after]


def is_of_another_state(then: Order, now: Order) -> bool:
    """Whether something of the workshop itself has changed; the prose of another language is no change of it."""
    prose = then.dossier.leitmotiv if then.language != now.language else now.dossier.leitmotiv
    contact, made_on = then.dossier.contact, then.dossier.made_on
    return replace(now.dossier, contact=contact, leitmotiv=prose, made_on=made_on) != then.dossier


def is_current(_: Words, then: Order, now: Order) -> bool:
    """Whether making them anew would bring the same, but for the day on which they were made."""
    return not changed_choices(_, then, now) and not is_of_another_state(then, now)


def _texts(of: Dossier) -> frozenset[tuple[str, str]]:
    """What people have written, and may take back; measures are the moderators' own and change all the time."""
    said, noted = [(one.about, one.text) for one in of.sayings], [(one.about, one.text) for one in of.notes]
    agreed = [(about, one.reason) for about, one in of.agreements.items()]
    return frozenset((*said, *noted, *agreed, *of.reasons.items(), *of.who_knows.items()))
