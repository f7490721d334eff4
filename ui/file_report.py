"""What became of an uploaded file: people and answers, columns, cells, and what could not be read."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from analysis.questionnaire import Questionnaire
from content.said.sentences import Speech
from data.intake.ledger import Problem
from data.intake.novelty import Comparison
from data.intake.understood import ColumnUse, Understood
from texts.sentences import sheets_title, taken_cells_title
from texts.titles import perspective_title, tool_title
from texts.words import Words
from ui import show

MANY_PROBLEMS = 200

Listing = Callable[[str, Sequence[str], Sequence[Sequence[str]]], bytes]
"""Makes an Excel file of a title, heads and rows."""


def recognised(_: Words, found: Understood) -> None:
    """One line: which tool, how many people, how many statements."""
    people = sheets_title(_, found.people, found.without_answers)
    statements = _.plural("eine Aussage", "{n} Aussagen", len(found.statements))
    show.paragraph(
        _(
            "Erkannt: {tool} · {people} · {statements}",
            tool=tool_title(_, found.tool),
            people=people,
            statements=statements,
        )
    )


def notes(_: Words, found: Understood, asked: Questionnaire, wanted: Sequence[str]) -> None:
    """What the person should know before taking the file over."""
    missing = [one for one in wanted if one not in found.statements]
    if missing and found.statements and found.tool != "template":
        show.note(_("Diese Aussagen fehlen in der Datei: {ids}.", ids=", ".join(missing)))
    if found.unfinished:
        show.note(
            _.plural(
                "Ein Bogen ist nicht abgeschlossen; seine Antworten zählen mit.",
                "{n} Bögen sind nicht abgeschlossen; ihre Antworten zählen mit.",
                found.unfinished,
            )
        )
    speech = Speech(_, asked)
    for note in found.notes:
        show.note(speech(note))
    personal = [
        _("{column} „{heading}“", column=one.column, heading=one.heading)
        for one in found.columns
        if one.use == "personal"
    ]
    if personal:
        show.note(_("Aus Datenschutzgründen nicht übernommen: {columns}.", columns=", ".join(personal)))


def preview(_: Words, found: Understood, asked: Questionnaire) -> None:
    """How many people of which perspective, how many answers in which Handlungsfeld; never a single sheet."""
    people = Counter(record.perspective for record in found.records)
    answers = Counter(asked.field_of[one] for record in found.records for one in record.answers)
    left, right = st.columns(2)
    with left:
        show.table(
            [_("Perspektive"), _("Bögen")],
            [[perspective_title(_, key, asked), str(people[key])] for key in asked.perspective_keys if key in people],
            caption=_("Bögen mit Antworten je Perspektive"),
        )
    with right:
        show.table(
            [_("Handlungsfeld"), _("Antworten")],
            [[_.local(field.title), str(answers[field.id])] for field in asked.fields if field.id in answers],
            caption=_("Antworten je Handlungsfeld"),
        )


def ledger(_: Words, cells: Mapping[str, int]) -> None:
    """Every cell of the file ends in exactly one of these."""
    show.note(
        _(
            "{total} Zellen der Datei = {imported} übernommen + {metadata} Überschriften und Angaben zum Bogen "
            "+ {ignored} nicht gebraucht + {rejected} nicht lesbar",
            **cells,
        )
    )


def taken_cells(_: Words, found: Understood) -> None:
    """Why more cells are taken over than there are answers."""
    of_people = sum(len(record.answers) for record in found.records)
    of_administration = sum(one.answer is not None for one in found.administration)
    sentence = taken_cells_title(_, found.ledger.imported, of_people, of_administration)
    if sentence:
        show.note(sentence)


def columns(_: Words, found: Understood, asked: Questionnaire) -> None:
    """What each column was taken for."""
    if not found.columns:
        return
    with st.expander(_("Was aus den Spalten wird"), type="compact"):
        show.table(
            [_("Spalte"), _("Überschrift"), _("Bedeutung")],
            [[one.column, one.heading, _meaning(_, one, asked)] for one in found.columns],
            caption=_("Was aus den Spalten wird"),
        )


def _meaning(_: Words, column: ColumnUse, asked: Questionnaire) -> str:
    uses = {
        "perspective": _("Perspektive"),
        "technical": _("Angaben zum Bogen (Nummer, Zeit): nur zum Wiedererkennen"),
        "personal": _("aus Datenschutzgründen nicht übernommen"),
        "comment": _("Freitext: nicht übernommen"),
        "unused": _("keine Aussage dieses Fragebogens: nicht übernommen"),
        "left_out": _("auf Wunsch nicht übernommen"),
        "open": _("noch offen"),
    }
    if column.use in uses:
        return uses[column.use]
    how = {
        "code": _("nach dem Code"),
        "text": _("nach dem Wortlaut"),
        "suffix": _("nach dem Wortlaut am Ende"),
        "confirmed": _("von Ihnen zugeordnet"),
    }
    statement = f"{column.statement} {_.local(asked.statements[column.statement].text)}"
    if column.use == "not_asked":
        return _("{statement} (wird im Raum nicht gefragt: nicht übernommen)", statement=statement)
    return f"{statement} ({how[column.how]})"


def problems(_: Words, found: Understood, asked: Questionnaire, listing: Listing, key: str) -> None:
    """Cells and rows that could not be read, with the address and the reason; the content only on request."""
    speech = Speech(_, asked)
    _rows_left_out(_, found, speech)
    if not found.problems:
        return
    st.warning(
        _.plural(
            "Eine Zelle ließ sich nicht lesen. Am besten in Excel verbessern und die Datei neu hochladen.",
            "{n} Zellen ließen sich nicht lesen. Am besten in Excel verbessern und die Datei neu hochladen.",
            len(found.problems),
        )
    )
    with_values = st.checkbox(_("Mit dem Inhalt der Zellen"), key=f"values-{key}")
    heads = [_("Zelle"), *([_("Inhalt")] if with_values else []), _("Warum nicht")]
    listed = sorted(found.problems, key=_place)
    rows = [
        [f"{one.worksheet}!{one.cell}", *([one.value] if with_values else []), speech(one.reason)] for one in listed
    ]
    show.table(heads, rows[:MANY_PROBLEMS], caption=_("Zellen, die sich nicht lesen ließen"))
    st.download_button(
        _("Liste herunterladen"),
        listing(_("Nicht lesbar"), heads, rows),
        file_name="nicht-lesbar.xlsx",
        on_click="ignore",
        key=f"problems-{key}",
    )


def _place(of: Problem) -> tuple[str, int, int, str]:
    """Row by row, as somebody goes through the sheet."""
    column = of.cell.rstrip("0123456789")
    return of.worksheet, int(of.cell.removeprefix(column) or 0), len(column), column


def _rows_left_out(_: Words, found: Understood, speech: Speech) -> None:
    for title, rows in (
        (_("Zurückgestellte Zeilen"), found.quarantined),
        (_("Nicht gezählte Zeilen"), found.left_out),
    ):
        if rows:
            show.table(
                [_("Zeile"), _("Warum nicht")],
                [[f"{one.worksheet}, {one.row}", speech(one.reason)] for one in rows[:MANY_PROBLEMS]],
                caption=title,
            )


def novelty(_: Words, comparison: Comparison) -> None:
    """How much of the file is there already."""
    if not (comparison.unchanged or comparison.changed or comparison.duplicates):
        return
    show.paragraph(
        _(
            "{new} neu · {changed} geändert · {unchanged} schon vorhanden",
            new=len(comparison.new),
            changed=len(comparison.changed),
            unchanged=comparison.unchanged,
        )
    )
    if comparison.duplicates:
        show.note(
            _.plural(
                "Ein Bogen steht zweimal in der Datei und zählt einmal.",
                "{n} Bögen stehen mehrfach in der Datei und zählen je einmal.",
                comparison.duplicates,
            )
        )


def comments(_: Words, found: Understood, listing: Listing, key: str) -> None:
    """Free texts to take along, in random order; they are not stored."""
    if not found.comments:
        return
    rows = [[one.heading, text] for one in found.comments for text in one.texts]
    st.download_button(
        _("Kommentare herunterladen"),
        listing(_("Kommentare"), [_("Frage"), _("Kommentar")], rows),
        file_name="kommentare.xlsx",
        on_click="ignore",
        key=f"comments-{key}",
    )
