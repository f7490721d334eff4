"""``run.py template``: writes the empty Excel template."""

import argparse
import sys
from pathlib import Path

from commands.exit_codes import FAILED, OK
from commands.opening import questionnaire_or_stop
from commands.parsing import Parser
from config import load_settings


def add_options(parser: Parser) -> None:
    parser.add_argument("out", type=Path, metavar="OUT.xlsx")
    parser.add_argument("--questionnaire", type=Path, metavar="Q.yaml", help="anderer Fragebogen")


def template(options: argparse.Namespace) -> int:
    """Write the file with every statement of the questionnaire."""
    from reports.template import template as content_of

    questionnaire = questionnaire_or_stop(options.questionnaire or load_settings().questionnaire)
    everything = tuple(questionnaire.statements)
    content = content_of(questionnaire, statements=everything, administration=everything)
    try:
        options.out.write_bytes(content)
    except OSError:
        print(f"{options.out} lässt sich nicht schreiben.", file=sys.stderr)
        return FAILED
    print(f"{options.out} ist geschrieben: eine Person je Zeile ab Zeile 3 im Blatt „Antworten“.", file=sys.stderr)
    return OK
