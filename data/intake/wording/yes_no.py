"""The one list of what people and tools write for yes and no, for a cross and for none."""

from data.intake.spelling import normalised

YES = frozenset((
    "1", "true", "wahr", "yes", "ja", "y", "j", "t", "x", "xx", "xxx", "on", "ok",
    "✓", "✔", "☑", "☒", "✅", "🗹", "🗸", "✕", "✖", "✗", "✘", "×", "√", "●", "⬤", "■", "•", "þ",
    "gewählt", "ausgewählt", "angekreuzt", "genannt", "markiert", "zugestimmt",
    "checked", "selected", "ticked", "quoted", "marked",
))  # fmt: skip
_NO = (
    "0", "false", "falsch", "no", "nein", "n", "f", "off", "☐", "□", "○", "◯", "⬜", "🗆",
    "nicht gewählt", "nicht ausgewählt", "nicht angekreuzt", "nicht genannt", "nicht markiert",
    "unchecked", "not checked", "unselected", "not selected", "not ticked", "unticked", "not quoted", "not marked",
)  # fmt: skip
_NOTHING = ("", "-", "–", "—", "--", "---", "_", "/", ".", "leer", "empty", "blank", "null", "n/a", "none")
_SHOWN_AS_PICTURE = dict.fromkeys(map(ord, "\ufe0e\ufe0f"))

_TRUTHS = dict.fromkeys(map(normalised, YES), True) | dict.fromkeys(map(normalised, _NO), False)
_EMPTY = frozenset(map(normalised, _NOTHING))


def truth(text: str) -> bool | None:
    """Yes or no as people, tools and Excel write it; None for anything else, also for nothing."""
    return _TRUTHS.get(normalised(text.translate(_SHOWN_AS_PICTURE)))


def cross(text: str) -> bool | None:
    """Whether it is a cross where one of several columns is crossed; nothing is none, a dash neither."""
    said = truth(text)
    return False if said is None and normalised(text) in _EMPTY else said
