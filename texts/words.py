"""The catalogues: one language's words, by German sentences as keys."""

import gettext
import io
from collections.abc import Sequence
from fractions import Fraction
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from analysis.questionnaire import Text
from texts.numbers import rounded, with_units

LOCALES = Path(__file__).resolve().parents[1] / "locales"

LANGUAGES = ("de", "en")


class Words:
    """Speaks one language: ``_("{n} dabei", n=24)``. German messages are their own keys."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._translations = _translations(language)

    def __call__(self, message: str, **gaps: object) -> str:
        """Translate a whole sentence, then fill its named gaps."""
        text = _said(self._translations.gettext(message))
        return text.format(**gaps) if gaps else text

    def plural(self, one: str, many: str, n: int, **gaps: object) -> str:
        """Translate the form that fits ``n``, which is also the gap {n}."""
        return _said(self._translations.ngettext(one, many, n)).format(n=n, **gaps)

    def joined(self, names: Sequence[str], style: Literal["standard", "or"] = "standard") -> str:
        """Several names as one phrase, "A, B und C"."""
        return format_list(list(names), style=style, locale=self.language.split("-")[0])

    def local(self, text: Text) -> str:
        """A questionnaire text in this language, else in German, else empty."""
        return text.get(self.language) or text.get("de", "")

    def number(self, value: Fraction, places: int = 1) -> str:
        """A value rounded half up with exactly ``places`` decimals, "2,7" in German, with a minus and no hyphen."""
        pattern = "0" if places == 0 else "0." + "0" * places
        said: str = format_decimal(rounded(value, places), pattern, locale=self.language.split("-")[0])
        return said.replace("-", "\u2212")

    def percent(self, share: Fraction) -> str:
        """A share as a whole percentage, "62 %" with a space that no line breaks at."""
        return self("{number} %", number=self.number(share * 100, 0))


_said = lru_cache(maxsize=4096)(with_units)
"""The sentences of the catalogues, looked through once and not each time that they are said."""


@cache
def words(language: str) -> Words:
    """The words of a language; an unknown one speaks German."""
    return Words(language)


def _translations(language: str) -> gettext.NullTranslations:
    catalogue = LOCALES / language / "LC_MESSAGES" / "messages.po"
    if not catalogue.exists():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with catalogue.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language.split("-")[0]))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
