"""Slides about the talk: a planned statement, its second vote, the plan, measures, points, and the next date."""

from collections.abc import Sequence

from analysis.action_plan import Measure
from analysis.dossier import Dossier
from analysis.results import Group
from charts.theme import INK, QUIET
from content.action_plan import due_text, in_force, who_text
from content.documents.talk import not_reached, without_result
from content.farewell import invitation, next_date_sentence
from content.labels import Labels
from content.look_back import look_back_finding, look_back_table
from content.points import poll_finding, poll_part, poll_steps, poll_table
from content.protocol import agreement_sentence, quoted
from content.second_vote import after_finding, after_table
from content.slides import Slide
from content.statements import short_name
from content.tables import Table, as_read
from reports.presentation.answer_rows import AnswerRow, write_answer_rows
from reports.presentation.around import caution, numbered, table_lines, write_around
from reports.presentation.bars import Row
from reports.presentation.grid import Text, draw, sized
from reports.presentation.marking import paragraph
from reports.presentation.page import BOTTOM, LEFT, TOP, WIDTH, Box, Page, fitting
from texts.dates import day_in_words
from texts.words import Words

SIZES = (46, 44, 42, 40, 38, 36, 34, 32, 30, 28, 26, 24, 22, 20, 18)
MOST_UNTIL = 6
"""Measures that the slide of the next date has room for."""
SENTENCE = (44, 40, 36, 32, 28)


def write_statement(page: Page, slide: Slide, dossier: Dossier, labels: Labels) -> None:
    """A statement with what the room and each group answered."""
    write_around(page, slide, dossier, reading=labels.rated)
    one = dossier.results.by_statement[slide.shows[0]]
    rows = [AnswerRow(Row(labels.room, one.ratings, one.e), "" if one.ratings else labels.too_few)]
    for group in dossier.results.groups:
        cell = one.cells[group.id]
        rows.append(AnswerRow(Row(_named(group, labels), cell.ratings, cell.e), "" if cell.ratings else labels.hidden))
    agreed = _agreed(page, dossier, one.id) or _left_open(page, dossier, one.id)
    agreed = "" if dossier.second_votes.get(one.id) else agreed
    _write_rows(page, slide.title, rows, labels, slide.table, slide.alt, agreed)


def write_second_vote(page: Page, slide: Slide, dossier: Dossier, labels: Labels) -> None:
    """The room before and after the talk, and what it says together."""
    _ = page.words
    one, results = dossier.results.by_statement[slide.shows[0]], dossier.results
    after = dossier.second_votes[one.id]
    table = after_table(_, one, after, results, dossier.questionnaire)
    sentence = after_finding(_, one, after).sentence
    page.write_title(sentence, topic=short_name(_, dossier.questionnaire.statements[one.id]))
    page.write_around(_("Nach dem Gespräch"), labels.rated, "")
    room = [(one.ratings, one.e), (after.ratings, after.e)]
    drawn = [
        AnswerRow(Row(str(table.rows[at][0]), *values), "" if values[0] else labels.too_few)
        for at, values in enumerate(room)
    ]
    for group in results.groups:
        cell = after.cells[group.id]
        e = cell.e if cell.ratings is not None else None  # of how many voted is known only where both are shown
        shown = Row(_("{group}, nachher", group=labels.groups[group.id]), cell.ratings, e)
        drawn.append(AnswerRow(shown, "" if cell.ratings else labels.hidden))
    _write_rows(page, slide.title, drawn, labels, table, f"{table.title} {sentence}", _agreed(page, dossier, one.id))
    page.write_notes([sentence, "", slide.title, *table_lines(_, table), "", *caution(_)])


def _named(group: Group, labels: Labels) -> str:
    return f"{labels.groups[group.id]}, {labels.people.format(n=group.people)}"


def _agreed(page: Page, dossier: Dossier, statement: str) -> str:
    """What the room says together, with its reason; empty where nothing was agreed."""
    agreement = dossier.agreements.get(statement)
    if agreement is None:
        return ""
    said = agreement_sentence(page.words, agreement, dossier.questionnaire)
    return f"{said}\n{' '.join(agreement.reason.split())}" if agreement.reason.strip() else said


def _left_open(page: Page, dossier: Dossier, statement: str) -> str:
    """That the talk did not come to a statement of the plan, or left nothing of it; empty where neither is so."""
    if statement in not_reached(dossier):
        return page.words("Nicht mehr geschafft.")
    return page.words("Dazu ist kein Ergebnis festgehalten.") if statement in without_result(dossier) else ""


def _write_rows(
    page: Page, sentence: str, rows: Sequence[AnswerRow], labels: Labels, table: Table, alt: str, agreed: str
) -> None:
    """The statement, the bars, and below them what was agreed."""
    size = fitting([sentence], WIDTH, 110, SENTENCE)
    page.write(
        Box(LEFT, TOP - 16, WIDTH, 110),
        [paragraph(quoted(page.words, sentence, is_shortened=False), size, page.language)],
        name=page.words("Aussage"),
    )
    top, bottom = TOP + 104, BOTTOM - (160 if agreed else 0)
    end = write_answer_rows(page, rows, labels, table.heads[0], alt=alt, title=table.title, top=top, bottom=bottom)
    if agreed:
        first, *reason = agreed.split("\n")
        box = Box(LEFT, end + 24, WIDTH, max(BOTTOM - end - 24, 60))
        letters = fitting([first, *reason], WIDTH, box.height, (36, 32, 28, 26, 24, 22, 20))
        lines = [paragraph(first, letters, page.language, bold=True)]
        lines += [paragraph(one, letters, page.language) for one in reason]
        page.write(box, lines, name=first)


def write_table(
    page: Page,
    table: Table,
    sentence: str,
    widths: Sequence[float],
    *,
    kicker: str,
    reading: str = "",
    basis: str = "",
    notes: Sequence[str] = (),
    numbers: Sequence[int] = (),
) -> None:
    """A sentence with a table of texts; ``widths`` in parts, ``numbers``: columns that stand at the right."""
    _ = page.words
    page.write_title(sentence)
    page.write_around(kicker, reading, basis)
    whole = [WIDTH * width / sum(widths) for width in widths]
    rows = [tuple(Text(head, colour=QUIET, align="r" if at in numbers else "l") for at, head in enumerate(table.heads))]
    for row in as_read(_, table):
        rows.append(
            tuple(Text(value, bold=at == 0, align="r" if at in numbers else "l") for at, value in enumerate(row))
        )
    grid = sized(rows, whole, BOTTOM - TOP, SIZES, tallest=230)
    draw(page, LEFT, TOP, grid, alt=table.title)
    page.write_notes([sentence, "", *table_lines(_, table), *notes])


def write_plan(page: Page, slide: Slide, dossier: Dossier, labels: Labels) -> None:  # noqa: ARG001
    """What the room talks about, in order, with its minutes."""
    write_table(
        page,
        slide.table,
        slide.finding.sentence,
        (34, 34, 26, 12),
        kicker=page.words("Darüber sprechen wir"),
        notes=("", *caution(page.words)),
        numbers=(3,),
    )


def write_look_back(page: Page, dossier: Dossier, shown: Sequence[Measure], part: int, of: int) -> None:
    """What became of the measures of the run before."""
    _ = page.words
    sentence = numbered(_, look_back_finding(_, dossier.earlier), part, of)
    write_table(page, look_back_table(_, shown), sentence, (54, 32, 16), kicker=_("Was wurde daraus?"))


def point_parts(dossier: Dossier) -> list[int]:
    """The slides of a poll on measures by number; none without a result."""
    return [] if dossier.points is None else list(range(1, len(poll_steps(len(dossier.points.rows)))))


def write_points(page: Page, dossier: Dossier, part: int) -> None:
    """The measures in the order of their points."""
    _, result = page.words, dossier.points
    if result is None:
        return
    table = poll_table(_, result)
    begin, end, *_of = poll_part(len(result.rows), part)
    shown = Table(table.title, table.heads, table.rows[begin:end], table.ids[begin:end])
    widths = (70, 16, 18)[: len(table.heads)]
    numbers = range(1, len(table.heads))
    write_table(
        page,
        shown,
        numbered(_, poll_finding(_, result), part, len(point_parts(dossier))),
        widths,
        kicker=_("Punkte für die Maßnahmen"),
        reading=table.title,
        numbers=tuple(numbers),
    )


def write_next_date(page: Page, dossier: Dossier) -> None:
    """When people meet again, who invites, and what is agreed until then."""
    _, decided = page.words, dossier.next_date
    if decided is None:
        return
    sentence, invites = next_date_sentence(_, decided), invitation(_, decided)
    page.write_title(sentence)
    page.write_around(_("Abschluss"), "", f"{dossier.municipality}, {day_in_words(_, dossier.held_on)}")
    size = fitting([invites], WIDTH, 120, (64, 54, 48, 40, 36, 32), bold=True)
    page.write(Box(LEFT, TOP + 10, WIDTH, 130), [paragraph(invites, size, page.language, colour=INK)], name=invites)
    lines = [sentence, "", invites]
    going_on = [one for one in in_force(dossier.measures) if one.status != "done"]
    until = [one for one in going_on if one.due is not None and decided.day is not None and one.due <= decided.day]
    if until:
        lines += ["", *_write_until(page, dossier, until[:MOST_UNTIL], len(until), len(going_on))]
    page.write_notes(lines)


def _write_until(page: Page, dossier: Dossier, shown: Sequence[Measure], due: int, going_on: int) -> list[str]:
    """What is to be done until people meet again, and how many more there are; the same as lines for the notes."""
    _ = page.words
    rows = tuple((one.what, who_text(_, one), _due(_, one, dossier)) for one in shown)
    head = _("Bis dahin soll fertig sein: {n} von {of} offenen Maßnahmen", n=due, of=going_on)
    table = Table(head, (head, _("Wer?"), _("Bis wann?")), rows)
    cells = [tuple(Text(head, colour=QUIET) for head in table.heads)]
    cells += [tuple(Text(value) for value in row) for row in as_read(_, table)]
    widths = [WIDTH * part / 104 for part in (48, 30, 26)]
    grid = sized(cells, widths, BOTTOM - TOP - 240, SIZES[2:], tallest=150)
    draw(page, LEFT, TOP + 170, grid, alt=table.title)
    more = _more(page, due - len(shown), going_on - due)
    if more:
        below = Box(LEFT, TOP + 170 + sum(grid.heights) + 20, WIDTH, 50)
        page.write(below, [paragraph(more, 30, page.language, colour=QUIET)], name=more)
    return [*table_lines(_, table), *([more] if more else [])]


def _due(_: Words, one: Measure, dossier: Dossier) -> str:
    due = due_text(_, one)
    return _("{due}, überfällig", due=due) if one.is_late(dossier.day) else due


def _more(page: Page, left_out: int, later: int) -> str:
    """How many measures are not in the table, and why."""
    _ = page.words
    said = []
    if left_out:
        said.append(_.plural("Eine weitere steht im Bericht.", "{n} weitere stehen im Bericht.", left_out))
    if later:
        said.append(
            _.plural(
                "Eine weitere ist erst danach fällig oder ohne Datum.",
                "{n} weitere sind erst danach fällig oder ohne Datum.",
                later,
            )
        )
    return " ".join(said)
