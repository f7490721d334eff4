"""Our own template, read from its bytes."""

from analysis.questionnaire import Questionnaire
from data.intake.containers.reading import read_file
from data.intake.own_template.cells import raw_worksheet
from data.intake.own_template.template import TemplateFile, understand


def read_template(content: bytes, questionnaire: Questionnaire, *, filename: str) -> TemplateFile:
    """What a filled template of any format holds; raises UnusableFileError."""
    return understand(map(raw_worksheet, read_file(content)), questionnaire, filename=filename)
