"""Dossiers to write files of."""

from datetime import date
from typing import Any

from analysis.dossier import Dossier
from analysis.questionnaire import Questionnaire
from analysis.results import Results


def dossier_of(results: Results, questionnaire: Questionnaire, **added: Any) -> Dossier:
    """These results, of 1 October 2026 in Musterlingen, and what the talk has added."""
    whose = {"municipality": "Musterlingen", "title": "Werkstatt", "held_on": date(2026, 10, 1), **added}
    return Dossier(results=results, questionnaire=questionnaire, **whose)
