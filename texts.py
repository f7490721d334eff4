"""Words on the screen: gettext catalogues, numbers in the reader's format, and names for ids."""

import gettext
import io
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from analysis.measures import smallest_difference_to_read
from analysis.questionnaire import UNSTATED, Perspective, Questionnaire, Sector, Text
from analysis.results import FieldResult, Group, Pattern, Results, StatementResult

LOCALES = Path(__file__).resolve().parent / "locales"
LANGUAGES = ("de", "en")


def rounded(value: Fraction, places: int = 1) -> Decimal:
    """The value to ``places`` decimals, half up (away from zero), never "-0"."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + 0


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


def method_sentences(_: Words) -> tuple[str, ...]:
    """What every export and the method box say."""
    return (
        _("Dies ist ein Gesprächsanlass, keine repräsentative Untersuchung. Die Werte gelten für die Anwesenden."),
        _("Es gibt keinen Vergleich zwischen Kommunen und keine Rangfolge von Gruppen."),
        _(
            "Einschätzung im Mittel: 1 = trifft nicht zu, 4 = trifft zu. "
            "„Keine Einschätzung möglich“ zählt nie als Wert."
        ),
        _(
            "Uneinigkeit: 0 % = alle haben dasselbe angekreuzt, "
            "100 % = die eine Hälfte sagt „trifft zu“, die andere „trifft nicht zu“."
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
    return _("Übrige") if group.parts else _part(_, group.id, questionnaire, short=True)


def _part(_: Words, identifier: str, questionnaire: Questionnaire, *, short: bool) -> str:
    if identifier == UNSTATED:
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
        "geteilt": _("geteilt, quer durch alle Perspektiven") if groups_shown else _("geteilt"),
    }[pattern]


def disagreement_title(_: Words, band: str | None) -> str:
    """ "Wie weit auseinander?" in one word."""
    return {"gering": _("gering"), "mittel": _("mittel"), "gross": _("groß"), None: "–"}[band]


def band_title(_: Words, band: int | None, questionnaire: Questionnaire) -> str:
    """The Einschätzung of a field."""
    return _("noch keine Aussage") if band is None else _.local(questionnaire.bands[band].title)


def camps(_: Words, statement: StatementResult) -> str:
    """The two sides in people, shown beside every Uneinigkeit."""
    if statement.ratings is None:
        return _("zu wenige Antworten")
    return _(
        "{agree} trifft (eher) zu : {disagree} trifft (eher) nicht zu",
        agree=statement.ratings.agree,
        disagree=statement.ratings.disagree,
    )


def reason(_: Words, statement: StatementResult) -> str:
    """Why a statement is worth talking about, in one line."""
    shown = sum(cell.level is not None for cell in statement.cells.values())
    title = pattern_title(_, statement.pattern, groups_shown=shown >= 2)
    if statement.pattern == "kaum_einschaetzbar":
        return _(
            "{title} {e} von {answered} können das nicht einschätzen",
            title=title,
            e=statement.e,
            answered=statement.answered,
        )
    if statement.pattern == "zu_wenige" or statement.disagreement is None:
        return title
    if statement.group_distance is not None and statement.pattern == "auseinander":
        return _(
            "{title} · Gruppenabstand {steps} Stufen · {camps}",
            title=title,
            steps=_.number(statement.group_distance),
            camps=camps(_, statement),
        )
    return _(
        "{title} · Uneinigkeit {percent} · {camps}",
        title=title,
        percent=_.percent(statement.disagreement),
        camps=camps(_, statement),
    )


def overview_finding(_: Words, results: Results, questionnaire: Questionnaire) -> str:
    """The sentence above the radar."""
    rated = [field for field in results.fields if field.level is not None]
    if not rated:
        return _("Noch sind zu wenige Antworten da, um etwas zu zeigen.")
    if len(rated) == 1:
        return _(
            "Aus Sicht der Anwesenden liegt „{field}“ im Mittel bei {level}",
            field=_.local(questionnaire.field(rated[0].id).title),
            level=_.number(_level(rated[0])),
        )
    highest = max(rated, key=_level)
    lowest = min(rated, key=_level)
    if _.number(_level(highest)) == _.number(_level(lowest)):
        return _(
            "Aus Sicht der Anwesenden stehen alle Handlungsfelder ähnlich da ({level})", level=_.number(_level(lowest))
        )
    return _(
        "Aus Sicht der Anwesenden trifft bei „{high}“ am meisten zu ({high_level}), "
        "bei „{low}“ am wenigsten ({low_level})",
        high=_.local(questionnaire.field(highest.id).title),
        high_level=_.number(_level(highest)),
        low=_.local(questionnaire.field(lowest.id).title),
        low_level=_.number(_level(lowest)),
    )


def groups_finding(_: Words, results: Results, questionnaire: Questionnaire) -> str:
    """The sentence above field × group: where perspectives differ."""
    apart = [field for field in results.fields if field.pattern == "auseinander"]
    if sum(any(cell.level is not None for cell in field.cells.values()) for field in results.fields) == 0:
        return _("Die Gruppen sind zu klein, um sie einzeln zu zeigen")
    if not apart:
        return _("Die Perspektiven sehen die Handlungsfelder im Mittel ähnlich")
    names = ", ".join(_.local(questionnaire.field(field.id).short) for field in apart)
    return _.plural(
        "In einem Handlungsfeld gehen die Perspektiven auseinander: {names}",
        "In {n} Handlungsfeldern gehen die Perspektiven auseinander: {names}",
        len(apart),
        names=names,
    )


def administration_finding(_: Words, results: Results, questionnaire: Questionnaire) -> str:
    """The sentence above Verwaltungsbogen : room."""
    both = [(field, abs(field.administration_level - field.level)) for field in results.fields
            if field.administration_level is not None and field.level is not None]  # fmt: skip
    if not both:
        return _("Zum Verwaltungsbogen gibt es noch nichts zu vergleichen")
    field, gap = max(both, key=lambda pair: pair[1])
    if gap < smallest_difference_to_read(max(results.respondents, 1)):
        return _("Verwaltungsbogen und Raum sehen die Handlungsfelder ähnlich")
    higher = (field.administration_level or 0) > (field.level or 0)
    message = (
        _("Bei „{field}“ schätzt der Verwaltungsbogen {steps} Stufen höher ein als der Raum")
        if higher
        else _("Bei „{field}“ schätzt der Raum {steps} Stufen höher ein als der Verwaltungsbogen")
    )
    return message.format(field=_.local(questionnaire.field(field.id).title), steps=_.number(gap))


def differences_finding(_: Words, results: Results) -> str:
    """The sentence above the statements in the order "zuerst besprechen"."""
    apart = sum(statement.pattern == "auseinander" for statement in results.statements)
    divided = sum(statement.pattern == "geteilt" for statement in results.statements)
    if not results.discuss_first:
        return _("Noch sind zu wenige Antworten da, um etwas zu zeigen.")
    everything = len(results.statements)
    if not apart and not divided:
        return _("Ob eine Aussage eher zutrifft, sehen jeweils mindestens drei Viertel der Anwesenden gleich")
    if not divided:
        return _("Bei {apart} von {all} Aussagen gehen Perspektiven auseinander", apart=apart, all=everything)
    if not apart:
        return _.plural(
            "Eine von {all} Aussagen ist geteilt", "{n} von {all} Aussagen sind geteilt", divided, all=everything
        )
    return _.plural(
        "Bei {apart} von {all} Aussagen gehen Perspektiven auseinander, eine weitere ist geteilt",
        "Bei {apart} von {all} Aussagen gehen Perspektiven auseinander, {n} weitere sind geteilt",
        divided,
        apart=apart,
        all=everything,
    )


def e_finding(_: Words, results: Results, questionnaire: Questionnaire) -> str:
    """The sentence above the E heat map."""
    if not results.knowledge_gaps:
        return _("Die meisten konnten die meisten Aussagen einschätzen")
    first = results.by_statement[results.knowledge_gaps[0]]
    return _(
        "{e} von {answered} können nicht einschätzen: „{statement}“ Wer weiß es?",
        e=first.e,
        answered=first.answered,
        statement=_.local(questionnaire.statements[first.id].text),
    )


def _level(field: FieldResult) -> Fraction:
    return field.level if field.level is not None else Fraction(0)


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
