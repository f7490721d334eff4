"""``run.py key``: a new address with which a moderator signs in."""

from datetime import timedelta

from commands.exit_codes import OK
from commands.opening import store_or_stop
from config import load_settings


def key() -> int:
    """Print the address."""
    from data.store.access import issue_key
    from web.address import base_url
    from web.mode import insist_on_accounts

    settings = load_settings()
    if settings.accounts:
        print("Mit ACCOUNTS=on melden sich alle mit ihrem Konto an; eine Einladung gibt „python3 run.py invite“ aus.")
        return OK
    store = store_or_stop(settings)
    try:
        insist_on_accounts(store, settings)
        issued = issue_key(store, "moderator", valid=timedelta(hours=12))
    finally:
        store.close()
    print(f"{base_url(settings, settings.port, 'localhost')}/anmelden/{issued}")
    return OK
