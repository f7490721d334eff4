"""The workshops there are, a row each: where it stands, the way into its cockpit, and what can be done with it."""

from html import escape

import streamlit as st

from data.store.rows import day_here
from data.store.sheets import sheets_by_workshop
from data.store.workshops import Workshop, change_workshop, workshops
from texts.titles import statements_title
from texts.words import Words
from ui import checklist, ending, retention, session, show, steps, workshop_menu
from ui.inputs import day
from ui.runs import linked_with
from ui.workshop_names import dated_name, full_name


def list_workshops() -> None:
    """All workshops in use, then those put away; what is being done with one of them stands above the page."""
    _ = session.words()
    everything = workshops(session.store())
    sheets = sheets_by_workshop(session.store())
    in_use = [one for one in everything if not one.archived]
    ending.offer_undo(everything)
    if in_use:
        chosen = session.workshop()
        with show.panel("workshops"):
            for one in in_use:
                _card(one, everything, sheets.get(one.id, 0), is_chosen=chosen is not None and one.id == chosen.id)
    _list_archived([one for one in everything if one.archived])
    workshop_menu.show_what_was_begun(everything)


def _card(one: Workshop, everything: list[Workshop], sheets: int, *, is_chosen: bool) -> None:
    _ = session.words()
    with st.container(key=f"work-{one.id}", horizontal=True, vertical_alignment="center"):
        st.html(_row(_, one, sheets, is_chosen=is_chosen))
        if st.button(_("Cockpit"), key=f"choose-{one.id}", type="primary" if is_chosen else "secondary"):
            session.choose(one.id)
            st.switch_page("pages/cockpit.py")
        workshop_menu.offer_menu(one, linked_with(one, everything))


def _row(_: Words, one: Workshop, sheets: int, *, is_chosen: bool) -> str:
    """Name, where it stands, and what is missing before it can begin."""
    step = steps.step_titles(_)[steps.step_now(one)]
    facts = [day(one.held_on), _("Code {code}", code=one.code), statements_title(_, len(one.room))]
    if sheets or one.state != "prepared":
        facts.append(_.plural("ein Bogen", "{n} Bögen", sheets))
    if one.state == "prepared" and (lacking := checklist.missing(_, one)):
        # Translators: what is missing before a workshop can begin, a list of names follows.
        facts.append(_("es fehlt: {things}", things=", ".join(lacking)))
    facts.append(retention.fact(_, one))
    mark = f' <span class="tag">{escape(_("gewählt"))}</span>' if is_chosen else ""
    return (
        f'<div class="row"><h2>{escape(full_name(_, one))}{mark}</h2>'
        f'<p><b>{escape(step)}</b> <span class="note">{escape(" · ".join(facts))}</span></p>{_reminder(_, one)}</div>'
    )


def _reminder(_: Words, one: Workshop) -> str:
    """That the sheets go soon; only then it matters whether there is a release."""
    has_release = one.state in ("closed", "finished")
    sentence = retention.reminder(_, one, day_here(), has_release=has_release)
    return f"<p><b>{escape(sentence)}</b></p>" if sentence else ""


def _list_archived(archived: list[Workshop]) -> None:
    _ = session.words()
    if not archived:
        return
    with st.expander(_.plural("Ein archivierter Workshop", "{n} archivierte Workshops", len(archived)), type="compact"):
        for one in archived:
            with st.container(horizontal=True, vertical_alignment="center"):
                show.paragraph(dated_name(_, one))
                show.note(retention.fact(_, one), is_short=True)
                if st.button(_("Zurückholen"), key=f"unarchive-{one.id}"):
                    change_workshop(session.store(), one.id, archived=False)
                    st.rerun()
