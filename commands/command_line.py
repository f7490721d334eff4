"""The command line: which sub-commands there are, and which options they take."""

import sys
from collections.abc import Sequence

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
    served = offered.add_parser(
        "serve",
        help="startet mehrere Prozesse auf diesem Rechner, für einen Proxy davor",
        epilog="Beispiel: python3 run.py serve --processes 2",
    )
    serve.add_options(served)
    served.set_defaults(run=serve.serve)
    offered.add_parser("migrate", help="bringt den Datenspeicher auf den Stand dieser Fassung").set_defaults(
        run=lambda _options: migrate.migrate()
    )
    filled = offered.add_parser("demo", help="startet mit einem gefüllten Beispiel-Workshop")
    filled.set_defaults(run=lambda _options: demo.demo())
    offered.add_parser("test", help="führt die Tests aus")
    issued = offered.add_parser("key", help="gibt eine neue Anmelde-Adresse für die Moderation aus")
    issued.set_defaults(run=lambda _options: key.key())
    invited = offered.add_parser(
        "invite",
        help="gibt einen Link aus, mit dem jemand ein Konto bekommt",
        epilog="Beispiel: python3 run.py invite mo@stadt.example --municipality Musterlingen --role moderator",
    )
    invite.add_options(invited)
    invited.set_defaults(run=invite.invite)
    empty = offered.add_parser("template", help="schreibt die leere Excel-Vorlage")
    template.add_options(empty)
    empty.set_defaults(run=template.template)
    checked = offered.add_parser(
        "check",
        help="liest ausgefüllte Dateien und zeigt, was ein Workshop zeigen würde",
        epilog="Beispiel: python3 run.py check bogen.xlsx",
    )
    check.add_options(checked)
    checked.set_defaults(run=check.check)
    reported = offered.add_parser(
        "report",
        help="schreibt Bericht, Präsentation, Tabelle und Briefing aus Dateien",
        epilog="Beispiel: python3 run.py report bogen.xlsx --out dokumente",
    )
    report.add_options(reported)
    reported.set_defaults(run=report.report)
    packed = offered.add_parser(
        "bundle",
        help="packt das Programm mit allen Paketen in eine Datei, für Rechner ohne Internet",
        epilog="Beispiel: python3 run.py bundle selbstcheck.zip --platform win_amd64 --python 3.12",
    )
    bundle.add_options(packed)
    packed.set_defaults(run=bundle.bundle)
    rehearsed = offered.add_parser("rehearse", help="probt einen ganzen Workshop mit simulierten Personen")
    rehearse.add_options(rehearsed)
    rehearsed.set_defaults(run=rehearse.rehearse)
    saved = offered.add_parser("backup", help="sichert einen Workshop in eine verschlüsselte Datei")
    backup.add_options(saved)
    saved.set_defaults(run=backup.backup)
    put_back = offered.add_parser("restore", help="stellt einen Workshop aus seiner Sicherung wieder her")
    restore.add_options(put_back)
    put_back.set_defaults(run=restore.restore)
    return parser
