"""What run.py's sub-commands do once the environment stands.

Only what the start needs is imported above: it should not wait for spreadsheets and statistics.
"""

import argparse
import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from analysis.questionnaire import Questionnaire
from config import ROOT, SettingError, Settings, load_settings
from data.questionnaire_file import QuestionnaireError, load_questionnaire, questionnaire_text

if TYPE_CHECKING:
    from data.store.engine import Store

OK, PROBLEMS, REFUSED, USAGE, FAILED = 0, 1, 2, 64, 70

LOWEST_THRESHOLD = 3


class _Help(argparse.HelpFormatter):
    """argparse speaks English only."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Aufruf: " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:
        super().__init__(**options, add_help=False, formatter_class=_Help)
        self._positionals.title, self._optionals.title = "Angaben", "Optionen"
        self.add_argument("-h", "--help", action="help", help="zeigt diese Hilfe")

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str]) -> int:
    """Run one sub-command; returns its exit code."""
    given = list(arguments)
    if given[:1] == ["test"]:
        return _test(given[1:])
    options = _parser().parse_args(given)
    try:
        return int(options.run(options))
    except SettingError as error:
        print(error, file=sys.stderr)
        return FAILED


def _parser() -> _Parser:
    parser = _Parser(prog="run.py", description="Selbstcheck Weltoffene Kommune: Dashboard für den Workshop")
    parser.set_defaults(run=lambda _options: _start(load_settings()))
    commands = parser.add_subparsers(title="Befehle", metavar="BEFEHL", parser_class=_Parser)
    commands.add_parser("start", help="startet die App (auch ohne Angabe)")
    commands.add_parser("demo", help="startet mit einem gefüllten Beispiel-Workshop").set_defaults(run=_demo)
    commands.add_parser("test", help="führt die Tests aus")
    commands.add_parser("key", help="gibt eine neue Anmelde-Adresse für die Moderation aus").set_defaults(run=_key)

    empty = commands.add_parser("template", help="schreibt die leere Excel-Vorlage")
    empty.add_argument("out", type=Path, metavar="OUT.xlsx")
    empty.add_argument("--questionnaire", type=Path, metavar="Q.yaml", help="anderer Fragebogen")
    empty.set_defaults(run=_template)

    check = commands.add_parser("check", help="liest ausgefüllte Dateien und zeigt, was ein Workshop zeigen würde")
    check.add_argument("files", type=Path, nargs="+", metavar="FILE")
    check.add_argument("--questionnaire", type=Path, metavar="Q.yaml", help="anderer Fragebogen")
    check.add_argument("--threshold", type=_threshold, default=5, metavar="N", help="kleinste gezeigte Gruppe (5)")
    check.add_argument("--groups", choices=("sectors", "perspectives"), default="sectors", help="Ausgang der Gruppen")
    check.add_argument("--json", action="store_true", help="ein JSON-Objekt statt Text")
    check.add_argument(
        "--answer",
        type=_answer,
        action="append",
        default=[],
        metavar="ID=WERT",
        help="Antwort auf eine Frage zur Datei",
    )
    check.add_argument(
        "--source", choices=("participants", "administration"), default="participants", help="wessen Bögen es sind"
    )
    check.add_argument("--only-finished", action="store_true", help="nur abgeschlossene Bögen zählen")
    check.add_argument("--comments", action="store_true", help="Freitexte mit ausgeben, in zufälliger Reihenfolge")
    check.set_defaults(run=_check)
    return parser


def _threshold(value: str) -> int:
    if not value.isdecimal() or int(value) < LOWEST_THRESHOLD:
        raise argparse.ArgumentTypeError(f"eine ganze Zahl ab {LOWEST_THRESHOLD} wird erwartet, nicht {value!r}")
    return int(value)


def _answer(value: str) -> tuple[str, str]:
    """The question's id never has a "=" in it."""
    name, sign, given = value.partition("=")
    if not (name.strip() and sign and given.strip()):
        raise argparse.ArgumentTypeError(f"ID=WERT wird erwartet, nicht {value!r}")
    return name.strip(), given.strip()


def _start(settings: Settings) -> int:
    """Check what can be checked quickly, then become the server, which says itself where it is or what is wrong."""
    load_questionnaire_or_stop(settings.questionnaire)
    if not _port_is_free(settings):
        print(
            f"Port {settings.port} ist belegt. Läuft die App schon? "
            f"Sonst mit einem anderen Port starten: PORT={settings.port + 1} python3 run.py",
            file=sys.stderr,
        )
        return FAILED
    server = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
    server += ["--server.port", str(settings.port), "--server.address", settings.address]
    os.chdir(ROOT)
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(server[0], server)  # noqa: S606 - our own arguments
    return subprocess.call(server)


def load_questionnaire_or_stop(path: Path) -> Questionnaire:
    """The questionnaire; with problems they are printed and the program ends."""
    try:
        return load_questionnaire(path)
    except QuestionnaireError as error:
        print(f"Der Fragebogen {path} hat Fehler:", *error.problems, sep="\n  ", file=sys.stderr)
        raise SystemExit(REFUSED) from None


def _store_or_stop(settings: Settings) -> "Store":
    """The open store; if it cannot be opened, the reason is printed and the program ends."""
    from data.store.engine import StoreUnavailable, open_store

    try:
        return open_store(settings.database_url)
    except StoreUnavailable as error:
        print(error, file=sys.stderr)
        raise SystemExit(FAILED) from None


def _port_is_free(settings: Settings) -> bool:
    family = socket.AF_INET6 if ":" in settings.address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.address, settings.port))
        except OSError:
            return False
    return True


def _demo(_options: argparse.Namespace) -> int:
    """The same app with its own data folder and one filled workshop."""
    from data.samples.demo import fill_demo
    from data.store.workshops import workshops

    if "DATABASE_URL" not in os.environ:
        os.environ["DATA_DIR"] = str(load_settings().data_dir / "demo")
    settings = load_settings()
    load_questionnaire_or_stop(settings.questionnaire)
    store = _store_or_stop(settings)
    try:
        if not workshops(store):
            fill_demo(store, questionnaire_text(settings.questionnaire), date.today())
    finally:
        store.close()
    return _start(settings)


def _key(_options: argparse.Namespace) -> int:
    from data.store.access import issue_key
    from web.address import base_url

    settings = load_settings()
    store = _store_or_stop(settings)
    try:
        key = issue_key(store, "moderator", valid=timedelta(hours=12))
    finally:
        store.close()
    print(f"{base_url(settings, settings.port, 'localhost')}/anmelden/{key}")
    return OK


def _test(arguments: Sequence[str]) -> int:
    return subprocess.call([sys.executable, "-m", "pytest", *arguments], cwd=ROOT)


def _template(options: argparse.Namespace) -> int:
    from reports.template import template

    questionnaire = load_questionnaire_or_stop(options.questionnaire or load_settings().questionnaire)
    everything = tuple(questionnaire.statements)
    content = template(questionnaire, statements=everything, administration=everything)
    try:
        options.out.write_bytes(content)
    except OSError:
        print(f"{options.out} lässt sich nicht schreiben.", file=sys.stderr)
        return FAILED
    print(f"{options.out} ist geschrieben: eine Person je Zeile ab Zeile 3 im Blatt „Antworten“.", file=sys.stderr)
    return OK


def _check(options: argparse.Namespace) -> int:
    """Read the files without storing anything and print what a closed workshop would show."""
    from checking import check
    from data.intake.understood import Options

    return check(
        options.files,
        questionnaire_path=options.questionnaire or load_settings().questionnaire,
        threshold=options.threshold,
        mode=options.groups,
        as_json=options.json,
        answers=dict(options.answer),
        options=Options(source=options.source, only_finished=options.only_finished, comments=options.comments),
    )


if __name__ == "__main__":
    try:
        raise SystemExit(main(sys.argv[1:]))
    except BrokenPipeError:  # whoever reads our output, such as "head", has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
