"""The results that reports are tested with."""

from tests.reports.conftest import questionnaire as questionnaire
from tests.reports.conftest import results as results
