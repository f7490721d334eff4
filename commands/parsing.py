"""The command line in whole German sentences, or English ones on demand: argparse has words of its own."""

import argparse
import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

from commands.exit_codes import USAGE
from commands.spoken import words_wanted

if TYPE_CHECKING:
    from texts.words import Words


class _Help(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Aufruf: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Ends a wrong call with 64 and says what to do; an ``epilog`` is an example of a right one."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, add_help=False, formatter_class=_Help)
        self._positionals.title, self._optionals.title = "Angaben", "Optionen"
        self.add_argument("-h", "--help", action="help", help="zeigt diese Hilfe")

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        example = f"{self.epilog}\n" if self.epilog else ""
        self.exit(USAGE, f"{example}{self.prog}: {_in_words(words_wanted(), message)}\n")


def _in_words(_: "Words", message: str) -> str:
    """What argparse says, in our words; what our own types say is in them already."""
    named = re.fullmatch(r"argument (?P<name>.+?): (?P<why>.+)", message, re.DOTALL)
    if named is not None:
        return _("{option}: {why}", option=named["name"], why=_in_words(_, named["why"]))
    for pattern, sentence in _sentences(_).items():
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found is not None:
            return sentence(found)
    return message


def _sentences(_: "Words") -> dict[str, Callable[["re.Match[str]"], str]]:
    """By what argparse says in English, whichever Python it comes with."""
    return {
        r"the following arguments are required: (.+)": lambda found: _("Es fehlt noch: {names}", names=found[1]),
        r"unrecognized arguments: (.+)": lambda found: _("Das gibt es hier nicht: {names}", names=found[1]),
        r"expected (one|1|at least one) arguments?": lambda _found: _("dahinter fehlt eine Angabe"),
        r"ignored explicit argument (.+)": lambda found: _(
            "hier steht keine Angabe, also auch nicht {value}", value=found[1]
        ),
        r"invalid choice: (.+?) \(choose from (.+)\)": lambda found: _(
            "{value} gibt es hier nicht. Möglich sind: {choices}", value=found[1], choices=found[2].replace("'", "")
        ),
        r"ambiguous option: (.+) could match (.+)": lambda found: _(
            "{option} ist nicht eindeutig. Gemeint sein kann: {choices}", option=found[1], choices=found[2]
        ),
    }
