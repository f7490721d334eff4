"""The command line: which sub-commands there are, and which options they take."""

import sys
from collections.abc import Callable, Sequence
from typing import Any

from commands import (
    backup,
    bundle,
    check,
    demo,
    invite,
    key,
    migrate,
    rehearse,
    report,
    restore,
    serve,
    start,
    template,
    test,
)
from commands.exit_codes import FAILED
from commands.parsing import Parser
from commands.spoken import speak_as_asked
from config import SettingError, load_settings


def main(arguments: Sequence[str]) -> int:
    """Run one sub-command; returns its exit code."""
    given = list(arguments)
    if given[:1] == ["test"]:
        return test.test(given[1:])
    speak_as_asked(given)
    options = _parser().parse_args(given)
    try:
        return int(options.run(options))
    except SettingError as error:
        print(error, file=sys.stderr)
        return FAILED


def _parser() -> Parser:
    parser = Parser(prog="run.py", description="Selbstcheck Weltoffene Kommune: Dashboard für den Workshop")
    parser.set_defaults(run=lambda _options: start.start(load_settings()))
    offered = parser.add_subparsers(title="Befehle", metavar="BEFEHL", parser_class=Parser)
    offered.add_parser("start", help="startet die App (auch ohne Angabe)")
    for name, does, options, what, example in _COMMANDS:
        one = offered.add_parser(name, help=what, epilog=f"Beispiel: python3 run.py {example}" if example else None)
        if options is not None:
            options(one)
        if does is not None:
            one.set_defaults(run=does)
    return parser


_COMMANDS: tuple[tuple[str, Callable[[Any], int] | None, Callable[[Any], None] | None, str, str], ...] = (
    (
        "serve",
        serve.serve,
        serve.add_options,
        "startet mehrere Prozesse auf diesem Rechner, für einen Proxy davor",
        "serve --processes 2",
    ),
    (
        "migrate",
        lambda _options: migrate.migrate(),
        None,
        "bringt den Datenspeicher auf den Stand dieser Fassung",
        "",
    ),
    ("demo", lambda _options: demo.demo(), None, "startet mit einem gefüllten Beispiel-Workshop", ""),
    ("test", None, None, "führt die Tests aus", ""),
    ("key", lambda _options: key.key(), None, "gibt eine neue Anmelde-Adresse für die Moderation aus", ""),
    (
        "invite",
        invite.invite,
        invite.add_options,
        "gibt einen Link aus, mit dem jemand ein Konto bekommt",
        "invite mo@stadt.example --municipality Musterlingen --role moderator",
    ),
    ("template", template.template, template.add_options, "schreibt die leere Excel-Vorlage", ""),
    (
        "check",
        check.check,
        check.add_options,
        "liest ausgefüllte Dateien und zeigt, was ein Workshop zeigen würde",
        "check bogen.xlsx",
    ),
    (
        "report",
        report.report,
        report.add_options,
        "schreibt Bericht, Präsentation, Tabelle und Briefing aus Dateien",
        "report bogen.xlsx --out dokumente",
    ),
    (
        "bundle",
        bundle.bundle,
        bundle.add_options,
        "packt das Programm mit allen Paketen in eine Datei, für Rechner ohne Internet",
        "bundle selbstcheck.zip --platform win_amd64 --python 3.12",
    ),
    (
        "rehearse",
        rehearse.rehearse,
        rehearse.add_options,
        "probt einen ganzen Workshop mit simulierten Personen",
        "",
    ),
    ("backup", backup.backup, backup.add_options, "sichert einen Workshop in eine verschlüsselte Datei", ""),
    (
        "restore",
        restore.restore,
        restore.add_options,
        "stellt einen Workshop aus seiner Sicherung wieder her",
        "",
    ),
)
"""In the order of the help: name, what it does, its options, what is said of it, an example."""
