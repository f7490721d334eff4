"""The Handlungsfelder in columns and tables: room, groups and Verwaltungsbogen."""

from collections.abc import Callable

from analysis.comparison import on_shared_statements, span
from analysis.questionnaire import Questionnaire
from analysis.results import FieldResult, Results
from content.findings.field import assessment_title
from content.findings.pattern import pattern_finding
from content.groups import group_columns, level_of, share_of
from content.tables import (
    Column,
    Table,
    Value,
    as_text,
    filled,
    hundredth,
    level_beside_name,
    mean,
    or_dash,
    share,
    too_few,
)
from texts.titles import band_title, disagreement_head, group_short, hidden_text
from texts.words import Words


def field_columns(_: Words, questionnaire: Questionnaire) -> dict[str, Column[FieldResult]]:
    """What can be said of a Handlungsfeld as a whole, by name of the column."""

    def of_room(field: FieldResult) -> Value:
        """With more decimals only beside the name of an Einschätzung, which it must not contradict."""
        if field.shared_band is None:
            return mean(_, field.level)
        return level_beside_name(field.level, questionnaire, too_few(_))

    def of_sheet(field: FieldResult) -> Value:
        return level_beside_name(field.administration_level, questionnaire, "–")

    return {
        "title": Column(_("Handlungsfeld"), lambda field: _.local(questionnaire.field(field.id).title)),
        "level": Column(_("Alle im Raum im Mittel"), of_room),
        "band": Column(_("Aus Sicht der Anwesenden"), lambda field: assessment_title(_, field, questionnaire)),
        "equal_level": Column(_("Jede Gruppe zählt gleich"), lambda field: or_dash(field.equal_level)),
        "disagreement": Column(disagreement_head(_), lambda field: hundredth(field.disagreement)),
        "span": Column(_("Spannweite in Stufen"), lambda field: or_dash(span(field))),
        "distance": Column(_("Gruppenabstand in Stufen"), lambda field: or_dash(field.group_distance)),
        # Translators: what the answers show, such as a shared strength; no sample and no template.
        "pattern": Column(_("Muster"), lambda field: pattern_finding(_, field)),
        "e": Column(_("Keine Einschätzung möglich"), lambda field: share(field.e_share)),
        # Translators: above a column: on how many statements a mean rests.
        "basis": Column(_("Grundlage"), lambda field: basis(_, field.rated, field)),
        "administration": Column(_("Verwaltungsbogen im Mittel"), of_sheet),
        "administration_told": Column(
            _("Verwaltungsbogen im Mittel"), lambda field: _told(_, of_sheet(field), field.administration_rated, field)
        ),
        "administration_band": Column(
            _("Laut Verwaltungsbogen"), lambda field: band_title(_, field.administration_band, questionnaire)
        ),
        "administration_basis": Column(
            _("Grundlage des Verwaltungsbogens"), lambda field: basis(_, field.administration_rated, field)
        ),
    }


def _told(_: Words, level: Value, shown: int, field: FieldResult) -> Value:
    """A value, with over how many statements it goes where these are not all."""
    if shown in (0, field.asked):
        return level
    return _("{level} ({basis})", level=as_text(_, level), basis=basis(_, shown, field))


def sheet_band(_: Words, field: FieldResult, questionnaire: Questionnaire) -> str:
    """The Einschätzung according to the Verwaltungsbogen, with over how many statements it goes where not over all."""
    band = band_title(_, field.administration_band, questionnaire)
    return as_text(_, _told(_, band, field.administration_rated if field.administration_band is not None else 0, field))


def partial_means(_: Words, results: Results, questionnaire: Questionnaire, *, of_groups: bool = False) -> list[str]:
    """Which means do not go over all statements that were asked, a line a field: of the room and the Verwaltungsbogen,
    or of the groups."""
    lines = []
    for field in results.fields:
        means = _of_groups(_, results, questionnaire, field) if of_groups else _of_room_and_sheet(_, field)
        whose: dict[int, list[str]] = {}
        for who, shown in means:
            if 0 < shown < field.asked:
                whose.setdefault(shown, []).append(who)
        told = [
            # Translators: whose means go over how many statements: "Verwaltung und Politik aus 2 von 3 Aussagen".
            _("{who} {basis}", who=_.joined(names), basis=basis(_, shown, field))
            for shown, names in whose.items()
        ]
        if told:
            title = _.local(questionnaire.field(field.id).title)
            line = _("{field}: {means}.", field=title, means="; ".join(told))
            shared = "" if of_groups else shared_statements(_, results, field)
            lines.append(f"{line} {shared}".rstrip())
    return lines


def shared_statements(_: Words, results: Results, field: FieldResult) -> str:
    """What room and Verwaltungsbogen come to on the statements that both have rated; empty where both means go over the
    same ones."""
    found = on_shared_statements(results, field)
    if found is None or None in (field.level, field.administration_level):
        return ""
    n, room, sheet = found
    return _.plural(
        "Bei derselben Aussage: Raum {room}, Verwaltungsbogen {sheet}.",
        "Bei denselben {n} Aussagen: Raum {room}, Verwaltungsbogen {sheet}.",
        n,
        room=_.number(room),
        sheet=_.number(sheet),
    )


def _of_room_and_sheet(_: Words, field: FieldResult) -> list[tuple[str, int]]:
    room = (_("Alle im Raum"), field.rated if field.level is not None else 0)
    sheet = (_("Verwaltungsbogen"), field.administration_rated if field.administration_level is not None else 0)
    return [room, sheet]


def _of_groups(_: Words, results: Results, questionnaire: Questionnaire, field: FieldResult) -> list[tuple[str, int]]:
    cells = [(group_short(_, group, questionnaire), field.cells[group.id]) for group in results.groups_beside]
    shown = [(name, cell.shown) for name, cell in cells if cell.level is not None]
    if len(shown) > 1 and len({count for _name, count in shown}) == 1:
        # Translators: of all groups that are shown, before “from 2 of 3 statements”.
        return [(_("Alle gezeigten Gruppen"), shown[0][1])]
    return shown


def basis(_: Words, shown: int, field: FieldResult) -> str:
    """Over how many of its statements a field's value goes."""
    return _.plural("aus {shown} von {n} Aussage", "aus {shown} von {n} Aussagen", field.asked, shown=shown)


def field_ids(results: Results) -> tuple[str, ...]:
    return tuple(field.id for field in results.fields)


def field_table(_: Words, results: Results, questionnaire: Questionnaire) -> Table:
    """One row a Handlungsfeld: all that is known of room and Verwaltungsbogen."""
    columns = field_columns(_, questionnaire)
    del columns["administration_told"]  # made of others
    return filled(_("Handlungsfelder"), columns.values(), results.fields, field_ids(results))


def chart_table(_: Words, results: Results, questionnaire: Questionnaire) -> Table:
    """The numbers of native charts: short names, the room, and the Verwaltungsbogen where it says anything."""
    columns: list[Column[FieldResult]] = [
        Column(_("Handlungsfeld"), lambda field: _.local(questionnaire.field(field.id).short)),
        Column(_("Alle im Raum"), lambda field: mean(_, field.level)),
    ]
    if any(field.administration_level is not None for field in results.fields):
        columns.append(Column(_("Verwaltungsbogen"), lambda field: or_dash(field.administration_level)))
    return filled(_("Zahlen der Diagramme"), columns, results.fields, field_ids(results))


def group_field_tables(_: Words, results: Results, questionnaire: Questionnaire) -> tuple[Table, ...]:
    """By field and group: Einschätzung im Mittel, over how many statements it goes, and the share of E."""

    def table(
        title: str, of_room: Callable[[FieldResult], Value], of_group: Callable[[FieldResult, str], Value]
    ) -> Table:
        columns = group_columns(_, results, questionnaire, of_room, of_group)
        names = field_columns(_, questionnaire)["title"]
        return filled(title, (names, *columns), results.fields, field_ids(results))

    return (
        table(
            _("Einschätzung im Mittel nach Gruppen"),
            lambda field: mean(_, field.level),
            lambda field, group: level_of(_, field.cells[group]),
        ),
        table(
            _("Grundlage der Mittelwerte"),
            lambda field: basis(_, field.rated, field),
            lambda field, group: group_basis(_, field, group),
        ),
        table(
            _("Keine Einschätzung möglich nach Gruppen"),
            lambda field: share(field.e_share),
            lambda field, group: share_of(_, field.cells[group]),
        ),
    )


def group_basis(_: Words, field: FieldResult, group: str) -> str:
    """Over how many statements a group's mean in a field goes."""
    cell = field.cells[group]
    return hidden_text(_) if cell.level is None else basis(_, cell.shown, field)
