"""Asks what an uploaded file leaves open; every answer can be corrected until the file is taken over."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st

from analysis.questionnaire import Questionnaire
from content.said.sentences import Speech
from data.intake.columns.rivals import ALL, NONE
from data.intake.questions import Kind, Question
from data.intake.understood import Understood
from texts.titles import perspective_title
from texts.words import Words
from ui import session, show
from ui.access import asks

FEW = 4
"""Choices that stand below each other; more are a list to choose from."""
SHORT = 110


def ask(found: Understood, asked: Questionnaire, key: str, answers: Mapping[str, str]) -> dict[str, str]:
    """Show all questions of the file with what was answered so far; gives the answers as they are now.

    ``key`` tells the widgets of one file from those of another.
    """
    _ = session.words()
    now = dict(answers)
    columns = [one for one in found.asked if one.kind == "statement" and one.label is not None]
    for kind, title in _titles(_).items():
        of_kind = [one for one in found.asked if one.kind == kind and one not in columns]
        if of_kind:
            show.part(title)
        for question in of_kind:
            if question.label is None:
                now |= _ask_one(question, asked, key, answers)
        now |= _ask_side_by_side([one for one in of_kind if one.label is not None], asked, key, answers)
    if columns:
        show.part(_("Welche Aussage steht in welcher Spalte?"))
        now |= _ask_columns(columns, asked, key, answers)
    return now


def answers_key(key: str) -> str:
    """Under what a window keeps the answers about the file with this ``key``."""
    return f"answers-{key}"


def _titles(_: Words) -> dict[Kind, str]:
    return {
        "sheets": _("Mehrere Blätter"),
        "transposed": _("Personen nebeneinander"),
        "direction": _("Was bedeuten die Werte?"),
        "missing": _("Keine Einschätzung oder nicht beantwortet?"),
        "perspective": _("Welche Perspektive?"),
        "statement": _("Aussagen und ihre Spalten"),
        "realign": _("Verschobene Zeilen"),
    }


def _ask_side_by_side(
    questions: Sequence[Question], asked: Questionnaire, key: str, answers: Mapping[str, str]
) -> dict[str, str]:
    """Many values of one column, each with its list."""
    now: dict[str, str] = {}
    for place in range(0, len(questions), 2):
        for column, question in zip(st.columns(2), questions[place : place + 2], strict=False):
            with column:
                now |= _ask_one(question, asked, key, answers)
    return now


def _ask_one(question: Question, asked: Questionnaire, key: str, answers: Mapping[str, str]) -> dict[str, str]:
    _ = session.words()
    given = question.answer(answers)
    choices = [one.key for one in question.choices]
    place = choices.index(given.key) if given is not None else None
    label, name = show.plain(Speech(_, asked)(question.label or question.text)), f"question-{key}-{question.id}"
    titled = _choice_title(_, question, asked)
    if len(choices) <= FEW or question.kind == "direction":
        chosen = st.radio(label, choices, index=place, format_func=titled, key=name)
    else:
        chosen = st.selectbox(label, choices, index=place, format_func=titled, key=name, placeholder=_("Bitte wählen"))
    return {} if chosen is None else {question.id: chosen}


def _choice_title(_: Words, question: Question, asked: Questionnaire) -> Callable[[str], str]:
    speech, by_key = Speech(_, asked), {one.key: one for one in question.choices}
    in_full = {
        NONE: _("keine davon"),
        ALL: _("zusammenführen: Jede Person hat nur eine davon ausgefüllt"),
    }

    def titled(key: str) -> str:
        choice = by_key[key]
        if choice in in_full:
            return in_full[choice]
        if choice.id == "perspective":
            return perspective_title(_, key, asked)
        if choice.id == "statement":
            return statement_title(_, key, asked)
        return _("Spalte {name}", name=key) if choice.id == "column" else speech(choice)

    return titled


def statement_title(_: Words, statement: str, asked: Questionnaire) -> str:
    """Number and text, cut for lists."""
    text = f"{statement} {_.local(asked.statements[statement].text)}"
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"


def _ask_columns(
    questions: Sequence[Question], asked: Questionnaire, key: str, answers: Mapping[str, str]
) -> dict[str, str]:
    """One row a column, with a list of statements to choose from."""
    _ = session.words()
    _offer_quick_answers(_, questions, asked, key, answers)
    speech = Speech(_, asked)
    titles = {one: statement_title(_, one, asked) for one in asked.statements}
    titles[NONE.key] = _("diese Spalte nicht übernehmen")
    ids = {title: one for one, title in titles.items()}
    column, example, statement, nothing = _("Spalte"), _("zum Beispiel"), _("Aussage"), _("Bitte wählen")
    given = [one.answer(answers) for one in questions]
    frame = pd.DataFrame(
        {
            column: [_label(speech, one) for one in questions],
            example: [" · ".join(one.examples) for one in questions],
            statement: [nothing if one is None else titles[one.key] for one in given],
        },
        dtype="object",
    )
    offered = {choice.key for one in questions for choice in one.choices}
    edited = st.data_editor(
        frame,
        hide_index=True,
        width="stretch",
        height="content",
        disabled=[column, example],
        column_config={
            column: st.column_config.TextColumn(column, width="medium"),
            example: st.column_config.TextColumn(example, width="small"),
            statement: st.column_config.SelectboxColumn(
                statement,
                options=[nothing, *(title for one, title in titles.items() if one in offered)],
                width="large",
                required=True,
            ),
        },
        key=f"columns-{key}-{session.remembered(_round(key), 0)}",
    )
    chosen = [ids.get(title) for title in edited[statement]]
    return {one.id: key for one, key in zip(questions, chosen, strict=True) if key is not None and key in _keys(one)}


def _label(speech: Speech, question: Question) -> str:
    return speech(question.label or question.text)


def _keys(question: Question) -> set[str]:
    return {choice.key for choice in question.choices}


def _offer_quick_answers(
    _: Words, questions: Sequence[Question], asked: Questionnaire, key: str, answers: Mapping[str, str]
) -> None:
    """Buttons that answer at once: all proposals, or the statements in the order of the columns."""
    speech = Speech(_, asked)
    still = [one for one in questions if one.answer(answers) is None]
    likely = {one.id: one.proposed for one in still if one.proposed}
    if likely:
        show.table(
            [_("Spalte"), _("Vorschlag")],
            [[_label(speech, one), statement_title(_, one.proposed, asked)] for one in still if one.proposed],
            caption=_("Ähnlich, aber nicht gleich: bitte vergleichen"),
        )
    given = {answer.key for one in questions if (answer := one.answer(answers)) is not None}
    missing = [one for one in asked.statements if still and one in _keys(still[0]) and one not in given]
    in_order = {one.id: statement for one, statement in zip(still, missing, strict=False)}
    alike = len(still) == len(missing) > 1 and all(_keys(one) == _keys(still[0]) for one in still)
    if likely:
        label = _.plural("Den Vorschlag übernehmen", "{n} Vorschläge übernehmen", len(likely))
        st.button(label, on_click=_answer_at_once, args=(key, answers, likely), key=f"likely-{key}")
    if alike:
        label = _("Der Reihe nach zuordnen (bitte danach prüfen)")
        st.button(label, on_click=_answer_at_once, args=(key, answers, in_order), key=f"in-order-{key}")


@asks("moderator", "team")
def _answer_at_once(key: str, before: Mapping[str, str], quick: Mapping[str, str]) -> None:
    """Done before the page runs: what the table beside the button sends as it loses the focus would end a run in which
    the button was still to come, and the click be lost. What was answered since ``before`` stays.
    """
    now: dict[str, str] = session.remembered(answers_key(key), {})
    untouched = {name: one for name, one in quick.items() if now.get(name) == before.get(name)}
    session.remember(answers_key(key), now | untouched)
    session.remember(_round(key), session.remembered(_round(key), 0) + 1)  # the table begins anew


def _round(key: str) -> str:
    return f"round-{key}"
