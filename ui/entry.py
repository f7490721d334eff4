"""The Verwaltungsbogen, on the page Bögen erfassen."""

import streamlit as st

from analysis.questionnaire import ANSWERS, Field, Questionnaire
from data.store.administration import AdministrationAnswer, administration_sheet, save_administration
from data.store.workshops import Workshop
from texts.titles import answer_labels
from ui import session, show
from ui.access import asks
from ui.inputs import pick_next, pick_one


def administration(of: Workshop) -> None:
    """The one joint sheet of the administration; each change is stored at once and can be resumed."""
    _ = session.words()
    asked = session.questionnaire(of).only(of.administration)
    stored = administration_sheet(session.store(), of.id)
    head = st.container()
    titles = {field.id: show.plain(_.local(field.short)) for field in asked.fields}
    shown = asked.field(pick_one(_("Handlungsfeld"), titles, "feld"))
    show.heading(_.local(shown.title))
    changed = _administration_field(of, asked, shown, stored)
    _offer_next_field(asked, shown)
    if changed:
        save_administration(session.store(), of.id, changed)
        st.toast(_("Gespeichert"))
    now = stored | {answer.statement: answer for answer in changed}
    with head:
        show.paragraph(
            _(
                "Ein gemeinsamer Bogen der Verwaltung, als solcher erkennbar. Er zählt nie zu „Alle im Raum“. "
                "{done} von {all} Aussagen sind beantwortet.",
                done=sum(now[one].answer is not None for one in asked.statements if one in now),
                all=len(asked.statements),
            )
        )


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


def _administration_field(
    of: Workshop, asked: Questionnaire, shown: Field, stored: dict[str, AdministrationAnswer]
) -> list[AdministrationAnswer]:
    """What this window changed, compared in the body: a click after a lost connection counts too."""
    _ = session.words()
    labels = {code: show.plain(label) for code, label in answer_labels(_, asked).items()}
    changed: list[AdministrationAnswer] = []
    for statement in shown.statements:
        before = stored.get(statement.id, AdministrationAnswer(statement.id, None))
        answer_key, reason_key, who_key = (f"{part}-{of.id}-{statement.id}" for part in ("admin", "reason", "who"))
        known = (
            session.follow(answer_key, before.answer),
            session.follow(reason_key, before.reason),
            session.follow(who_key, before.who_knows),
        )
        show.paragraph(f"{statement.id} {_.local(statement.text)}")
        answer = st.radio(
            _("Antwort zu {id}", id=statement.id),
            ANSWERS,
            index=None if before.answer is None else ANSWERS.index(before.answer),
            format_func=labels.get,
            horizontal=True,
            label_visibility="collapsed",
            key=answer_key,
        )
        left, right = st.columns(2)
        reason = left.text_input(_("Begründung (freiwillig)"), before.reason, max_chars=500, key=reason_key).strip()
        who_label = _("Wer weiß Bescheid? (Amt oder Stelle)")
        who = right.text_input(who_label, before.who_knows, max_chars=120, key=who_key).strip()
        if (answer, reason, who) != known:
            changed.append(AdministrationAnswer(statement.id, answer, reason, who))
            session.know(answer_key, answer)
            session.know(reason_key, reason)
            session.know(who_key, who)
    return changed
