"""``run.py demo``: the same app with its own data folder and one filled workshop."""

import os
from datetime import date

from commands.opening import questionnaire_or_stop, store_or_stop
from commands.start import start
from config import load_settings
from data.questionnaire_file import questionnaire_text


def demo() -> int:
    """Fill the example, unless it is there, and start."""
    from data.samples.history import fill_history
    from data.store.workshops import workshops

    if "DATABASE_URL" not in os.environ:
        os.environ["DATA_DIR"] = str(load_settings().data_dir / "demo")
    settings = load_settings()
    questionnaire_or_stop(settings.questionnaire)
    store = store_or_stop(settings)
    try:
        if not workshops(store):
            fill_history(store, questionnaire_text(settings.questionnaire), date.today())
    finally:
        store.close()
    return start(settings)
