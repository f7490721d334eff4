"""What tools write into cells that nobody typed: marks for a skipped question, escapes."""

import re
from collections.abc import Mapping

from data.intake.survey_tools.signature import ToolId

UNANSWERED: Mapping[ToolId, frozenset[str]] = {
    "limesurvey": frozenset({"N/A", "{question_not_shown}"}),
    "sosci": frozenset({"-9", "nicht beantwortet", "[NA] nicht beantwortet", "[-9] nicht beantwortet"}),
    "efs": frozenset({"-77", "-66", "-99"}),
    "qualtrics": frozenset({"-99"}),
    "table": frozenset({"N/A", "{question_not_shown}"}),
}
"""What a tool writes where a question was skipped, beside nothing and NULL."""
_DATABASE_NULL = "NULL"
_VV = {"{newline}": "\n", "{cr}": "\n", "{tab}": "\t", "{quote}": '"', "{lbrace}": "{"}
_VV_MARK = re.compile("|".join(map(re.escape, ("{cr}{newline}", *_VV))))
_ESCAPED = re.compile(r"'(?=[=+\-@\t\r\n])")


def is_unanswered(tool: ToolId, text: str) -> bool:
    """Whether the tool writes this where a question was skipped; words that a person may have chosen are not meant."""
    stripped = text.strip()
    return not stripped or stripped == _DATABASE_NULL or stripped in UNANSWERED.get(tool, ())


def cleaned(tool: ToolId, text: str) -> str:
    """As it was typed: without the apostrophe before a formula, and LimeSurvey's marks decoded."""
    unescaped = _ESCAPED.sub("", text, count=1) if _ESCAPED.match(text) else text
    if tool != "limesurvey" or "{" not in unescaped:
        return unescaped
    return _VV_MARK.sub(lambda mark: _VV.get(mark[0], "\n"), unescaped)
