"""What the tests of the built exports ask of all of them: the Kurzform, five people, and a look inside."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from tests.exports.people import QUESTIONNAIRE, made_people

SHORT = QUESTIONNAIRE.only(QUESTIONNAIRE.short_form)
PEOPLE = made_people(SHORT, 5)
FORMULA = replace(PEOPLE[0], comment="=1+1")
FIRST_STATEMENT = "Unsere Kommune bekennt sich in einem beschlossenen Leitbild zum Zusammenleben in Vielfalt."
FIRST_GRID = "Bitte schätzen Sie ein: Management & Steuerung"
OFFICE = "Integrationsbeauftragte und Integrationsstelle"
STARTED = datetime.fromisoformat("2025-03-01 09:15:02")
ENDED = datetime.fromisoformat("2025-03-01 09:27:42")
BOM = b"\xef\xbb\xbf"


def part(content: bytes, name: str = "xl/worksheets/sheet1.xml") -> str:
    """The text of one part of a workbook, by default the first worksheet."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def shown(row: Sequence[object]) -> list[str]:
    """The cells of a row as texts, "" for an empty one."""
    return ["" if value is None else str(value) for value in row]
