"""Words on the screen: gettext catalogues, numbers in the reader's format, and names for ids."""

import gettext
import io
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from analysis.questionnaire import UNSTATED, Perspective, Questionnaire, Sector, Text
from analysis.results import Group, Pattern

LOCALES = Path(__file__).resolve().parent / "locales"
LANGUAGES = ("de", "en")


def rounded(value: Fraction, places: int = 1) -> Decimal:
    """The value to ``places`` decimals, half up (away from zero), never "-0"."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + 0


TOOLS = {
    "limesurvey": "LimeSurvey",
    "msforms": "Microsoft Forms",
    "nextcloud-forms": "Nextcloud Forms",
    "google-forms": "Google Forms",
    "sosci": "SoSci Survey",
    "efs": "Unipark (EFS)",
    "surveymonkey": "SurveyMonkey",
    "kobo": "KoboToolbox",
    "formbricks": "Formbricks",
    "qualtrics": "Qualtrics",
}
"""Names of the survey tools whose exports are recognised."""


class Words:
    """Speaks one language: ``_("{n} dabei", n=24)``. German messages are their own keys."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._translations = _translations(language)

    def __call__(self, message: str, **gaps: object) -> str:
        """Translate a whole sentence, then fill its named gaps."""
        text = self._translations.gettext(message)
        return text.format(**gaps) if gaps else text

    def plural(self, one: str, many: str, n: int, **gaps: object) -> str:
        """Translate the form that fits ``n``, which is also the gap {n}."""
        return self._translations.ngettext(one, many, n).format(n=n, **gaps)

    def joined(self, names: Sequence[str]) -> str:
        """Several names as one phrase, "A, B und C"."""
        return format_list(list(names), locale=self.language.split("-")[0])

    def local(self, text: Text) -> str:
        """A questionnaire text in this language, else in German, else empty."""
        return text.get(self.language) or text.get("de", "")

    def number(self, value: Fraction, places: int = 1) -> str:
        """A value rounded half up with exactly ``places`` decimals, "2,7" in German."""
        pattern = "0" if places == 0 else "0." + "0" * places
        return format_decimal(rounded(value, places), pattern, locale=self.language.split("-")[0])

    def percent(self, share: Fraction) -> str:
        """A share as a whole percentage, "62 %"."""
        return self("{number} %", number=self.number(share * 100, 0))


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


def hidden_text(_: Words) -> str:
    """What stands for every value that is not shown, whatever the reason."""
    return _("nicht einzeln gezeigt (Schutz kleiner Gruppen)")


def sheets_title(_: Words, with_answers: int, without_answers: int = 0) -> str:
    """How many people stand behind what is shown; the same words on every page, in files and in the terminal."""
    sentence = _.plural("Ein Bogen mit Antworten", "{n} Bögen mit Antworten", with_answers)
    if not without_answers:
        return sentence
    empty = _.plural("ein Bogen ohne Antworten", "{n} Bögen ohne Antworten", without_answers)
    return _("{with_answers}, {without_answers}", with_answers=sentence, without_answers=empty)


def statements_title(_: Words, n: int) -> str:
    """So many statements, in words."""
    return _.plural("eine Aussage", "{n} Aussagen", n)


def taken_cells_title(_: Words, imported: int, answers: int, of_administration: int) -> str:
    """Why more cells of a file are taken over than there are answers; empty where it is the same number."""
    others = imported - answers - of_administration
    if others <= 0:
        return ""
    if of_administration:
        return _(
            "{imported} übernommene Zellen = {answers} Antworten + {administration} Antworten im Verwaltungsbogen "
            "+ {others} Perspektiven, Begründungen und Zuständige",
            imported=imported,
            answers=answers,
            administration=of_administration,
            others=others,
        )
    return _.plural(
        "{imported} übernommene Zellen = {answers} Antworten + eine Perspektive",
        "{imported} übernommene Zellen = {answers} Antworten + {n} Perspektiven",
        others,
        imported=imported,
        answers=answers,
    )


def method_sentences(_: Words) -> tuple[str, ...]:
    """What every export and the method box say."""
    return (
        _("Dies ist ein Gesprächsanlass, keine repräsentative Untersuchung. Die Werte gelten für die Anwesenden."),
        _("Es gibt keinen Vergleich zwischen Kommunen und keine Rangfolge von Gruppen."),
        _("Ein Bogen steht für eine Person. Gezählt werden Bögen mit mindestens einer Antwort, auch nicht abgegebene."),
        _(
            "Einschätzung im Mittel: 1 = trifft nicht zu, 4 = trifft zu. "
            "„Keine Einschätzung möglich“ zählt nie als Wert."
        ),
        _(
            "Uneinigkeit: 0 % = alle haben dasselbe angekreuzt, "
            "100 % = die eine Hälfte sagt „trifft zu“, die andere „trifft nicht zu“."
        ),
        _(
            "Spannweite: um so viele Stufen liegen die Gruppe mit dem höchsten Mittel "
            "und die mit dem niedrigsten auseinander."
        ),
        _(
            "Gruppenabstand: um so viele Stufen liegen zwei Personen aus verschiedenen Gruppen weiter auseinander "
            "als zwei aus derselben Gruppe."
        ),
    )


def perspective_title(_: Words, key: str, questionnaire: Questionnaire) -> str:
    """Name of what a sheet gave as its perspective."""
    if key == UNSTATED:
        return _("Möchte ich nicht sagen")
    if key in questionnaire.perspectives:
        return _.local(questionnaire.perspectives[key].title)
    sector = next(sector for sector in questionnaire.sectors if sector.id == key.removeprefix("sector:"))
    return _("{sector} (ohne nähere Angabe)", sector=_.local(sector.title))


def group_title(_: Words, group: Group, questionnaire: Questionnaire) -> str:
    """Full name of a group; the merged one names its parts."""
    if group.parts:
        parts = ", ".join(_part(_, part, questionnaire, short=True) for part in group.parts)
        return _("Übrige Perspektiven ({parts})", parts=parts)
    return _part(_, group.id, questionnaire, short=False)


def group_short(_: Words, group: Group, questionnaire: Questionnaire) -> str:
    """Name of a group for axes and legends, about 16 characters."""
    # Translators: all small groups in one, "the others"; on axes, at most about 16 letters.
    return _("Übrige") if group.parts else _part(_, group.id, questionnaire, short=True)


def _part(_: Words, identifier: str, questionnaire: Questionnaire, *, short: bool) -> str:
    if identifier == UNSTATED:
        # Translators: the group of people who did not want to name their perspective.
        return _("ohne Angabe")
    named: list[Sector | Perspective] = [*questionnaire.sectors, *questionnaire.perspectives.values()]
    found = next(one for one in named if one.id == identifier)
    return _.local(found.short if short else found.title)


def pattern_title(_: Words, pattern: Pattern, *, groups_shown: bool = True) -> str:
    """A pattern in plain words; ``groups_shown``: at least two groups can be compared."""
    return {
        "zu_wenige": _("zu wenige Antworten"),
        "kaum_einschaetzbar": _("kaum einschätzbar: Wer weiß es?"),
        "auseinander": _("Perspektiven gehen auseinander"),
        "staerke": _("gemeinsame Stärke"),
        "bedarf": _("gemeinsamer Handlungsbedarf"),
        "geteilt": (
            # Translators: opinions are divided, within each perspective; nothing is shared.
            _("geteilt, quer durch alle Perspektiven")
            if groups_shown
            # Translators: opinions are divided; nothing is shared.
            else _("geteilt")
        ),
    }[pattern]


def disagreement_title(_: Words, band: str | None) -> str:
    """ "Wie weit auseinander?" in one word."""
    return {
        # Translators: how far people are apart: a small distance.
        "gering": _("gering"),
        # Translators: how far people are apart: a medium distance, not an average.
        "mittel": _("mittel"),
        # Translators: how far people are apart: a large distance.
        "gross": _("groß"),
        None: "–",
    }[band]


def band_title(_: Words, band: int | None, questionnaire: Questionnaire) -> str:
    """The Einschätzung of a field."""
    return _("noch keine Aussage") if band is None else _.local(questionnaire.bands[band].title)


def months_title(_: Words, months: int) -> str:
    """By when a measure may be done."""
    return _.plural("in einem Monat", "in {n} Monaten", months)


def with_run(_: Words, name: str, run: int) -> str:
    """A workshop's name, from the second run of its series on with the number of the run."""
    # Translators: a Durchgang is the same workshop held again, months later, to be compared with the one before.
    number = _("{n}. Durchgang", n=run)
    return name if run == 1 else f"{name} ({number})"


def blocks(text: str) -> list[tuple[str, list[str]]]:
    """Editable prose: paragraphs apart by blank lines, "# " a heading, "- " a list; ``(kind, lines)`` in order."""
    found: list[tuple[str, list[str]]] = []
    begins = True
    for line in (line.strip() for line in text.splitlines()):
        if line:
            kind = "heading" if line.startswith("# ") else "list" if line.startswith("- ") else "paragraph"
            content = line if kind == "paragraph" else line[2:].strip()
            if kind != "heading" and not begins and found and found[-1][0] == kind:
                found[-1][1].append(content)
            else:
                found.append((kind, [content]))
        begins = not line
    return found


def standard_prose(place: str, language: str) -> str:
    """The text that stands on a page until a municipality writes its own; German if there is no other."""
    for folder in (language, "de"):
        path = LOCALES / folder / f"{place}.txt"
        if path.exists():
            return path.read_text(encoding="utf-8")
    return ""


def answer_labels(_: Words, questionnaire: Questionnaire) -> dict[str, str]:
    """The five answers in words, by letter."""
    return {step.code: _.local(step.label) for step in questionnaire.scale}


def tool_title(_: Words, tool: str) -> str:
    """What made an uploaded file."""
    own = {
        # Translators: the Excel template that the dashboard hands out; where a file comes from.
        "template": _("unsere Vorlage"),
        # Translators: a spreadsheet that the team made itself; where a file comes from.
        "table": _("eigene Tabelle"),
    }
    return own.get(tool) or TOOLS.get(tool, tool)
