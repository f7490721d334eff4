"""Items of the Bibliothek as blocks: what a page shows and a Word file has; gaps filled with a workshop's own data."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from analysis.library import Item, Kind, Library, Occasion, Part, Practice, Size, Step
from analysis.questionnaire import Questionnaire, Text
from analysis.stage import Place
from content.document import Block, Bullets, Document, Facts, Grid, Paragraph, Prompt, Section
from content.documents.base import ended
from content.show import TALK
from content.statements import numbered_name
from content.tables import Column, filled
from content.views import view_at
from texts.dates import day_in_words
from texts.words import Words

Filling = Mapping[str, str]
"""Gaps of the items and what is written in them."""


def kind_titles(_: Words) -> dict[Kind, str]:
    """What each kind is called, in the order of their first use."""
    return {
        "agenda": _("Ablaufpläne"),
        "invitation": _("Einladungen"),
        "after": _("Abschluss und danach"),
        "leadership": _("Gespräch mit der Leitung"),
        "dialogue": _("Gespräche mit Einwohner*innen"),
        "practice": _("Praxiskarten"),
    }


def occasion_titles(_: Words) -> dict[Occasion, str]:
    """What each occasion of a dialogue is called."""
    return {
        "after_the_check": _("Nach dem Selbstcheck"),
        "conflict": _("Ein Streit ist offen"),
        "building_project": _("Ein Bauvorhaben steht an"),
        "nobody_comes": _("Zu Einladungen kommt niemand"),
    }


def size_titles(_: Words) -> dict[Size, str]:
    """What each size of a municipality is called."""
    return {
        "small_town": _("Kleine Gemeinde (unter 20.000)"),
        "town": _("Stadt (20.000 bis 100.000)"),
        "city": _("Großstadt (über 100.000)"),
        "district": _("Landkreis"),
    }


def own_mark(_: Words) -> str:
    """What tells a card that was written here from those that are shipped."""
    return _("eigene Karte")


TYPED = ("office", "contact", "place", "time")
"""Gaps that only whoever sends a letter knows."""


def gap_titles(_: Words) -> dict[str, str]:
    """What belongs in each gap; in brackets where nobody has filled it."""
    return {
        "municipality": _("Name der Kommune"),
        "title": _("Titel des Workshops"),
        "day": _("Tag des Workshops"),
        "next_date": _("Nächster Termin"),
        "contact": _("Ansprechstelle"),
        "office": _("Wer einlädt"),
        "place": _("Ort"),
        "time": _("Uhrzeit"),
    }


def filled_in(_: Words, text: Text, filling: Filling) -> str:
    """The text with its gaps filled; what is not known stands in brackets."""
    known = {gap: filling.get(gap) or f"[{title}]" for gap, title in gap_titles(_).items()}
    return _.local(text).format_map(known)


@dataclass(frozen=True)
class Wanted:
    """What is looked for: words anywhere in the item; an occasion of a dialogue; of practice cards a field or a
    statement that they fit, and a size."""

    words: str = ""
    occasion: str = ""
    field: str = ""
    statement: str = ""
    size: str = ""


def matching(_: Words, library: Library, kind: Kind, wanted: Wanted, asked: Questionnaire) -> tuple[Item, ...]:
    """The items of a kind that have everything that is looked for."""
    statements = {one.id for each in asked.fields if each.id == wanted.field for one in each.statements}
    statements |= {wanted.statement} if wanted.statement else set()
    return tuple(
        item
        for item in library.of_kind(kind)
        if _has_words(_, item, wanted.words)
        and (not wanted.occasion or wanted.occasion in item.occasions)
        and (not (wanted.field or wanted.statement) or _fits(item, statements))
        and (not wanted.size or (item.practice is not None and wanted.size in item.practice.sizes))
    )


def _has_words(_: Words, item: Item, words: str) -> bool:
    written = " ".join(_.local(text) for text in item.texts()).casefold()
    return all(word in written for word in words.casefold().split())


def _fits(item: Item, statements: Set[str]) -> bool:
    return item.practice is not None and not statements.isdisjoint(item.practice.statements)


def workshop_filling(_: Words, municipality: str, title: str, held_on: date, next_day: date | None) -> Filling:
    """What a workshop itself knows of the gaps."""
    day = {} if next_day is None else {"next_date": day_in_words(_, next_day)}
    return {"municipality": municipality, "title": title, "day": day_in_words(_, held_on), **day}


def show_of_agenda(item: Item) -> tuple[Place, ...]:
    """What the Leinwand shows during an agenda, each once; behind the plan its statements."""
    places: list[Place] = []
    for step in item.steps:
        if step.slide:
            places += _PLACES.get(step.slide) or (Place("folie", view_at(step.slide).address),)
            places += (TALK,) if step.slide == "plan" else ()
    return tuple(dict.fromkeys(places))


_PLACES: Mapping[str, tuple[Place, ...]] = {
    "titel": (Place("ankommen"),),
    "beitreten": (Place("antworten"),),
    "leitmotiv": (Place("leitmotiv"),),
    "spielregeln": (Place("spielregeln"), Place("rueckblick")),
    "massnahmen": (Place("massnahmen"),),
    "punkte": (Place("punkte"),),
    "abschluss": (Place("abschluss"),),
}
"""Slides of an agenda that are no view of results; what looks back is left out where there is nothing."""


def talk_of_agenda(item: Item) -> int:
    """Minutes of an agenda in which the plan is talked about; 0 for none."""
    return sum(step.minutes for step in item.steps if step.slide == "plan")


def item_document(
    _: Words, item: Item, filling: Filling, asked: Questionnaire, day: date, first: Sequence[Block] = ()
) -> Document:
    """An item as a document of its own; a letter has no headings but its own. ``first``: what stands before it."""
    return Document(
        title=_.local(item.title),
        lines=() if item.kind == "invitation" else (_.local(item.summary),),
        blocks=(*first, *item_blocks(_, item, filling, asked)),
        foot=_("Selbstcheck Weltoffene Kommune · Bibliothek"),
        language=_.language,
        author=filling.get("municipality", ""),
        day=day,
    )


def item_blocks(_: Words, item: Item, filling: Filling, asked: Questionnaire) -> tuple[Block, ...]:
    """Everything in an item below its title and summary."""
    return (
        *_about(_, item),
        *([_agenda(_, item, filling)] if item.steps else []),
        *(block for number, part in enumerate(item.parts) for block in _part(_, part, filling, number)),
        *(_practice(_, item.practice, asked) if item.practice is not None else ()),
    )


def _about(_: Words, item: Item) -> Iterator[Block]:
    rows = [(_("Karte"), own_mark(_))] if item.is_own else []
    rows += size_rows(_, item)
    if item.occasions:
        rows.append((_("Anlass"), _.joined([occasion_titles(_)[one] for one in item.occasions])))
    if rows:
        yield Facts(tuple(rows))


def size_rows(_: Words, item: Item) -> list[tuple[str, str]]:
    """How long something takes and for how many it is, as far as it says so."""
    rows = []
    if item.minutes is not None:
        rows.append((_("Dauer"), _.plural("{n} Minute", "{n} Minuten", item.minutes)))
    if item.people is not None:
        rows.append((_("Personen"), _.local(item.people)))
    return rows


def _part(_: Words, part: Part, filling: Filling, number: int) -> tuple[Block, ...]:
    def told(text: Text) -> str:
        return filled_in(_, text, filling)

    blocks: list[Block] = [Paragraph(told(text)) for text in part.text]
    if part.bullets:
        blocks.append(Bullets(tuple(map(told, part.bullets))))
    if part.steps:
        blocks.append(_script(_, part.steps, filling))
    blocks += [Prompt(told(text)) for text in part.prompts]
    if part.title is None:
        return tuple(blocks)
    return (Section(f"teil-{number + 1}", told(part.title), tuple(blocks)),)


def _script(_: Words, steps: Sequence[Step], filling: Filling) -> Grid:
    return _steps(_, _("Drehbuch"), steps, filling, (_("Wie"), lambda step: _told(_, step.text, filling)))


def _agenda(_: Words, item: Item, filling: Filling) -> Section:
    told = Paragraph(
        _("Was mit „kann wegfallen“ bezeichnet ist, streichen Sie zuerst, wenn die Zeit knapp wird."), "quiet"
    )
    how = _("Wozu und wie"), lambda step: _how(_, step, filling)
    return Section("ablauf", _("Ablaufplan"), (told, _steps(_, _("Ablaufplan"), item.steps, filling, how)))


def _steps(
    _: Words, title: str, steps: Sequence[Step], filling: Filling, how: tuple[str, Callable[[Step], str]]
) -> Grid:
    """When what happens: minutes from the beginning, how long, what, and ``how``: a head and what stands below it."""
    head, said = how
    columns: tuple[Column[tuple[int, Step]], ...] = (
        Column(_("Ab Minute"), lambda row: str(row[0])),
        Column(_("Minuten"), lambda row: str(row[1].minutes)),
        Column(_("Was"), lambda row: filled_in(_, row[1].title, filling)),
        Column(head, lambda row: said(row[1])),
    )
    return Grid(filled(title, columns, _beginnings(steps)), widths=(9, 10, 25, 56), has_title=False)


def _beginnings(steps: Sequence[Step]) -> list[tuple[int, Step]]:
    return [(sum(one.minutes for one in steps[:number]), step) for number, step in enumerate(steps)]


def _how(_: Words, step: Step, filling: Filling) -> str:
    """Everything about a step of an agenda, sentence after sentence."""
    say, material, fallback = (_told(_, text, filling) for text in (step.say, step.material, step.fallback))
    parts = (
        _told(_, step.aim, filling),
        _("Sagen: „{sentence}“", sentence=say) if say else "",
        _("Material: {things}", things=ended(material)) if material else "",
        _("Wenn es nicht geht: {plan}", plan=ended(fallback)) if fallback else "",
        _("(kann wegfallen)") if step.is_optional else "",
    )
    return " ".join(part for part in parts if part)


def _told(_: Words, text: Text | None, filling: Filling) -> str:
    return "" if text is None else filled_in(_, text, filling)


def _practice(_: Words, one: Practice, asked: Questionnaire) -> Iterator[Block]:
    sizes = [size_titles(_)[size] for size in one.sizes]
    rows = [(_("Wo"), f"{_.local(one.place)} · {_.joined(sizes)}"), (_("Wann"), one.years)]
    told = ((_("Kosten"), one.cost), (_("Zeit"), one.time))
    yield Facts(tuple(rows + [(name, _.local(text)) for name, text in told if text is not None]))
    yield Section("anlass", _("Worum es ging"), (Paragraph(_.local(one.problem)),))
    yield Section("schritte", _("Was getan wurde"), (Bullets(tuple(map(_.local, one.steps)), is_numbered=True),))
    yield from _learned(_, one)
    names = [
        numbered_name(_, asked.statements[statement]) for statement in one.statements if statement in asked.statements
    ]
    if names:
        yield Section("aussagen", _("Passt zu diesen Aussagen"), (Bullets(tuple(names)),))
    sources = tuple(f"{source.title}: {source.url}" for source in one.sources)
    checked = _(
        "Nach öffentlichen Quellen, zuletzt aufgerufen am {day}. Ob es das Angebot noch gibt, erfragen Sie dort.",
        day=day_in_words(_, one.checked),
    )
    yield Section("quellen", _("Quellen"), (Bullets(sources), Paragraph(checked, "quiet")))


def _learned(_: Words, one: Practice) -> Iterator[Section]:
    """What came of it; a card that tells of no difficulty says so, lest it sound as if there had been none."""
    for name, title, text in (
        ("ergebnis", _("Was belegt ist"), one.evidence),
        ("widerstand", _("Was schwierig war"), one.resistance),
        ("gescheitert", _("Was nicht gelungen ist"), one.failed),
    ):
        if text is not None:
            yield Section(name, title, (Paragraph(_.local(text)),))
    if one.resistance is None and one.failed is None:
        silent = Paragraph(_("Was nicht gelang, nennt die Quelle nicht."))
        yield Section("gescheitert", _("Was nicht gelungen ist"), (silent,))
