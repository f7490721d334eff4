"""Where who is signed in belongs: a Leinwand, a Co-Moderation and who takes the minutes have pages of their own, all
others the dashboard."""

from collections.abc import Mapping

from data.store.access import Access
from data.store.engine import Store
from data.store.workshops import workshop
from web.matrix import Act, may_somewhere

_PAGES = {"screen": "/leinwand", "comoderator": "/regie", "scribe": "/protokoll", "table": "/tisch"}
_WITH_ACCOUNTS: Mapping[str, Act] = {"personen": "people", "kommunen-verwalten": "operate"}
_FOR_ALL = ("hilfe", "info-datenschutz", "info-impressum", "info-barrierefreiheit")
DASHBOARD = {
    "moderator": (
        "workshops",
        "cockpit",
        "ablauf",
        "boegen",
        "hochladen",
        "ueberblick",
        "unterschiede",
        "gespraechsplan",
        "massnahmen",
        "durchgaenge",
        "bericht",
        "bibliothek",
        *_FOR_ALL,
    ),
    "team": ("hochladen", *_FOR_ALL),
    "operator": ("kommunen-verwalten", "personen", *_FOR_ALL),
}
"""Addresses of the pages in the dashboard, by role; the first of them stands at "/"."""
ROOMS = "/raeume"
"""Where a Co-Moderation with an account finds the workshops of its municipalities."""


def pages_of(access: Access) -> tuple[str, ...]:
    """Addresses of the pages that they may open; the first of them stands at "/"."""
    own = DASHBOARD[access.role]
    more = [page for page, act in _WITH_ACCOUNTS.items() if access.person is not None and may_somewhere(access, act)]
    return (*own, *(page for page in more if page not in own))


def has_dashboard(access: Access) -> bool:
    """Whether Streamlit's pages are for them."""
    return access.role not in _PAGES


def dashboard_place(access: Access, path: str) -> str | None:
    """Where the page with this address stands, however it was typed; None if the role has no such page."""
    asked = path.strip("/").lower()
    first, *others = pages_of(access)
    if asked in ("", first):
        return "/"
    return f"/{asked}" if asked in others else None


def home_of(access: Access, store: Store) -> str:
    """The page to begin with."""
    if has_dashboard(access):
        return "/"
    if access.workshop_id is None:
        return "/" if access.person is None else ROOMS
    of = workshop(store, access.workshop_id)
    return "/" if of is None else f"{_PAGES[access.role]}/{of.code}"
