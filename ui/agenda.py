"""The Gesprächsplan as the moderator prepares it: proposed, pinned, skipped, added to, put in another order."""

from collections.abc import Callable
from functools import partial
from html import escape

import streamlit as st

from analysis import agenda as arranging
from analysis.agenda import Agenda
from analysis.plan import PlanItem
from analysis.results import Results
from content.findings.statement import reason
from content.plan import first_question, plan_items
from content.statements import numbered_name
from data.evening import Evening, evening
from data.store.agendas import WrongState, arrange
from data.store.workshops import Workshop
from texts.words import Words
from ui import differences, session, show
from ui.access import asks

MINUTES, ADDED = "agenda-minutes", "agenda-added"
Change = Callable[[Agenda], Agenda]


def planned_or_stop(of: Workshop) -> tuple[Evening, Agenda, Results]:
    """The plan of a workshop whose results were shown."""
    now = evening(session.store(), of.id)
    if now is None or now.agenda is None or now.results is None:
        st.rerun()
    return now, now.agenda, now.results


def facts(_: Words, agenda: Agenda, results: Results) -> str:
    """How much of the time is planned."""
    items = plan_items(results)
    said = _.plural("Eine Aussage", "{n} Aussagen", len(items))
    took = sum(item.minutes for item in items)
    return f"{said} · {_('{planned} von {n} Minuten verplant', planned=took, n=agenda.minutes)}"


def show_items(of: Workshop, now: Evening, agenda: Agenda, results: Results) -> None:
    """A row for each statement of the plan: why it is there, how to begin, and what can be done with it."""
    _ = session.words()
    items = plan_items(results)
    if not items:
        show.paragraph(_("Der Plan ist leer. Nehmen Sie Aussagen auf, oder lassen Sie sich neu vorschlagen."))
    for at, item in enumerate(items):
        with st.container(key=f"talk-{item.statement}", horizontal=True, vertical_alignment="center", gap="small"):
            st.html(_row(_, item, now, results, is_pinned=item.statement in agenda.pinned))
            with st.container(horizontal=True, vertical_alignment="center", width="content", gap="small"):
                _move(of, item.statement, -1, _("Früher"), is_possible=at > 0)
                _move(of, item.statement, 1, _("Später"), is_possible=at + 1 < len(items))
                with st.popover(_("Mehr"), key=f"of-talk-{item.statement}", type="tertiary"):
                    _menu(of, item.statement, is_pinned=item.statement in agenda.pinned)


def _row(_: Words, item: PlanItem, now: Evening, results: Results, *, is_pinned: bool) -> str:
    name = numbered_name(_, now.questionnaire.statements[item.statement])
    tag = f' <span class="tag">{escape(_("angeheftet"))}</span>' if is_pinned else ""
    question = first_question(_, item, now.questionnaire)
    asked = f'<p class="note">{escape(_("Zum Einstieg: {question}", question=question))}</p>' if question else ""
    return (
        f'<div class="talk"><b class="minutes">{escape(_("{n} Min.", n=item.minutes))}</b>'
        f"<div><p><b>{escape(name)}</b>{tag}</p><p>{escape(reason(_, results.by_statement[item.statement]))}</p>"
        f"{asked}</div></div>"
    )


def _move(of: Workshop, statement: str, by: int, label: str, *, is_possible: bool) -> None:
    st.button(
        label,
        key=f"move-{by}-{statement}",
        type="tertiary",
        disabled=not is_possible,
        on_click=_arrange,
        args=(of.id, partial(arranging.moved, statement=statement, by=by)),
    )


def _menu(of: Workshop, statement: str, *, is_pinned: bool) -> None:
    _ = session.words()
    if is_pinned:
        _entry(of, _("Nicht mehr anheften"), partial(arranging.unpinned, statement=statement), f"unpin-{statement}")
    else:
        _entry(of, _("Anheften"), partial(arranging.pinned, statement=statement), f"pin-{statement}")
    show.note(_("Angeheftetes kommt in jeden neuen Vorschlag."))
    _entry(of, _("Auslassen"), partial(arranging.skipped, statement=statement), f"skip-{statement}")
    show.note(_("Ausgelassenes kommt in keinen Vorschlag mehr; rechts lassen Sie es wieder zu."))
    if st.button(_("Ergebnis ansehen"), key=f"see-{statement}", type="tertiary"):
        differences.begin_with(statement=statement)
        st.switch_page("pages/differences.py")


def show_choices(of: Workshop, now: Evening, agenda: Agenda, results: Results) -> None:
    """How long the talk may be, what else could be talked about, and what was left out."""
    _ = session.words()
    session.follow(MINUTES, agenda.minutes)
    st.number_input(
        _("Minuten für das Gespräch"),
        arranging.FEWEST_MINUTES,
        arranging.MOST_MINUTES,
        value=agenda.minutes,
        step=5,
        key=MINUTES,
        width=220,
    )
    st.button(_("Neu vorschlagen"), on_click=_propose, args=(of.id,), key="agenda-propose")
    show.note(_("Angeheftetes bleibt, Ausgelassenes bleibt weg; eine eigene Reihenfolge geht verloren."))
    names = {one: numbered_name(_, now.questionnaire.statements[one]) for one in results.by_statement}
    others = arranging.can_be_added(results, agenda)
    if others:
        st.selectbox(
            _("Aussage aufnehmen"),
            others,
            index=None,
            format_func=names.__getitem__,
            key=ADDED,
            placeholder=_("Aussage wählen"),
            on_change=_add,
            args=(of.id,),
        )
    if agenda.skipped:
        show.part(_("Ausgelassen"))
        for one in agenda.skipped:
            label = show.plain(_("{statement} wieder zulassen", statement=names.get(one, one)))
            _entry(of, label, partial(arranging.allowed, statement=one), f"allow-{one}")


def offer(of: Workshop, statement: str) -> None:
    """The way of a statement into the plan, or that it stands there."""
    _ = session.words()
    _now, agenda, results = planned_or_stop(of)
    if statement in results.plan:
        show.note(_("Im Plan"), is_short=True)
    elif statement in arranging.can_be_added(results, agenda):
        _entry(
            of,
            _("In den Plan"),
            partial(arranging.added, statement=statement, results=results),
            f"plan-{statement}",
        )


def _entry(of: Workshop, label: str, change: Change, key: str) -> None:
    st.button(label, key=key, type="tertiary", on_click=_arrange, args=(of.id, change))


@asks("moderator")
def _propose(workshop_id: str) -> None:
    minutes = st.session_state[MINUTES]
    now = evening(session.store(), workshop_id)
    if now is not None and now.results is not None:
        _arrange(workshop_id, partial(arranging.again, results=now.results, minutes=minutes))
        session.know(MINUTES, minutes)


@asks("moderator")
def _add(workshop_id: str) -> None:
    chosen = st.session_state.get(ADDED)
    now = evening(session.store(), workshop_id)
    if chosen and now is not None and now.results is not None:
        _arrange(workshop_id, partial(arranging.added, statement=chosen, results=now.results))
        st.session_state[ADDED] = None


@asks("moderator")
def _arrange(workshop_id: str, change: Change) -> None:
    """Change the plan as it stands now, also where another window has changed it meanwhile."""
    _ = session.words()
    now = evening(session.store(), workshop_id)
    try:
        if now is None or now.agenda is None:
            raise WrongState
        arrange(session.store(), workshop_id, now.agenda, change)
    except WrongState:
        session.say_after(_("Inzwischen ist die Umfrage wieder offen."))
