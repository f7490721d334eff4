"""Questionnaires of a few statements, to look heads up in."""

from collections.abc import Mapping
from dataclasses import replace

from analysis.questionnaire import Questionnaire, Statement
from data.intake.columns.headings import Catalogue
from tests.exports.people import QUESTIONNAIRE


def questionnaire_of(texts: Mapping[str, str], codes: Mapping[str, tuple[str, ...]] | None = None) -> Questionnaire:
    """One Handlungsfeld of these German statements."""
    known = codes or {}
    statements = tuple(Statement(one, {"de": text}, True, None, known.get(one, ()), {}) for one, text in texts.items())
    return replace(QUESTIONNAIRE, fields=(replace(QUESTIONNAIRE.fields[0], statements=statements),))


def catalogue_of(texts: Mapping[str, str], codes: Mapping[str, tuple[str, ...]] | None = None) -> Catalogue:
    """The catalogue of these German statements by id, and of codes that other tools use."""
    return Catalogue(questionnaire_of(texts, codes))


NINE = {
    "1": "Unsere Kommune hat ein gemeinsames Leitbild.",
    "2": "Unsere Kommune hat kein gemeinsames Leitbild.",
    "3": "Ämter erklären Anträge verständlich: schriftlich, mündlich, digital.",
    "4": "Es gibt Treffpunkte für alle (z. B. Cafés, Parks).",
    "5": "Vereine & Initiativen werden gefördert.",
    "6": "Bürger*innen wissen, wer zuständig ist.",
    "7": "Menschen fühlen sich sicher.",
    "8": "Öffentliche Plätze: Menschen fühlen sich sicher.",
    "9": "Bis 2030 ist die Ausländerbehörde gut besetzt.",
}
