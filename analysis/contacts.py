"""E-mail addresses and telephone numbers in a text: found to warn who writes them, so rather too many than too few."""

import re
import unicodedata

_MAIL = re.compile(
    r"[\w.+-]+\s?(?:@|\(\s?at\s?\)|\[\s?at\s?\])\s?\w[\w-]*(?:(?:\.|\s?[(\[]\s?(?:dot|punkt)\s?[)\]]\s?)\w[\w-]*)+",
    re.IGNORECASE,
)

_YEAR = r"(?:19|20)\d\d"
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
_NO_NUMBER = re.compile(
    r"(?<![\d./+()-])(?<!\d )(?:"
    rf"{_DAY}\.\s?{_MONTH}\.(?:\s?(?:{_YEAR}|\d\d))?"  # 4.3., 04.03.2027
    rf"|{_DAY}/{_MONTH}/{_YEAR}|{_YEAR}-{_MONTH}-{_DAY}"
    rf"|{_MONTH}[./]{_YEAR}"
    rf"|{_YEAR}(?:(?:\s?[/–-]\s?|\s)(?:{_YEAR}|\d\d(?!\d)))+"  # 2023/24
    rf"|{_CLOCK}\s?[–-]\s?{_CLOCK}|{_CLOCK}(?=\s?(?:Uhr|bis|h\b))"
    r"|[1-9]\d{0,2}(?:[. ]\d{3})+(?![ ./-]?\d)"  # 1.250.000
    r"|\d+(?=\s?(?:€|Euro|EUR|%|Prozent|Mio|Tsd))"
    r")(?!\d)"
)
_NUMBER = re.compile(r"(?:\+|\()?\d(?:[\s/().–-]{0,3}\d)+")
_CUE = re.compile(
    r"(?:tel(?:efon)?|fon|fax|phone|call|mobil|handy|whatsapp|signal|durchwahl|rufnummer|nummer|anruf\w*)\W{0,3}"
    r"(?:(?:ist|unter|is|number|nr\.?)\W{0,2})?$",
    re.IGNORECASE,
)

_DIALLED = 6
"""Digits from which a number that begins with 0 or + can be dialled."""
_LOCAL = 7
"""Digits from which one without area code is taken for one."""
_WITH_CUE = 3
"""Digits that are enough where "Telefon" stands before them: an extension."""


def contacts(text: str) -> tuple[str, ...]:
    """Addresses and numbers as they stand in the text; no years, dates, times, sums or "12 von 40"."""
    plain = unicodedata.normalize("NFKC", text)
    mails = [found.group().strip() for found in _MAIL.finditer(plain)]
    rest = _MAIL.sub(" # ", plain)
    rest = _NO_NUMBER.sub(lambda found: " # " if not _after_cue(rest, found.start()) else found.group(), rest)
    numbers = [found.group().strip() for found in _NUMBER.finditer(rest) if _is_dialled(rest, found)]
    return (*mails, *numbers)


def _is_dialled(text: str, found: re.Match[str]) -> bool:
    number = found.group()
    digits = "".join(str(unicodedata.digit(sign)) for sign in number if sign.isdigit())
    if _after_cue(text, found.start()):
        return len(digits) >= _WITH_CUE
    return len(digits) >= (_DIALLED if number.startswith("+") or digits.startswith("0") else _LOCAL)


def _after_cue(text: str, start: int) -> bool:
    return _CUE.search(text, max(0, start - 40), start) is not None
