"""``run.py check``: its options; what it does stands in ``commands.checking``."""

import argparse
from pathlib import Path
from typing import Any

from commands.parsing import Parser
from commands.spoken import words_wanted
from config import load_settings

LOWEST_THRESHOLD = 3
SHORTEST_PLAN, LONGEST_PLAN = 10, 480
"""Minutes."""
LANGUAGES = ("de", "en")
"""As in ``texts``, which loads the catalogues' tools."""


class _OneAnswerEach(argparse.Action):
    """Collects answers by question, as files recognise them; of two to the same nobody knows which is meant."""

    def __call__(self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, value: Any, *_more: Any) -> None:
        from data.intake.spelling import normalised

        name, given = value
        before: dict[str, str] = getattr(namespace, self.dest)
        if normalised(name) in map(normalised, before):
            _ = words_wanted()
            parser.error(_("--answer {name} steht zweimal da; auf jede Frage gibt es eine Antwort", name=name))
        setattr(namespace, self.dest, before | {name: given})


def add_options(parser: Parser) -> None:
    add_reading_options(parser)
    parser.add_argument("--plan", type=_minutes, metavar="MINUTEN", help="dazu ein Gesprächsplan für so viele Minuten")
    parser.add_argument("--comments", action="store_true", help="Freitexte mit ausgeben, in zufälliger Reihenfolge")


def add_reading_options(parser: Parser) -> None:
    """What is read, and how."""
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--questionnaire", type=Path, metavar="Q.yaml", help="anderer Fragebogen")
    parser.add_argument("--threshold", type=_threshold, default=5, metavar="N", help="kleinste gezeigte Gruppe (5)")
    parser.add_argument("--groups", choices=("sectors", "perspectives"), default="sectors", help="Ausgang der Gruppen")
    parser.add_argument("--json", action="store_true", help="ein JSON-Objekt statt Text")
    parser.add_argument(
        "--answer",
        type=_answer,
        action=_OneAnswerEach,
        default={},
        metavar="ID=WERT",
        help="Antwort auf eine Frage zur Datei",
    )
    parser.add_argument(
        "--source", choices=("participants", "administration"), default="participants", help="wessen Bögen es sind"
    )
    parser.add_argument("--only-finished", action="store_true", help="nur abgeschlossene Bögen zählen")
    parser.add_argument("--language", choices=LANGUAGES, default="de", help="Sprache der Ausgabe")


def check(options: argparse.Namespace) -> int:
    """Read the files without storing anything and print what a closed workshop would show."""
    from commands.checking import check as checked
    from data.intake.understood import Options

    return checked(
        options.files,
        questionnaire_path=options.questionnaire or load_settings().questionnaire,
        threshold=options.threshold,
        mode=options.groups,
        as_json=options.json,
        answers=options.answer,
        options=Options(source=options.source, only_finished=options.only_finished, comments=options.comments),
        language=options.language,
        minutes=options.plan,
    )


def _threshold(value: str) -> int:
    if not value.isdecimal() or int(value) < LOWEST_THRESHOLD:
        _ = words_wanted()
        raise argparse.ArgumentTypeError(
            _("eine ganze Zahl ab {least} wird erwartet, nicht {value}", least=LOWEST_THRESHOLD, value=repr(value))
        )
    return int(value)


def _minutes(value: str) -> int:
    if value not in map(str, range(SHORTEST_PLAN, LONGEST_PLAN + 1)):
        _, gaps = words_wanted(), {"least": SHORTEST_PLAN, "most": LONGEST_PLAN, "value": repr(value)}
        raise argparse.ArgumentTypeError(
            _("ganze Minuten von {least} bis {most} werden erwartet, nicht {value}", **gaps)
        )
    return int(value)


def _answer(value: str) -> tuple[str, str]:
    """The question's id never has a "=" in it."""
    name, sign, given = value.partition("=")
    if not (name.strip() and sign and given.strip()):
        _ = words_wanted()
        raise argparse.ArgumentTypeError(_("ID=WERT wird erwartet, nicht {value}", value=repr(value)))
    return name.strip(), given.strip()
