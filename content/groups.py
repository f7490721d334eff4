"""The groups as tables: only what results show of them."""

from analysis.questionnaire import RATINGS, Questionnaire
from analysis.results import Cell, FieldCell, Results
from content.tables import Table, Value, counts, e_of, mean, share
from texts import Words, group_short, group_title, hidden_text, perspective_title, rounded


def group_table(_: Words, results: Results, questionnaire: Questionnaire) -> Table:
    """Who was asked: the groups as formed at closing."""
    rows = tuple(
        (
            group_title(_, group, questionnaire),
            group.people,
            ", ".join(perspective_title(_, key, questionnaire) for key in group.perspectives),
        )
        for group in results.groups
    )
    return Table(_("Gruppen"), (_("Gruppe"), _("Personen"), _("Perspektiven")), rows)


def group_field_table(_: Words, results: Results, questionnaire: Questionnaire) -> Table:
    """Einschätzung im Mittel by field and group."""
    rows = tuple(
        (
            _.local(questionnaire.field(field.id).title),
            *(_group_mean(_, field.cells[group.id]) for group in results.groups),
            mean(_, field.level),
        )
        for field in results.fields
    )
    return Table(_("Einschätzung im Mittel nach Gruppen"), _group_heads(_, results, questionnaire), rows)


def group_basis_table(_: Words, results: Results, questionnaire: Questionnaire) -> Table:
    """Over how many statements each of these means goes."""
    basis = _("aus {shown} von {asked} Aussagen")
    rows = tuple(
        (
            _.local(questionnaire.field(field.id).title),
            *(
                hidden_text(_) if cell.level is None else basis.format(shown=cell.shown, asked=field.asked)
                for cell in (field.cells[group.id] for group in results.groups)
            ),
            basis.format(shown=field.rated, asked=field.asked),
        )
        for field in results.fields
    )
    return Table(_("Grundlage der Mittelwerte"), _group_heads(_, results, questionnaire), rows)


def group_e_table(_: Words, results: Results, questionnaire: Questionnaire) -> Table:
    """Share of E by field and group."""
    rows = tuple(
        (
            _.local(questionnaire.field(field.id).title),
            *(_group_share(_, field.cells[group.id]) for group in results.groups),
            share(field.e_share),
        )
        for field in results.fields
    )
    return Table(_("Keine Einschätzung möglich nach Gruppen"), _group_heads(_, results, questionnaire), rows)


def group_answer_table(_: Words, results: Results, questionnaire: Questionnaire) -> Table:
    """One row a statement and group: its answers as far as they are shown."""
    heads = (
        _("Nr."),
        _("Aussage"),
        _("Gruppe"),
        *RATINGS,
        _("Bewertet (A–D)"),
        _("Einschätzung im Mittel"),
        _("Keine Einschätzung möglich"),
    )
    rows = tuple(
        (
            statement.id,
            _.local(questionnaire.statements[statement.id].text),
            group_title(_, group, questionnaire),
            *_cell_values(_, statement.cells[group.id]),
        )
        for statement in results.statements
        for group in results.groups
    )
    return Table(_("Antworten nach Gruppen"), heads, rows)


def _cell_values(_: Words, cell: Cell) -> tuple[Value, ...]:
    return (
        *counts(cell.ratings, hidden_text(_)),
        hidden_text(_) if cell.ratings is None else cell.ratings.n,
        hidden_text(_) if cell.level is None else rounded(cell.level),
        e_of(_, cell.e, cell.people, hidden_text(_)),
    )


def _group_heads(_: Words, results: Results, questionnaire: Questionnaire) -> tuple[str, ...]:
    groups = (
        _("{group}, n = {n}", group=group_short(_, group, questionnaire), n=group.people) for group in results.groups
    )
    return _("Handlungsfeld"), *groups, _("{group}, n = {n}", group=_("Alle im Raum"), n=results.respondents)


def _group_mean(_: Words, cell: FieldCell) -> Value:
    return hidden_text(_) if cell.level is None else rounded(cell.level)


def _group_share(_: Words, cell: FieldCell) -> Value:
    return hidden_text(_) if cell.e_share is None else share(cell.e_share)
