"""The passphrase of a Sicherung: from the environment, or asked for without showing it."""

import getpass
import sys

from commands.exit_codes import USAGE
from config import load_settings
from texts.words import Words

SHORTEST = 12


def passphrase(_: Words, *, is_new: bool) -> str:
    """A new one is asked for twice. Ends the program where nobody can be asked."""
    given = load_settings().backup_passphrase
    if given:
        if is_new and len(given) < SHORTEST:
            _say(_("Die Passphrase ist kürzer als {n} Zeichen und damit leicht zu erraten.", n=SHORTEST))
        return given
    while True:
        word = _asked(_, _("Passphrase: "))
        if not is_new:
            return word
        if len(word) < SHORTEST:
            _say(_("Bitte mindestens {n} Zeichen.", n=SHORTEST))
        elif word != _asked(_, _("Noch einmal: ")):
            _say(_("Die beiden Eingaben sind verschieden."))
        else:
            return word


def _asked(_: Words, prompt: str) -> str:
    if not sys.stdin.isatty():
        _say(_("Bitte die Passphrase in der Umgebungsvariable BACKUP_PASSPHRASE angeben."))
        raise SystemExit(USAGE)
    return getpass.getpass(prompt)


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
