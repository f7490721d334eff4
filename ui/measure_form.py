"""One measure with all that can be said of it, and a new one from a template, an Anregung, or free."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from analysis.action_plan import (
    LONGEST_DETAIL,
    LONGEST_WHAT,
    LONGEST_WHO,
    Draft,
    Measure,
)
from analysis.questionnaire import Questionnaire
from content.action_plan import (
    cost_choices,
    decider_titles,
    level_hint,
    level_titles,
    means_hint,
    status_titles,
)
from content.protocol import subject_title
from data.store.measures import (
    MeasureChanged,
    ReasonMissing,
    TextMissing,
    TextTooLong,
    TooMany,
    UnknownStatement,
    WrongState,
    add_measure,
    delete_measure,
    save_measure,
)
from data.store.rows import new_id
from data.store.workshops import Workshop
from texts.dates import NoDay, day_in_digits, day_or_none, no_day_sentence
from texts.words import Words
from ui import measure_starts, session, show
from ui.access import asks

VIEW = "measures-view"
"""The choice of what stands beside the form."""

CHOSEN, VERSION = "measure-chosen", "measure-version"
"""What this window has open, a measure as it was read or the id of a new one, and which version its words replace where
somebody has changed it since."""

REFUSED = (TextMissing, TextTooLong, ReasonMissing, UnknownStatement, TooMany, WrongState)
_DETAILS = ("cause", "first_step", "with_whom", "means", "sign", "risk")


def offer_new() -> None:
    """The button for a new measure."""
    st.button(session.words()("Neue Maßnahme"), type="primary", on_click=_begin)


def show_form(of: Workshop, measures: Sequence[Measure]) -> None:
    """The measure that is open; without one the next of the list, and without any a new one."""
    _ = session.words()
    open_now: Measure | str | None = session.kept_here(CHOSEN)
    if open_now is None and measures:
        show.paragraph(_("Öffnen Sie eine Maßnahme, um zu ergänzen, was noch fehlt."))
        return
    if isinstance(open_now, Measure):
        show.heading(_("Maßnahme ergänzen"))
        is_there = any(one.id == open_now.id for one in measures)
        if not is_there:  # what somebody is typing of it stays
            st.info(_("Jemand anders hat diese Maßnahme gelöscht. Ihre Worte stehen noch hier."))
        _form(of, open_now, open_now, key=f"{open_now.id}-{open_now.version}")
        if is_there:
            _delete(of, open_now)
        return
    new = open_now or new_id()
    open_measure(new)
    show.heading(_("Neue Maßnahme"))
    _form(of, measure_starts.start(of, new), None, key=new)


@asks("moderator")
def _begin() -> None:
    if st.session_state.get(VIEW) == "tabelle":  # which takes the form's place
        st.session_state[VIEW] = "datum"
    open_measure(new_id())


def open_measure(what: Measure | str | None) -> None:
    """Open this measure as it was read, a new one by its id, or none."""
    session.keep_here(CHOSEN, what)
    session.keep_here(VERSION, None)


def _form(of: Workshop, said: Draft, before: Measure | None, *, key: str) -> None:
    """All inputs, the three of the room first; what is wrong is said above the button and nothing is lost."""
    _ = session.words()
    with st.form(f"measure-{key}-{hash(said)}", border=False):
        typed = _inputs(_, of, said, f"{key}-{hash(said)}")
        wrong = st.container()
        is_wanted = st.form_submit_button(_("Maßnahme speichern"), type="primary")
    if is_wanted:
        with wrong:
            _save(of, typed, before, key)
    if before is not None and (hint := level_hint(_, before)):
        show.note(hint)


def _inputs(_: Words, of: Workshop, said: Draft, key: str) -> dict[str, Any]:
    what = st.text_area(_("Was?"), said.what, max_chars=LONGEST_WHAT, height=90, key=f"what-{key}")
    who = st.text_input(_("Wer? (eine Funktion oder Stelle)"), said.who, max_chars=LONGEST_WHO, key=f"who-{key}")
    due = st.text_input(
        _("Bis wann? (TT.MM.JJJJ)"), day_in_digits(said.due) if said.due else "", max_chars=10, key=f"due-{key}"
    )
    status = _choice(_("Status"), status_titles(_), said.status, f"status-{key}") or said.status
    with st.expander(_("Später ergänzen"), expanded=False, type="compact"):
        more = _later(_, of, said, key)
    return {"what": what, "who": who, "due": due, "status": status, **more}


def _later(_: Words, of: Workshop, said: Draft, key: str) -> dict[str, Any]:
    asked = session.questionnaire(of)
    subjects = [one for field in asked.fields for one in (field.id, *(each.id for each in field.statements))]
    titles = {one: _subject(_, one, asked) for one in subjects}
    labels = _detail_labels(_)

    def text(name: str) -> str:
        value: str = getattr(said, name)
        typed = st.text_area(labels[name], value, max_chars=LONGEST_DETAIL, height=72, key=f"{name}-{key}")
        if name == "means":
            show.note(means_hint(_))
        return typed

    return {
        "about": tuple(
            st.multiselect(
                _("Worum es geht"),
                subjects,
                [one for one in said.about if one in titles],
                select_all=False,  # Streamlit says it in English
                format_func=titles.__getitem__,
                placeholder=_("Zum ganzen Workshop"),
                key=f"about-{key}",
            )
        ),
        "status_reason": st.text_input(
            _("Begründung zum Status"), said.status_reason, max_chars=LONGEST_DETAIL, key=f"reason-{key}"
        ),
        **{name: text(name) for name in _DETAILS[:2]},
        "decides": _choice(_("Wer entscheidet"), decider_titles(_), said.decides, f"by-{key}"),
        **{name: text(name) for name in _DETAILS[2:4]},
        "cost": _choice(_("Kosten"), cost_choices(_), said.cost, f"cost-{key}"),
        "sign": text("sign"),
        "level": _choice(_("Wirkungsstufe"), level_titles(_), said.level, f"level-{key}"),
        "risk": text("risk"),
        "person": st.text_input(_("Name"), said.person, max_chars=LONGEST_WHO, key=f"person-{key}"),
        "agrees": st.checkbox(_("Die Person ist einverstanden"), bool(said.person), key=f"agrees-{key}"),
    }


def _detail_labels(_: Words) -> dict[str, str]:
    return {
        "cause": _("Ursache"),
        "first_step": _("Erster Schritt in 14 Tagen"),
        "with_whom": _("Mit wem"),
        "means": _("Mittel"),
        "sign": _("Woran wir es merken"),
        "risk": _("Risiko"),
    }


def _subject(_: Words, about: str, asked: Questionnaire) -> str:
    title = subject_title(_, about, asked)
    return f"{about} {title}" if about in asked.statements else title


def _choice(label: str, titles: Mapping[Any, str], value: Any, key: str) -> Any:
    """One of these, or nothing yet."""
    return st.selectbox(
        label,
        list(titles),
        index=None if value is None else list(titles).index(value),
        format_func=titles.__getitem__,
        placeholder=session.words()("noch offen"),
        key=key,
    )


def _save(of: Workshop, typed: dict[str, Any], before: Measure | None, key: str) -> None:
    _ = session.words()
    agrees = typed.pop("agrees")
    try:
        typed["due"] = day_or_none(typed["due"])
    except NoDay as error:
        st.error(show.plain(no_day_sentence(_, error)))
        return
    if typed["person"].strip() and not agrees:
        st.error(
            _("Einen Namen nur, wenn die Person einverstanden ist. Setzen Sie das Häkchen, oder nehmen Sie ihn weg.")
        )
        return
    said = Draft(**typed)
    try:
        if before is None:
            kept = add_measure(session.store(), of.id, said, measure_id=key)
        else:
            version = session.kept_here(VERSION) or before.version
            kept = save_measure(session.store(), of.id, before.id, said, version=version)
    except MeasureChanged as error:
        _say_changed(_, error.measure)
        return
    except REFUSED as error:
        st.error(refusals(_)[type(error)])
        return
    open_measure(kept)
    st.toast(_("Gespeichert."))
    st.rerun()


def _say_changed(_: Words, now: Measure | None) -> None:
    """What somebody else has made of it; saved once more, what was typed here takes its place."""
    if now is None:
        st.error(_("Diese Maßnahme gibt es inzwischen nicht mehr."))
        return
    session.keep_here(VERSION, now.version)
    st.error(
        _("Inzwischen hat jemand anders diese Maßnahme geändert: „{what}“, {who}.", what=now.what, who=now.who or "–")
    )
    st.info(_("Öffnen Sie die andere Fassung links, oder speichern Sie noch einmal, wenn Ihre gelten soll."))


def _delete(of: Workshop, one: Measure) -> None:
    _ = session.words()
    with st.popover(_("Löschen …"), type="tertiary"):
        show.paragraph(one.what)
        st.button(_("Maßnahme endgültig löschen"), key=f"delete-{one.id}", on_click=_remove, args=(of.id, one))


@asks("moderator")
def _remove(workshop_id: str, one: Measure) -> None:
    _ = session.words()
    try:
        delete_measure(session.store(), workshop_id, one.id, version=one.version)
    except MeasureChanged:
        session.say_after(_("Inzwischen hat jemand anders diese Maßnahme geändert. Sie wurde nicht gelöscht."))
    open_measure(None)


def refusals(_: Words) -> dict[type[Exception], str]:
    """The sentence for each of REFUSED."""
    return {
        TextMissing: _("Was soll getan werden? Bitte ein paar Worte."),
        TextTooLong: _("Der Text ist zu lang. Es wurde nichts gespeichert, bitte kürzen Sie ihn."),
        ReasonMissing: _("Wer eine Maßnahme verwirft, schreibt dazu, warum: unter „Später ergänzen“."),
        UnknownStatement: _("Diese Aussage gibt es hier nicht."),
        TooMany: _("Mehr Maßnahmen kann ein Workshop nicht haben."),
        WrongState: _("Diesen Workshop gibt es nicht mehr."),
    }
