"""What the room has agreed to do: who does it until when, and all that is added to it later."""

import streamlit as st

from content.action_plan import measures_finding
from data.polling import points_shown
from data.store.measures import measures
from ui import farewell, frame, guard, measure_board, measure_form, measure_news, measure_table, session, show, stage

_ = session.words()

of = guard.workshop_or_stop()
way_on = frame.head(frame.headline(_("Maßnahmen"), of), _("Was vereinbart ist, und was daraus wird"), how="massnahmen")
found = measures(session.store(), of.id)
with way_on:
    if of.state == "closed":
        stage.offer_measures(of)
    measure_form.offer_new()
result = points_shown(session.store(), of)
view = measure_board.view_now()
columns = st.columns([1]) if view == "tabelle" else st.columns([2.19, 1], gap="small")
with columns[0], show.panel("list"):
    show.heading(measures_finding(_, found))
    measure_board.choose_view(has_points=result is not None)
    if view == "tabelle":
        measure_table.edit_table(of, found)
    else:
        measure_board.show_board(of, found, view, result)
with columns[0], show.panel("farewell"):
    farewell.show_farewell(of, found)
if view != "tabelle":
    with columns[1], show.panel("chosen"):
        measure_form.show_form(of, found)
measure_news.follow(of, found, is_table=view == "tabelle")
