"""The Verwaltungsbogen, on the page Bögen erfassen."""

from collections.abc import Mapping

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
    stored = administration_sheet(session.store(), of.id)
    head = st.container(gap="xsmall")
    shown = asked.field(picked({field.id: field.id for field in asked.fields}, "feld"))
    show.heading(_.local(shown.title))
    changed = [one for one in (_ask(of, asked, statement, stored) for statement in shown.statements) if one is not None]
    _offer_next_field(asked, shown)
    if changed:
        save_administration(session.store(), of.id, changed)
        st.toast(_("Gespeichert"))
    with head:
        _head(asked, dict(stored) | {answer.statement: answer for answer in changed})
    if session.remembered(GO_ON) == shown.id:
        session.forget(GO_ON)
        show.focus_next(_key("admin", of, shown.statements[0]))


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


def _ask(of: Workshop, asked: Questionnaire, statement: Statement, stored: Stored) -> AdministrationAnswer | None:
    """What this window changed, compared in the body: a click after a lost connection counts too."""
    _ = session.words()
    before = stored.get(statement.id, AdministrationAnswer(statement.id, None))
    answer_key, reason_key, who_key = keys = [_key(part, of, statement) for part in ("admin", "reason", "who")]
    held = (before.answer, before.reason, before.who_knows)
    known = tuple(session.follow(key, value) for key, value in zip(keys, held, strict=True))
    is_filled = any(session.remembered(key) for key in (reason_key, who_key))
    with st.container(key=f"asked-{statement.id}"):
        left, right = st.columns([3, 1], gap="small")
        with left.container(gap="xxsmall"):
            show.paragraph(f"{statement.id} {_.local(statement.text)}")
            answer = _answer(asked, statement, before, answer_key)
        with right, st.expander(_("Begründung"), expanded=is_filled, type="compact"):
            reason = st.text_input(_("Begründung (freiwillig)"), before.reason, max_chars=500, key=reason_key).strip()
            who_label = _("Wer weiß Bescheid? (Amt oder Stelle)")
            who = st.text_input(who_label, before.who_knows, max_chars=120, key=who_key).strip()
    if (answer, reason, who) == known:
        return None
    for key, value in zip(keys, (answer, reason, who), strict=True):
        session.know(key, value)
    return AdministrationAnswer(statement.id, answer, reason, who)


def _answer(asked: Questionnaire, statement: Statement, before: AdministrationAnswer, key: str) -> str | None:
    _ = session.words()
    labels = {code: show.plain(label) for code, label in answer_labels(_, asked).items()}
    return st.radio(
        _("Antwort zu {id}", id=statement.id),
        ANSWERS,
        index=None if before.answer is None else ANSWERS.index(before.answer),
        format_func=labels.get,
        horizontal=True,
        label_visibility="collapsed",
        key=key,
    )
