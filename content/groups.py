"""The groups in columns and tables: only what results show of them."""

from collections.abc import Callable

from analysis.questionnaire import Questionnaire
from analysis.results import Cell, FieldCell, Group, Results
from content.labels import ROOM
from content.tables import Column, Row, Table, Value, share
from texts.numbers import rounded
from texts.titles import group_title, hidden_text, perspective_in_group
from texts.words import Words


def group_columns(
    _: Words,
    results: Results,
    questionnaire: Questionnaire,
    of_room: Callable[[Row], Value],
    of_group: Callable[[Row, str], Value],
) -> tuple[Column[Row], ...]:
    """The room and then each group, by id, with the number of its people."""

    def column(group: Group) -> Column[Row]:
        head = _("{group} (n = {n})", group=group_title(_, group, questionnaire), n=group.people)
        return Column(head, lambda row: of_group(row, group.id), about=group.id)

    room = Column(_("{group} (n = {n})", group=_("Alle im Raum"), n=results.respondents), of_room, about=ROOM)
    return (room, *(column(group) for group in results.groups_beside))


def level_of(_: Words, cell: Cell | FieldCell) -> Value:
    """A group's Einschätzung im Mittel, as far as it is shown."""
    return hidden_text(_) if cell.level is None else rounded(cell.level)


def share_of(_: Words, cell: FieldCell) -> Value:
    """A group's share of E in a field, as far as it is shown."""
    return hidden_text(_) if cell.e_share is None else share(cell.e_share)


def group_table(_: Words, results: Results, questionnaire: Questionnaire) -> Table:
    """Who was asked: the groups as formed at closing."""
    rows = tuple(
        (
            group_title(_, group, questionnaire),
            group.people,
            ", ".join(perspective_in_group(_, key, questionnaire) for key in group.perspectives),
        )
        for group in results.groups
    )
    return Table(_("Gruppen"), (_("Gruppe"), _("Personen"), _("Perspektiven")), rows)
