"""Free text as it is kept: as it was typed, without what no screen can show."""

from data.store.errors import TextMissing, TextTooLong

_KEPT = "\n\t"


def as_kept(text: str, longest: int, *, is_needed: bool = False) -> str:
    """The text without blanks around it, with one sign for each end of a line, without control signs.

    Raises TextTooLong above so many characters, TextMissing for none where it ``is_needed``.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(sign for sign in lines if (sign >= " " and sign != "\x7f") or sign in _KEPT).strip()
    if is_needed and not kept:
        raise TextMissing
    if len(kept) > longest:
        raise TextTooLong
    return kept
