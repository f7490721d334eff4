"""The page Bögen erfassen: paper sheets by keyboard, and the Verwaltungsbogen."""

import streamlit as st

from analysis.questionnaire import ANSWERS, Field, Questionnaire
from data.letters import LettersError, read_letters
from data.store.administration import AdministrationAnswer, administration_sheet, save_administration
from data.store.sheets import EnteredSheet, WrongState, add_sheets
from data.store.workshops import Workshop
from texts import Words, answer_labels, perspective_title
from ui import session, show
from ui.inputs import pick_one


def paper_sheets(of: Workshop) -> None:
    """One sheet after another: perspective, then the letters of each field; Enter stores and clears."""
    _ = session.words()
    asked = session.questionnaire(of).only(of.room)
    show.paragraph(
        _("Je Aussage ein Buchstabe von A bis E, in der Reihenfolge des Bogens; ein Strich heißt: keine Antwort.")
    )
    show.note(_("Weiter mit der Tabulatortaste, speichern mit der Eingabetaste."))
    saved = session.remembered("paper-saved", 0)
    with st.form(f"paper-{saved}"):
        perspective = st.radio(
            _("Perspektive"),
            asked.perspective_keys,
            index=None,
            format_func=lambda key: show.plain(perspective_title(_, key, asked)),
            key=f"paper-perspective-{saved}",
        )
        letters = {field.id: _letters_input(field, saved) for field in asked.fields}
        submitted = st.form_submit_button(_("Bogen speichern"), type="primary")
    if submitted:
        _store_paper(of, asked, perspective, letters, saved)
    if saved:
        st.success(
            _.plural(
                "Ein Bogen ist in dieser Sitzung gespeichert.", "{n} Bögen sind in dieser Sitzung gespeichert.", saved
            )
        )


def _letters_input(field: Field, saved: int) -> str:
    _ = session.words()
    ids = " ".join(statement.id for statement in field.statements)
    return st.text_input(
        show.plain(_("{field}: {ids}", field=_.local(field.title), ids=ids)),
        max_chars=4 * len(field.statements),
        key=f"letters-{field.id}-{saved}",
        autocomplete="off",
    )


def _store_paper(
    of: Workshop, asked: Questionnaire, perspective: str | None, letters: dict[str, str], saved: int
) -> None:
    _ = session.words()
    if perspective is None:
        st.error(_("Bitte wählen Sie die Perspektive; wenn keine angekreuzt ist: „Möchte ich nicht sagen“."))
        return
    answers: dict[str, str] = {}
    for field in asked.fields:
        try:
            answers |= read_letters(letters[field.id], [statement.id for statement in field.statements])
        except LettersError as error:
            st.error(_letters_problem(_, field, error))
            return
    if not answers:
        st.error(_("Der Bogen hat noch keine Antwort."))
        return
    try:
        add_sheets(session.store(), of.id, [EnteredSheet(perspective, answers)], source="paper")
    except WrongState:
        st.error(_("Dieser Workshop ist abgeschlossen und nimmt keine Bögen mehr an."))
        return
    session.remember("paper-saved", saved + 1)
    st.rerun()


def _letters_problem(_: Words, field: Field, error: LettersError) -> str:
    name = _.local(field.title)
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


def administration(of: Workshop) -> None:
    """The one joint sheet of the administration; each change is stored at once and can be resumed."""
    _ = session.words()
    asked = session.questionnaire(of).only(of.administration)
    stored = administration_sheet(session.store(), of.id)
    head = st.container()
    titles = {field.id: show.plain(_.local(field.short)) for field in asked.fields}
    field = asked.field(pick_one(_("Handlungsfeld"), titles, "feld"))
    show.heading(_.local(field.title))
    changed = _administration_field(of, asked, field, stored)
    _offer_next_field(asked, field)
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


def _offer_next_field(asked: Questionnaire, field: Field) -> None:
    """A way on from the end of a long field."""
    _ = session.words()
    place = asked.fields.index(field) + 1
    if place < len(asked.fields):
        following = asked.fields[place]
        label = _("Weiter zu „{field}“", field=_.local(following.title))
        st.button(show.plain(label), on_click=session.remember, args=("feld", following.id), key="next-field")


def _administration_field(
    of: Workshop, asked: Questionnaire, field: Field, stored: dict[str, AdministrationAnswer]
) -> list[AdministrationAnswer]:
    """What this window changed, compared in the body: a click after a lost connection counts too."""
    _ = session.words()
    labels = {code: show.plain(label) for code, label in answer_labels(_, asked).items()}
    changed: list[AdministrationAnswer] = []
    for statement in field.statements:
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
