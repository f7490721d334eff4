"""LimeSurvey: Antworten exportieren as CSV, as Excel (PHP_XLSXWriter) and as VV file."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from analysis.questionnaire import Questionnaire
from tests.exports.delimited import LF, WITH_BOM, delimited, quote_all, quote_like_php
from tests.exports.people import (
    A1_TO_A5,
    COMMENT_QUESTION,
    PERSPECTIVE_QUESTION,
    Person,
    ended,
    grid_question,
    has_finished,
    labels,
    perspective_title,
    started,
    written_answers,
)
from tests.exports.workbooks import xlsx_of_worksheet

Headings = Literal["code", "expression", "full", "codetext", "abbreviated", "underscores"]
Rows = list[list[str | None]]

META = {
    "id": "Antwort ID",
    "submitdate": "Datum Abgeschickt",
    "lastpage": "Letzte Seite",
    "startlanguage": "Start-Sprache",
    "seed": "Zufallsstartwert",
}
META_DATED = {"startdate": "Datum gestartet", "datestamp": "Datum letzte Aktivität"}
FINISHED_WITHOUT_DATES = "1980-01-01 00:00:00"
_NUMBER = re.compile(r"-?[1-9][0-9]*(\.[0-9]+)?|0")
_FORBIDDEN_IN_TITLES = re.compile(r"[*:/\\?\[\]]")


def rows(
    people: Sequence[Person],
    questionnaire: Questionnaire,
    *,
    headings: Headings = "full",
    words: Mapping[str, str] | None = None,
    dated: bool = True,
    mask_equations: bool = False,
) -> Rows:
    """Header and people; None is NULL (never shown), "" was shown and left blank.

    ``words`` are answer codes by A–E (the perspective is then a code too), without it full answers. A survey that
    is not ``dated`` has the same day in 1980 for all who finished, and no other dates.
    """
    meta = META | (META_DATED if dated else {})
    columns = [(code, text, None) for code, text in meta.items()] + _questions(questionnaire)
    header: list[str | None] = [_heading(*column, style=headings) for column in columns]
    chosen = list(questionnaire.perspectives)
    table = [header]
    for place, person in enumerate(people):
        finished = has_finished(person, questionnaire)
        sent = f"{ended(place):%F %T}" if dated else FINISHED_WITHOUT_DATES
        row = [str(place + 1), sent if finished else None, str(len(questionnaire.fields)), "de", str(90210 + place)]
        row += [f"{started(place):%F %T}", f"{ended(place):%F %T}"] if dated else []
        code = f"AO{chosen.index(person.perspective) + 1:02}"
        row.append(perspective_title(person, questionnaire) if words is None else code)
        for field in questionnaire.fields:
            given = written_answers(person, field, words or labels(questionnaire))
            row += given if finished or any(given) else [None] * len(given)
        comment = re.sub(r"\r\n?", "\n", person.comment)
        row.append("'" + comment if mask_equations and comment.startswith("=") else comment)
        table.append(row)
    return table


def csv(table: Rows, *, separator: str = ";", bare_nulls: bool = True) -> bytes:
    """UTF-8 with BOM, CRLF, everything in quotes but NULL (``bare_nulls``: newer versions), a blank line at the end."""
    cells = table if bare_nulls else [[cell or "" for cell in row] for row in table]
    return delimited([*cells, []], separator=separator, quoted=quote_all, encoding=WITH_BOM)


def xlsx(table: Rows, questionnaire: Questionnaire) -> bytes:
    """One worksheet named like the survey: inline strings, numbers where a text looks like one, blanks with a style.

    A text that begins with "=" becomes a formula of type "s" without a value, and is lost to most readers.
    """
    lines = "".join(_row(number, row) for number, row in enumerate(table, 1))
    title = _FORBIDDEN_IN_TITLES.sub(" ", questionnaire.title["de"])[:31]
    last = f"{get_column_letter(len(table[0]))}{len(table)}"
    return xlsx_of_worksheet(title, f'<dimension ref="A1:{last}"/><sheetData>{lines}</sheetData>')


def vv(people: Sequence[Person], questionnaire: Questionnaire, *, survey: int | None = None) -> bytes:
    """Tab-separated though named .csv: labels, then codes (``survey``: the older kind with its id), then codes only."""
    table = rows(people, questionnaire, headings="full", words=A1_TO_A5)
    codes = rows([], questionnaire, headings="expression")[0]
    if survey is not None:
        codes = [code if code in META | META_DATED else f"{survey}X45X{678 + n}" for n, code in enumerate(codes)]
    body = [[_vv_text(cell) for cell in row] for row in table[1:]]
    return delimited([table[0], codes, *body], separator="\t", quoted=quote_like_php, line_end=LF)


def _questions(questionnaire: Questionnaire) -> list[tuple[str, str, str | None]]:
    columns: list[tuple[str, str, str | None]] = [("G01Q01", PERSPECTIVE_QUESTION, None)]
    for group, field in enumerate(questionnaire.fields, 2):
        for row, statement in enumerate(field.statements, 1):
            question = escape(grid_question(field)) + " "  # flattened HTML: entities survive, blocks leave a blank
            columns.append((f"G{group:02}Q01[SQ{row:03}]", question, statement.text["de"]))
    return [*columns, (f"G{len(questionnaire.fields) + 2:02}Q01", COMMENT_QUESTION, None)]


def _heading(code: str, question: str, row: str | None, *, style: Headings) -> str:
    if style in ("code", "expression"):
        return code if style == "code" else code.replace("[", "_").removesuffix("]")
    if style == "abbreviated":
        question, row = _cut(question), None if row is None else _cut(row)
    text = question if row is None else f"{question} [{row}]"
    if style == "codetext":
        return f"{code}. {text}"
    return text.replace(" ", "_") if style == "underscores" else text


def _cut(text: str, characters: int = 15) -> str:
    return text if len(text) <= characters else text[:characters] + ".. "


def _row(number: int, row: Sequence[str | None]) -> str:
    cells = "".join(_cell(f"{get_column_letter(place)}{number}", text) for place, text in enumerate(row, 1))
    shape = 'collapsed="false" customFormat="false" customHeight="false" hidden="false" ht="12.1" outlineLevel="0"'
    return f'<row {shape} r="{number}">{cells}</row>'


def _cell(place: str, text: str | None) -> str:
    if not text:
        return f'<c r="{place}" s="0"/>'
    if text.startswith("="):
        return f'<c r="{place}" s="0" t="s"><f>{escape(text)}</f></c>'
    if _NUMBER.fullmatch(text):
        return f'<c r="{place}" s="0" t="n"><v>{text}</v></c>'
    return f'<c r="{place}" s="0" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def _vv_text(text: str | None) -> str:
    if text is None:
        return "{question_not_shown}"
    plain = text.strip().replace("{", "{lbrace}").replace("\n", "{newline}").replace("\r", "{cr}")
    return re.sub('^"', "{quote}", plain.replace("\t", "{tab}"))
