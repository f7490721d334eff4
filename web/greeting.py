"""What the start prints: where the moderator signs in, where phones go, and where the data lie."""

from datetime import timedelta

from config import Settings
from data.store.engine import Store
from data.store.first_key import first_key
from web.address import base_url, real_port

KEY_HOURS = 12


def greeting(store: Store, settings: Settings) -> str:
    """The lines for the terminal, with a fresh one-time key for the moderator.

    Of processes that start together on one store, one prints a key: each more would be another way in.
    """
    key = first_key(store, valid=timedelta(hours=KEY_HOURS))
    port = real_port()
    home = settings.public_url or base_url(settings, port, "localhost")
    return "\n".join(
        [
            "",
            "Selbstcheck Weltoffene Kommune läuft.",
            f"  Moderation (gilt einmal):  {home}/anmelden/{key}"
            if key
            else "  Moderation:                Die Adresse steht bei dem Prozess, der kurz zuvor gestartet ist.",
            f"  Telefone im selben Netz:   {base_url(settings, port)}/",
            f"  Daten:                     {_place(store)}",
            "  Neue Anmelde-Adresse: python3 run.py key · Beenden: Strg+C",
            *(f"  Achtung: {warning}" for warning in store.warnings),
            "",
        ]
    )


def _place(store: Store) -> str:
    url = store.engine.url
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
