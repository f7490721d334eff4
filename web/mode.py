"""Whether this process may work with its store: without accounts it would let whoever has a key see everything."""

from config import SettingError, Settings
from data.store.engine import Store
from data.store.people import has_people


def insist_on_accounts(store: Store, settings: Settings) -> None:
    """Raises SettingError, in a sentence for the operator, where people have accounts and this process has none."""
    if not settings.accounts and has_people(store):
        raise SettingError(
            "In diesem Datenspeicher gibt es Konten: bitte ACCOUNTS=on angeben. "
            "Ohne Konten sähe jede Moderation die Workshops aller Kommunen."
        )
