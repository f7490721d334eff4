"""The code of a workshop, however somebody types it, pastes it or has it read out: tidied in this one place."""

import re
import unicodedata
from typing import Literal
from urllib.parse import unquote

from data.store.workshops import CODE_SIGNS

LENGTH = 6
LONGEST = 200
"""Signs of what is looked at: a link with its code fits in."""

Fault = Literal["foreign", "lookalike", "length"]

_IN_A_LINK = re.compile(r".*(?:/t/|[?&]code=)([^/?#&\s]+)", re.IGNORECASE | re.DOTALL)
_CODE = re.compile(f"[{CODE_SIGNS}]{{{LENGTH}}}")
_BETWEEN = ("P", "Z", "C", "M", "Sk", "Sm")
"""Kinds of signs that people put around or between those of a code: punctuation, blanks, invisible signs, accents."""


def tidied(typed: str) -> str:
    """The code in what was typed or pasted, as it is stored; signs that no code has are kept, to be named."""
    if is_code(typed):
        return typed
    text = unicodedata.normalize("NFKC", typed[:LONGEST])
    link = _IN_A_LINK.match(text) or _IN_A_LINK.match(unquote(text))
    code = _plain(unquote(link[1] if link else text))
    if is_code(code):
        return code
    words = {_plain(word) for word in text.split()}
    codes = [word for word in words if is_code(word)]
    return codes[0] if len(codes) == 1 else code


def is_code(code: str) -> bool:
    """Could a workshop have this code?"""
    return _CODE.fullmatch(code) is not None


def fault(code: str) -> Fault | None:
    """Why no workshop has this tidied code; None if one could."""
    if any(not sign.isascii() for sign in code):
        return "foreign"
    if any(sign not in CODE_SIGNS for sign in code):
        return "lookalike"
    return None if len(code) == LENGTH else "length"


def _plain(text: str) -> str:
    return "".join(_sign(sign) for sign in text)


def _sign(sign: str) -> str:
    if sign.isascii() and sign.isalnum():
        return sign.upper()
    digit = unicodedata.decimal(sign, None)
    if digit is not None:
        return str(digit)
    return "" if unicodedata.category(sign).startswith(_BETWEEN) else sign
