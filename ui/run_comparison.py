"""What the page Durchgänge shows of two runs: a picture of fields or statements, of all or of one group."""

import streamlit as st

from analysis.results import Results
from content.changes import change_parts, comparable_groups
from content.deck import slide
from content.labels import ROOM
from content.slides import Slide
from content.views import View, view_titles
from data.evening import Evening
from data.store.workshops import Workshop
from texts.titles import group_title
from ui import charts, session, show, stage
from ui.inputs import pick_from_list, pick_one

GROUPS_WIDTH, PARTS_WIDTH = 240, 150
"""Pixels, so that all choices stand in one row of a laptop's screen."""


def show_comparison(of: Workshop, now: Evening) -> None:
    """The picture with its table and what is not compared; or why there is none yet."""
    _ = session.words()
    results = now.results
    if results is None or now.release is None or results.since is None or not now.is_revealed:
        show.paragraph(_why_not(of, now))
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        made = slide(_choose(now, results), results, now.questionnaire, _)
        if of.state != "finished" and made.chart is not None:
            stage.offer(of, made)
    if made.chart is None:
        show.finding(made.finding.sentence)
    else:
        charts.show_slide(made, now.release, results, now.questionnaire)
    _notes(made)


def _why_not(of: Workshop, now: Evening) -> str:
    _ = session.words()
    if of.follows is None or now.before is None:
        return _("Dieser Workshop setzt keinen früheren fort, also gibt es noch nichts zu vergleichen.")
    if now.before.release is None:
        return _("Vom früheren Durchgang wurde noch kein Ergebnis gezeigt; erst danach lässt er sich vergleichen.")
    return _("Der Vergleich steht hier, sobald ein Ergebnis dieses Workshops gezeigt wurde.")


def _choose(now: Evening, results: Results) -> View:
    """Fields or statements, of all in the room or of a group that both runs show; the address keeps it."""
    _ = session.words()
    groups = {ROOM: _("Alle im Raum")}
    there = comparable_groups(results)
    titles = {group.id: group_title(_, group, now.questionnaire) for group in results.groups}
    groups |= {group: titles[group] for group in there}
    view = pick_one(_("Ansicht"), view_titles(_, "vergleich"), "sicht")
    # Translators: whose answers are compared; a label of a list.
    line = pick_from_list(_("Wessen Antworten"), groups, "gruppen", label_is_seen=False, width=GROUPS_WIDTH)
    part = "" if view == "felder" else _part(results, line)
    return View("vergleich", view, part, groups=() if line == ROOM else (line,))


def _part(results: Results, line: str) -> str:
    """Which screenful of statements."""
    _ = session.words()
    parts = range(1, len(change_parts(results, line)) + 1)
    if len(parts) < 2:
        return ""
    titles = {str(part): _("Seite {n} von {of}", n=part, of=len(parts)) for part in parts}
    chosen = pick_from_list(_("Seite"), titles, "teil", label_is_seen=False, width=PARTS_WIDTH)
    return "" if chosen == "1" else chosen


def _notes(made: Slide) -> None:
    for note in made.notes:
        show.lines(note.title, note.lines)
