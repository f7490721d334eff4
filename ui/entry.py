"""The Verwaltungsbogen, on the page Bögen erfassen."""

from collections.abc import Iterable, Mapping

import streamlit as st

from analysis.questionnaire import ANSWERS, Field, Questionnaire, Statement
from data.store.administration import AdministrationAnswer, administration_sheet, save_administration
from data.store.workshops import Workshop
from texts.titles import answer_labels
from ui import session, show
from ui.access import asks
from ui.inputs import pick_next, pick_one, picked

Stored = Mapping[str, AdministrationAnswer]
GO_ON = "administration-goes-on"


def administration(of: Workshop) -> None:
    """The one joint sheet of the administration; each change is stored at once and can be resumed."""
    _ = session.words()
    asked = session.questionnaire(of).only(of.administration)
    _save(of, asked.statements.values())
    stored = administration_sheet(session.store(), of.id)
    head = st.container(gap="xsmall")
    shown = asked.field(picked({field.id: field.id for field in asked.fields}, "feld"))
    show.heading(_.local(shown.title))
    for statement in shown.statements:
        _ask(of, asked, statement, stored)
    _offer_next_field(asked, shown)
    _save(of, shown.statements)
    with head:
        _head(asked, administration_sheet(session.store(), of.id))
    if session.remembered(GO_ON) == shown.id:
        session.forget(GO_ON)
        show.focus_next(_key("admin", of, shown.statements[0]))


def _save(of: Workshop, statements: Iterable[Statement]) -> None:
    """Store what this window changed.

    Of all statements before anything is shown: a way on, to the next field or another page, comes in right behind what
    was typed last. Again once the inputs stand: only then does a new session, after a lost connection, know them.
    """
    _ = session.words()
    changed = [one for one in (_changed(of, statement) for statement in statements) if one is not None]
    if changed:
        save_administration(session.store(), of.id, changed)
        st.toast(_("Gespeichert"))


def _head(asked: Questionnaire, now: Stored) -> None:
    """How far the sheet is, and each field of it; filled in last, when it is known what was answered."""
    _ = session.words()
    given = {field.id: sum(_is_answered(one.id, now) for one in field.statements) for field in asked.fields}
    done, everything = sum(given.values()), len(asked.statements)
    show.note(_("Ein gemeinsamer Bogen der Verwaltung, als solcher erkennbar. Er zählt nie zu „Alle im Raum“."))
    said = _("{done} von {all} Aussagen sind beantwortet.", done=done, all=everything)
    show.progress(said, share=done / everything)
    titles = {
        field.id: show.plain(f"{_.local(field.short)} {given[field.id]}/{len(field.statements)}")
        for field in asked.fields
    }
    pick_one(_("Handlungsfeld"), titles, "feld")


def _is_answered(statement_id: str, now: Stored) -> bool:
    return statement_id in now and now[statement_id].answer is not None


def _offer_next_field(asked: Questionnaire, shown: Field) -> None:
    """A way on from the end of a long field."""
    _ = session.words()
    place = asked.fields.index(shown) + 1
    if place < len(asked.fields):
        following = asked.fields[place]
        label = _("Weiter zu „{field}“", field=_.local(following.title))
        st.button(show.plain(label), on_click=_go_to, args=(following.id,), key="next-field")


@asks("moderator")
def _go_to(field_id: str) -> None:
    pick_next("feld", field_id)
    session.remember(GO_ON, field_id)


def _key(part: str, of: Workshop, statement: Statement) -> str:
    return f"{part}-{of.id}-{statement.id}"


def _keys(of: Workshop, statement: Statement) -> tuple[str, str, str]:
    """Of the inputs for answer, reason and who knows."""
    return _key("admin", of, statement), _key("reason", of, statement), _key("who", of, statement)


def _ask(of: Workshop, asked: Questionnaire, statement: Statement, stored: Stored) -> None:
    """Three inputs that show what is stored."""
    _ = session.words()
    before = stored.get(statement.id, AdministrationAnswer(statement.id, None))
    answer_key, reason_key, who_key = keys = _keys(of, statement)
    for key, value in zip(keys, (before.answer, before.reason, before.who_knows), strict=True):
        session.follow(key, value)
    is_filled = any(session.remembered(key) for key in (reason_key, who_key))
    with st.container(key=f"asked-{statement.id}"):
        left, right = st.columns([3, 1], gap="small")
        with left.container(gap="xxsmall"):
            show.paragraph(f"{statement.id} {_.local(statement.text)}")
            _answer(asked, statement, before, answer_key)
        with right, st.expander(_("Begründung"), expanded=is_filled, type="compact"):
            st.text_input(_("Begründung (freiwillig)"), before.reason, max_chars=500, key=reason_key)
            who_label = _("Wer weiß Bescheid? (Amt oder Stelle)")
            st.text_input(who_label, before.who_knows, max_chars=120, key=who_key)


def _changed(of: Workshop, statement: Statement) -> AdministrationAnswer | None:
    """What this window changed of a statement: compared with what it knew, so that a click after a lost connection
    counts too."""
    keys = _keys(of, statement)
    if not all(key in st.session_state for key in keys):
        return None
    values = [st.session_state[key] for key in keys]
    typed = [value.strip() if isinstance(value, str) else value for value in values]
    if typed == [session.known(key) for key in keys]:
        return None
    for key, value in zip(keys, typed, strict=True):
        session.know(key, value)
    answer, reason, who = typed
    return AdministrationAnswer(statement.id, answer, reason or "", who or "")


def _answer(asked: Questionnaire, statement: Statement, before: AdministrationAnswer, key: str) -> None:
    _ = session.words()
    labels = {code: show.plain(label) for code, label in answer_labels(_, asked).items()}
    st.radio(
        _("Antwort zu {id}", id=statement.id),
        ANSWERS,
        index=None if before.answer is None else ANSWERS.index(before.answer),
        format_func=labels.get,
        horizontal=True,
        label_visibility="collapsed",
        key=key,
    )
