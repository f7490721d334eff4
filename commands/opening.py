"""What sub-commands open; if that does not go, the reason is printed and the program ends."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.questionnaire import Questionnaire
from commands.exit_codes import FAILED, REFUSED
from config import Settings
from data.questionnaire_file import QuestionnaireError, load_questionnaire

if TYPE_CHECKING:
    from data.store.engine import Store


def questionnaire_or_stop(path: Path) -> Questionnaire:
    try:
        return load_questionnaire(path)
    except QuestionnaireError as error:
        from content.said.sentences import Speech
        from texts.words import words

        problems = map(Speech(words("de")), error.problems)
        print(f"Der Fragebogen {path} hat Fehler:", *problems, sep="\n  ", file=sys.stderr)
        raise SystemExit(REFUSED) from None


def store_or_stop(settings: Settings) -> "Store":
    from data.store.engine import StoreUnavailable, open_store

    try:
        return open_store(settings.database_url)
    except StoreUnavailable as error:
        print(error, file=sys.stderr)
        raise SystemExit(FAILED) from None
