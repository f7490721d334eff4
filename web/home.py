"""Where who is signed in belongs: a Leinwand and a Co-Moderation have pages of their own, all others the dashboard."""

from data.store.access import Access
from data.store.engine import Store
from data.store.workshops import workshop

_PAGES = {"screen": "/leinwand", "comoderator": "/regie"}


def has_dashboard(access: Access) -> bool:
    """Whether Streamlit's pages are for them."""
    return access.role not in _PAGES


def home_of(access: Access, store: Store) -> str:
    """The page to begin with."""
    if has_dashboard(access) or access.workshop_id is None:
        return "/"
    of = workshop(store, access.workshop_id)
    return "/" if of is None else f"{_PAGES[access.role]}/{of.code}"
