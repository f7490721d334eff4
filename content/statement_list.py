"""All statements as a list to work with: in a chosen order, narrowed down, and a row for each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from analysis.comparison import Order, ordered, span
from analysis.questionnaire import Questionnaire
from analysis.results import Results, StatementResult
from content.differences import by_e, parts_of
from content.labels import PatternKind, kind_titles, pattern_kind
from content.statements import short_name, statement_columns
from content.tables import Column, Table, filled
from content.views import ORDERS, View, order_titles
from texts.words import Words

ListOrder = Literal[Order, "e"]
"""The orders of Unterschiede, and by how many cannot judge."""

LIST_COLUMNS = ("name", "D", "C", "B", "A", "E", "pattern", "span", "rated", "field")
"""By name, in the order of ``list_table``."""


@dataclass(frozen=True)
class Choice:
    """Which statements are listed, and how: an order, and what they have to be; empty is whatever they are.

    ``field``: id of a Handlungsfeld; ``kind``: of ``kinds_of``; ``search``: part of a name, a sentence or a number.
    """

    order: ListOrder = ORDERS[0]
    field: str = ""
    kind: str = ""
    search: str = ""

    @property
    def is_narrowed(self) -> bool:
        return bool(self.field or self.kind or self.search.strip())


def listed(_: Words, choice: Choice, results: Results, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Ids of the statements that the choice leaves, in its order; none where nothing fits."""
    words = choice.search.casefold().split()

    def fits(statement: StatementResult) -> bool:
        asked = questionnaire.statements[statement.id]
        said = f"{statement.id} {short_name(_, asked)} {_.local(asked.text)}".casefold()
        return (
            choice.field in ("", statement.field)
            and choice.kind in ("", pattern_kind(statement))
            and all(word in said for word in words)
        )

    return tuple(one for one in in_order(results, choice.order) if fits(results.by_statement[one]))


def in_order(results: Results, order: ListOrder) -> tuple[str, ...]:
    """Ids of all statements; by E those come last of which nothing is known of E, or nobody answered so."""
    if order != "e":
        return ordered(results, order)
    first = by_e(results)
    return (*first, *(statement.id for statement in results.statements if statement.id not in first))


def list_table(_: Words, results: Results, questionnaire: Questionnaire, statements: tuple[str, ...]) -> Table:
    """A row for each of these statements: what the list shows, with words for what may not be shown."""
    columns = statement_columns(_, questionnaire)
    kinds = narrow_kind_titles(_)
    asked, fields = questionnaire.statements, questionnaire.field
    own: Mapping[str, Column[StatementResult]] = {
        "name": Column(_("Aussage"), lambda one: short_name(_, asked[one.id])),
        "pattern": Column(_("Muster"), lambda one: kinds[pattern_kind(one)]),
        # Translators: steps between the highest and the lowest mean of the groups; no breadth of a thing.
        "span": Column(_("Spannweite"), columns["span"].cell),
        # Translators: n is the number of people who answered A to D.
        "rated": Column(_("n"), columns["rated"].cell),
        "field": Column(_("Handlungsfeld"), lambda one: _.local(fields(one.field).short)),
    }
    chosen = [own.get(name) or columns[name] for name in LIST_COLUMNS]
    rows = [results.by_statement[one] for one in statements]
    return filled(_("Was alle im Raum zu den Aussagen geantwortet haben."), chosen, rows, statements)


def facts(_: Words, statement: StatementResult, questionnaire: Questionnaire) -> str:
    """Where the statement belongs and how it was answered, in a few words: field, pattern, Spannweite."""
    field = _.local(questionnaire.field(statement.field).short)
    steps = span(statement)
    said = [field, kind_titles(_)[pattern_kind(statement)]]
    return " · ".join(said if steps is None else [*said, _("Spannweite {steps}", steps=_.number(steps))])


def list_order_titles(_: Words) -> dict[ListOrder, str]:
    """The orders in words, the default first."""
    titles: dict[ListOrder, str] = dict(order_titles(_).items())
    # Translators: an order of statements: first those that most people answered with "cannot judge".
    return titles | {"e": _("Am wenigsten einschätzbar")}


def narrow_kind_titles(_: Words) -> dict[PatternKind, str]:
    """The patterns for the column of a list: in two words."""
    return kind_titles(_) | {"bedarf": _("gemeinsamer Bedarf"), "etwas": _("etwas verschieden")}


def kinds_of(_: Words, results: Results) -> dict[str, str]:
    """The patterns that occur, each in words with the number of its statements."""
    found = [pattern_kind(statement) for statement in results.statements]
    return {
        kind: _("{pattern} ({n})", pattern=title, n=found.count(kind))
        for kind, title in narrow_kind_titles(_).items()
        if kind in found
    }


def screenful_of(choice: Choice, results: Results, statement_id: str) -> tuple[View, int, int] | None:
    """The slide of several statements with this one in the order of the list, and the places in the list of its first
    and last; None where no slide shows what the list shows: it is narrowed, or nobody answered E."""
    statements = by_e(results) if choice.order == "e" else in_order(results, choice.order)
    if choice.is_narrowed or statement_id not in statements:
        return None
    first = 1
    for number, part in enumerate(parts_of(statements), 1):
        if statement_id in part:
            name = "" if number == 1 else str(number)
            if choice.order == "e":
                return View("unterschiede", "e", name), first, first + len(part) - 1
            return View("unterschiede", "aussagen", name, choice.order), first, first + len(part) - 1
        first += len(part)
    return None
