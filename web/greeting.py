"""What the start prints: where the moderator signs in, where phones go, and where the data lie."""

from datetime import timedelta

from config import Settings
from data.store.engine import Store
from data.store.first_key import first_key
from data.store.invitations import invite_first
from data.store.people import has_account
from web.address import base_url, real_port

KEY_HOURS = 12
_NEW_KEY = "Neue Anmelde-Adresse: python3 run.py key"


def greeting(store: Store, settings: Settings) -> str:
    """The lines for the terminal, with a fresh one-time key for the moderator."""
    port = real_port()
    home = settings.public_url or base_url(settings, port, "localhost")
    return "\n".join(
        [
            "",
            "Selbstcheck Weltoffene Kommune läuft.",
            *_ways_in(store, settings, home),
            f"  Telefone im selben Netz:   {base_url(settings, port)}/",
            f"  Daten:                     {_place(store)}",
            f"  {'Einladen: python3 run.py invite' if settings.accounts else _NEW_KEY} · Beenden: Strg+C",
            *(f"  Achtung: {warning}" for warning in store.warnings),
            "",
        ]
    )


def _ways_in(store: Store, settings: Settings, home: str) -> list[str]:
    """Where who moderates signs in; with accounts, as long as there is none, where the first one is made.

    Of processes that start together on one store, one prints a key: each more would be another way in.
    """
    if not settings.accounts:
        key = first_key(store, valid=timedelta(hours=KEY_HOURS))
        if key is None:
            return ["  Moderation:                Die Adresse steht bei dem Prozess, der kurz zuvor gestartet ist."]
        return [f"  Moderation (gilt einmal):  {home}/anmelden/{key}"]
    if has_account(store):
        return [f"  Anmelden:                  {home}/anmelden"]
    return [f"  Erstes Konto (gilt einmal): {home}/einladung/{invite_first(store)}"]


def _place(store: Store) -> str:
    url = store.engine.url
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
