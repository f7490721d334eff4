"""Workbooks that people make by hand in Excel, which is what most teams have."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from analysis.questionnaire import ANSWERS, RATINGS, Questionnaire
from tests.exports.people import Person, labels, perspective_title, written_answers
from tests.exports.workbooks import Cell, saved, workbook, write_rows

LETTERS = {answer: answer for answer in ANSWERS}
HEADER_ROW = 5
FOOTER = "Mittelwert"


def titled(
    people: Sequence[Person],
    questionnaire: Questionnaire,
    *,
    words: Mapping[str, str] = LETTERS,
    with_results: bool = True,
) -> bytes:
    """Title lines above, merged field names in row 4, statements in row 5, below all a "Mittelwert" with formulas.

    ``with_results``: as Excel saves it; without, as other programs do that compute nothing.
    """
    book = Workbook()
    worksheet = book.worksheets[0]
    worksheet.title = "Auswertung"
    write_rows(worksheet, [["Selbstcheck Musterlingen"], ["Workshop am 1. März 2025, Ratssaal"]])
    worksheet.merge_cells("A1:H1")
    column, results = 3, {}
    for field in questionnaire.fields:
        last = column + len(field.statements) - 1
        worksheet.cell(HEADER_ROW - 1, column, field.title["de"])
        if last > column:
            worksheet.merge_cells(
                start_row=HEADER_ROW - 1, end_row=HEADER_ROW - 1, start_column=column, end_column=last
            )
        column = last + 1
    write_rows(worksheet, _people_below_header(people, questionnaire, words), first=HEADER_ROW)
    footer = HEADER_ROW + len(people) + 1
    worksheet.cell(footer, 1, FOOTER)
    for place, statement in enumerate(questionnaire.statements, 3):
        letter = get_column_letter(place)
        area = f"{letter}{HEADER_ROW + 1}:{letter}{footer - 1}"
        counts = [f'COUNTIF({area},"{words[answer]}")' for answer in RATINGS]
        worksheet[f"{letter}{footer}"] = (
            f"=(4*{counts[0]}+3*{counts[1]}+2*{counts[2]}+{counts[3]})/({'+'.join(counts)})"
        )
        given = [4 - RATINGS.index(one.answers[statement]) for one in people if one.answers.get(statement, "E") != "E"]
        results[f"{letter}{footer}"] = sum(given) / len(given) if given else None
    return _with_results(saved(book), results) if with_results else saved(book)


def one_worksheet_a_field(people: Sequence[Person], questionnaire: Questionnaire) -> bytes:
    """Each Handlungsfeld on its own worksheet; the people are found again by "Nr."."""
    worksheets: dict[str, list[list[Cell]]] = {}
    for field in questionnaire.fields:
        one = questionnaire.only(tuple(statement.id for statement in field.statements))
        worksheets[field.title["de"][:31]] = _people_below_header(people, one, labels(questionnaire))
    return workbook(worksheets)


def transposed(people: Sequence[Person], questionnaire: Questionnaire) -> bytes:
    """Statements down, people across."""
    table = _people_below_header(people, questionnaire, labels(questionnaire))
    return workbook({"Tabelle1": [list(column) for column in zip(*table, strict=True)]})


def crosses(people: Sequence[Person], questionnaire: Questionnaire) -> bytes:
    """Five columns for each statement, with an x in one of them; the statement is merged above them."""
    book = Workbook()
    worksheet = book.worksheets[0]
    words = labels(questionnaire)
    write_rows(worksheet, [["Nr.", "Perspektive"], [None, None, *list(words.values()) * len(questionnaire.statements)]])
    for place, statement in enumerate(questionnaire.statements.values()):
        first = 3 + 5 * place
        worksheet.cell(1, first, statement.text["de"])
        worksheet.merge_cells(start_row=1, end_row=1, start_column=first, end_column=first + 4)
    for number, person in enumerate(people, 1):
        row: list[Cell] = [number, perspective_title(person, questionnaire)]
        for asked in questionnaire.statements:
            row += ["x" if person.answers.get(asked) == answer else None for answer in ANSWERS]
        write_rows(worksheet, [row], first=number + 2)
    return saved(book)


def counts(people: Sequence[Person], questionnaire: Questionnaire) -> bytes:
    """Only how many people chose each answer: nobody's own answers are left."""
    table: list[list[Cell]] = [["Aussage", *labels(questionnaire).values()]]
    for statement in questionnaire.statements.values():
        chosen = Counter(person.answers.get(statement.id) for person in people)
        table.append([statement.text["de"], *(chosen[answer] for answer in ANSWERS)])
    return workbook({"Häufigkeiten": table})


def _people_below_header(
    people: Sequence[Person], questionnaire: Questionnaire, words: Mapping[str, str]
) -> list[list[Cell]]:
    header: list[Cell] = ["Nr.", "Perspektive", *(one.text["de"] for one in questionnaire.statements.values())]
    table = [header]
    for number, person in enumerate(people, 1):
        row: list[Cell] = [number, perspective_title(person, questionnaire)]
        for field in questionnaire.fields:
            row += [text or None for text in written_answers(person, field, words)]
        table.append(row)
    return table


def _with_results(content: bytes, results: Mapping[str, float | None]) -> bytes:
    """Store the formulas' results as Excel does; None is a division by zero."""

    def filled(found: re.Match[str]) -> str:
        result = results[found["place"]]
        kind, value = (' t="e"', "#DIV/0!") if result is None else ("", repr(result))
        return f'<c r="{found["place"]}"{kind}><f>{found["formula"]}</f><v>{value}</v></c>'

    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as read, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as written:
        for name in read.namelist():
            part = read.read(name)
            if name == "xl/worksheets/sheet1.xml":
                pattern = r'<c r="(?P<place>[A-Z]+\d+)"><f>(?P<formula>[^<]*)</f><v\s*(?:/>|></v>)</c>'
                part = re.sub(pattern, filled, part.decode()).encode()
            written.writestr(name, part)
    return output.getvalue()
