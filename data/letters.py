"""Reads the answers of a paper sheet typed as letters."""

from collections.abc import Sequence

from analysis.questionnaire import ANSWERS

BLANK = "-–—_.0"
SPACE = " ,;/|"


class LettersError(ValueError):
    """The letters do not fit: a ``sign`` that is no answer, or their number."""

    def __init__(self, *, sign: str | None = None, given: int = 0, expected: int = 0) -> None:
        super().__init__(sign or f"{given} != {expected}")
        self.sign = sign
        self.given = given
        self.expected = expected


def read_letters(letters: str, statements: Sequence[str]) -> dict[str, str]:
    """Answers by statement id from letters in the order of the statements; "-" is no answer, nothing at all is none.

    Raises LettersError if a sign is no answer or the number of letters differs from that of the statements.
    """
    signs = [sign.upper() for sign in letters if sign not in SPACE]
    for sign in signs:
        if sign not in ANSWERS and sign not in BLANK:
            raise LettersError(sign=sign)
    if signs and len(signs) != len(statements):
        raise LettersError(given=len(signs), expected=len(statements))
    return {statement: sign for statement, sign in zip(statements, signs, strict=False) if sign in ANSWERS}
