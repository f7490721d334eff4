"""This run beside an earlier one of the same municipality: what can be said of fields and statements, and what not."""

from dataclasses import replace
from fractions import Fraction

from analysis.changes import Change, Changes, RunComparison
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from content.change_words import changes_finding, direction_titles, same_words, when_named
from content.differences import parts_of
from content.findings.finding import Finding
from content.labels import ROOM, not_the_same, runs_named
from content.slides import Note, Slide
from content.statements import numbered_name
from content.tables import Column, Value, filled
from content.views import View, view_titles
from texts.titles import group_title
from texts.words import Words


def comparable_groups(results: Results) -> tuple[str, ...]:
    """The groups that both runs show, in screen order."""
    there = results.since.groups if results.since is not None else {}
    return tuple(group.id for group in results.groups if group.id in there)


def change_parts(results: Results, line: str = ROOM) -> tuple[tuple[Change, ...], ...]:
    """The statements by screenful: first those whose difference can be read, each part in questionnaire order."""
    changes = results.since.of(line).statements if results.since is not None else ()
    by_id = {one.id: one for one in sorted(changes, key=lambda one: not one.is_readable)}
    return tuple(tuple(by_id[one] for one in part) for part in parts_of(tuple(by_id)))


def changes_slide(_: Words, results: Results, questionnaire: Questionnaire, view: View) -> Slide:
    """Fields, or a screenful of statements, of the room or of the first of the view's groups that both runs show; a
    part that does not exist is the first. Without an earlier run it only says so."""
    since = results.since
    line = next((group for group in comparable_groups(results) if group in view.groups), ROOM)
    groups = () if line == ROOM else (line,)
    title = view_titles(_, "vergleich")[view.view]
    if since is None:
        nothing = Finding(_("Es gibt keinen früheren Durchgang, mit dem sich dieser vergleichen lässt"))
        return Slide(view=View("vergleich", view.view), title=title, finding=nothing, table=filled("", (), ()))
    parts = change_parts(results, line)
    at = int(view.part) if view.part.isdecimal() and 1 < int(view.part) <= len(parts) else 1
    is_of_fields = view.view == "felder"
    rows = since.of(line).fields if is_of_fields else parts[at - 1]
    return Slide(
        view=View("vergleich", view.view, "" if at == 1 or is_of_fields else str(at), groups=groups),
        title=title,
        finding=changes_finding(_, since, line, results, questionnaire, rows, is_of_fields=is_of_fields),
        table=filled(
            _alt(_, since, is_of_fields=is_of_fields),
            _columns(_, results, questionnaire, line, is_of_fields=is_of_fields),
            rows,
            [one.id for one in rows],
        ),
        chart="slope" if rows else None,
        shows=(line, *(one.id for one in rows)),
        notes=_notes(_, since, questionnaire),
    )


def _alt(_: Words, since: RunComparison, *, is_of_fields: bool) -> str:
    earlier, later = when_named(_, since)
    if is_of_fields:
        return _(
            "Je Handlungsfeld eine Linie von der Einschätzung {earlier} zu der {later}, 1 = trifft nicht zu, "
            "4 = trifft zu.",
            earlier=earlier,
            later=later,
        )
    return _(
        "Je Aussage eine Linie von der Einschätzung {earlier} zu der {later}, 1 = trifft nicht zu, 4 = trifft zu.",
        earlier=earlier,
        later=later,
    )


def _columns(
    _: Words, results: Results, questionnaire: Questionnaire, line: str, *, is_of_fields: bool
) -> list[Column[Change]]:
    """The name, both levels with the people behind them, where it has gone, and the same of each group in short."""
    since = results.since
    assert since is not None
    earlier, later = runs_named(_, since)
    titles = direction_titles(_)
    name = Column[Change](_("Handlungsfeld"), lambda one: _.local(questionnaire.field(one.id).title))
    if not is_of_fields:
        name = Column[Change](_("Aussage"), lambda one: _.local(questionnaire.statements[one.id].text))
    columns = [
        name,
        Column[Change](earlier, lambda one: _level(_, one.before, one.n_before)),
        Column[Change](later, lambda one: _level(_, one.after, one.n_after)),
        Column[Change](_("Veränderung"), lambda one: titles[one.direction]),
    ]
    if is_of_fields:
        columns.append(Column[Change](_("Grundlage"), lambda one: _basis(_, one)))
    if line == ROOM:
        columns += [
            _group_column(_, group, results, questionnaire, is_of_fields) for group in comparable_groups(results)
        ]
    return columns


def _level(_: Words, level: Fraction, n: int) -> str:
    return _("{level} (n = {n})", level=_.number(level), n=n)


def _basis(_: Words, change: Change) -> str:
    return _.plural("aus {shown} von {n} Aussage", "aus {shown} von {n} Aussagen", change.asked, shown=change.compared)


def _group_column(
    _: Words, group_id: str, results: Results, questionnaire: Questionnaire, is_of_fields: bool
) -> Column[Change]:
    group = next(group for group in results.groups if group.id == group_id)
    of: Changes = results.since.of(group_id) if results.since is not None else Changes((), ())
    by_id = {one.id: one for one in (of.fields if is_of_fields else of.statements)}
    titles = direction_titles(_)

    def cell(row: Change) -> Value:
        one = by_id.get(row.id)
        if one is None:
            return _("nicht in beiden gezeigt")
        return _(
            "{before}, dann {after}: {direction}",
            before=_.number(one.before),
            after=_.number(one.after),
            direction=titles[one.direction],
        )

    return Column(group_title(_, group, questionnaire), cell, about=group_id)


def _notes(_: Words, since: RunComparison, questionnaire: Questionnaire) -> tuple[Note, ...]:
    """What is not compared, and what a comparison must not be taken for."""
    lines = [
        _("{statement}: inzwischen anderer Wortlaut", statement=_named(_, one, questionnaire)) for one in since.reworded
    ]
    if since.added:
        lines.append(
            _.plural("Eine Aussage kam erst jetzt dazu", "{n} Aussagen kamen erst jetzt dazu", len(since.added))
        )
    if since.dropped:
        lines.append(
            _.plural("Eine frühere Aussage fehlt jetzt", "{n} frühere Aussagen fehlen jetzt", len(since.dropped))
        )
    caution = Note("about", _("Wie ist das zu lesen?"), (not_the_same(_), same_words(_)))
    return (caution, Note("about", _("Nicht verglichen"), tuple(lines))) if lines else (caution,)


def _named(_: Words, statement: str, questionnaire: Questionnaire) -> str:
    return numbered_name(_, questionnaire.statements[statement])


def usual_view(view: View) -> View:
    """The comparison of the whole room that belongs to that of a group."""
    return replace(view, groups=()) if view.page == "vergleich" else view
