"""``run.py report``: its options; what it does stands in ``commands.reporting``."""

import argparse
from pathlib import Path

from commands.check import add_reading_options
from commands.parsing import Parser
from commands.spoken import words_wanted
from config import load_settings

LONGEST_NAME = 80
FORMATS = ("pdf", "pptx", "xlsx", "docx")


def add_options(parser: Parser) -> None:
    add_reading_options(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="ORDNER", help="Ordner für die Dokumente")
    parser.add_argument(
        "--formats", type=_formats, default=FORMATS, metavar="pdf,…", help="nur diese: pdf,pptx,xlsx,docx"
    )
    parser.add_argument("--municipality", type=_name, default="", metavar="NAME", help="Name der Kommune")
    parser.add_argument("--title", type=_name, default="", metavar="TITEL", help="Name des Workshops")


def report(options: argparse.Namespace) -> int:
    """Read the files without storing anything and write the documents of the workshop."""
    from commands.reporting import report as reported
    from data.intake.understood import Options

    return reported(
        options.files,
        out=options.out,
        formats=options.formats,
        municipality=options.municipality,
        title=options.title,
        questionnaire_path=options.questionnaire or load_settings().questionnaire,
        threshold=options.threshold,
        mode=options.groups,
        as_json=options.json,
        answers=options.answer,
        options=Options(source=options.source, only_finished=options.only_finished, comments=False),
        language=options.language,
    )


def _formats(value: str) -> tuple[str, ...]:
    wanted = [one.strip().lower() for one in value.split(",") if one.strip()]
    if not wanted or not set(wanted) <= set(FORMATS):
        _ = words_wanted()
        raise argparse.ArgumentTypeError(
            _("eine Auswahl aus {formats} wird erwartet, nicht {value}", formats=",".join(FORMATS), value=repr(value))
        )
    return tuple(one for one in FORMATS if one in wanted)


def _name(value: str) -> str:
    """As long as the forms of the dashboard take it."""
    if len(value) > LONGEST_NAME:
        _ = words_wanted()
        raise argparse.ArgumentTypeError(
            _("höchstens {most} Zeichen werden erwartet, es sind {count}", most=LONGEST_NAME, count=len(value))
        )
    return value
