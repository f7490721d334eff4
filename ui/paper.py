"""Paper sheets by keyboard, on the page Bögen erfassen."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.questionnaire import Field, Questionnaire
from data.letters import LettersError, read_letters
from data.store.paper import WrongState, add_paper_sheet, take_back_paper_sheet
from data.store.sheets import EnteredSheet
from data.store.workshops import Workshop
from texts.titles import perspective_title
from texts.words import Words
from ui import session, show
from ui.inputs import Typed, line


@dataclass(frozen=True)
class _Round:
    """What this window has typed of a workshop: how many sheets, and the last one, which can still be taken back.

    ``number`` names the inputs anew for each sheet, so that they are empty.
    """

    number: int = 0
    saved: int = 0
    last: str = ""
    perspective: str = ""
    letters: Mapping[str, str] = field(default_factory=dict)


def paper_sheets(of: Workshop) -> None:
    """One sheet after another: perspective, then the letters of each field; Enter stores and clears."""
    _ = session.words()
    asked = session.questionnaire(of).only(of.room)
    show.note(
        _(
            "Je Aussage ein Buchstabe von A bis E, in der Reihenfolge des Bogens; ein Strich heißt: keine Antwort. "
            "Die Perspektive wählen Sie mit ihrer Zahl. Weiter mit der Tabulatortaste, speichern mit der Eingabetaste; "
            "danach geht es beim nächsten Bogen weiter."
        )
    )
    now: _Round = session.remembered(f"paper-{of.id}", _Round())
    _say_what_is_saved(of, now)
    with st.form(f"paper-{of.id}-{now.number}", border=False):
        left, right = st.columns([1, 1.2])
        with left:
            perspective = _perspective_choice(_, asked, now)
        with right.container(gap="xsmall"):
            letters = {one.id: _letters_line(one, now) for one in asked.fields}
            submitted = st.form_submit_button(_("Bogen speichern"), type="primary")
            below = st.container()
    if now.number:
        show.focus_next(perspective.key)
    if submitted:
        _store_paper(of, asked, perspective, letters, now, below)


def _perspective_choice(_: Words, asked: Questionnaire, now: _Round) -> Typed:
    """Numbered, and nothing chosen beforehand: a sheet must not land where the last one was."""
    numbers = {key: number for number, key in enumerate(asked.perspective_keys, 1)}
    key = f"numbered-perspective-{now.number}"
    chosen = st.radio(
        _("Perspektive"),
        asked.perspective_keys,
        index=None,
        format_func=lambda one: show.plain(f"{numbers[one]} {perspective_title(_, one, asked)}"),
        key=key,
    )
    return Typed(chosen or "", key, st.container())


def _letters_line(of: Field, now: _Round) -> Typed:
    _ = session.words()
    ids = " ".join(statement.id for statement in of.statements)
    label = show.plain(_("{field}: {ids}", field=_.local(of.title), ids=ids))
    return line(label, key=_letters_key(of, now), longest=4 * len(of.statements))


def _letters_key(of: Field, now: _Round) -> str:
    return f"letters-{of.id}-{now.number}"


def _say_what_is_saved(of: Workshop, now: _Round) -> None:
    """How many were typed in this window, and the way back for the last one."""
    _ = session.words()
    if not now.saved:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.success(
            _.plural(
                "Ein Bogen ist in diesem Fenster gespeichert.",
                "{n} Bögen sind in diesem Fenster gespeichert.",
                now.saved,
            )
        )
        if now.last and st.button(_("Letzten Bogen zurücknehmen und verbessern")):
            _take_back(of, now)


def _store_paper(
    of: Workshop,
    asked: Questionnaire,
    perspective: Typed,
    letters: Mapping[str, Typed],
    now: _Round,
    below: DeltaGenerator,
) -> None:
    _ = session.words()
    answers = _answers(_, asked, perspective, letters)
    if answers is None:
        return
    if not answers:
        below.error(_("Der Bogen hat noch keine Antwort."))
        return
    try:
        sheet_id = add_paper_sheet(session.store(), of.id, EnteredSheet(perspective.text, answers))
    except WrongState:
        below.error(_("Dieser Workshop ist abgeschlossen und nimmt keine Bögen mehr an."))
        return
    typed = {one: typed.text for one, typed in letters.items()}
    following = _Round(now.number + 1, now.saved + 1, sheet_id, perspective.text, typed)
    session.remember(f"paper-{of.id}", following)
    st.rerun()


def _answers(_: Words, asked: Questionnaire, perspective: Typed, letters: Mapping[str, Typed]) -> dict[str, str] | None:
    """What the sheet says; None if something is wrong, which then stands below its line."""
    is_right = bool(perspective.text)
    if not perspective.text:
        perspective.refuse(_("Bitte wählen Sie die Perspektive; wenn keine angekreuzt ist: „Möchte ich nicht sagen“."))
    answers: dict[str, str] = {}
    for one in asked.fields:
        try:
            answers |= read_letters(letters[one.id].text, [statement.id for statement in one.statements])
        except LettersError as error:
            letters[one.id].refuse(_letters_problem(_, one, error))
            is_right = False
    return answers if is_right else None


def _take_back(of: Workshop, now: _Round) -> None:
    """The sheet goes from the store, and what was typed comes back into the form: nothing has to be typed again."""
    _ = session.words()
    try:
        take_back_paper_sheet(session.store(), of.id, now.last)
    except WrongState:
        session.say_after(_("Dieser Workshop ist abgeschlossen; der Bogen bleibt."))
        st.rerun()
    again = _Round(now.number + 1, now.saved - 1)
    session.remember(f"paper-{of.id}", again)
    session.remember(f"numbered-perspective-{again.number}", now.perspective)
    for one in session.questionnaire(of).only(of.room).fields:
        session.remember(_letters_key(one, again), now.letters.get(one.id, ""))
    st.rerun()


def _letters_problem(_: Words, of: Field, error: LettersError) -> str:
    name = _.local(of.title)
    if error.sign is not None:
        return _(
            "{field}: „{sign}“ ist keine Antwort; möglich sind A bis E und - für keine.", field=name, sign=error.sign
        )
    return _(
        "{field}: {given} Zeichen für {expected} Aussagen. Bitte für jede Aussage einen Buchstaben oder einen Strich.",
        field=name,
        given=error.given,
        expected=error.expected,
    )
