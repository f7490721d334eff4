"""Our own template, read from its bytes."""

from analysis.questionnaire import Questionnaire
from data.intake.own_template.cells import raw_sheet
from data.intake.own_template.template import TemplateFile, understand
from data.intake.reading import UnusableFileError, read_file


def read_template(content: bytes, questionnaire: Questionnaire, *, filename: str) -> TemplateFile:
    """What a filled template of any format holds."""
    try:
        return understand(map(raw_sheet, read_file(content)), questionnaire, filename=filename)
    except UnusableFileError as error:
        return TemplateFile(filename, refused=str(error))
