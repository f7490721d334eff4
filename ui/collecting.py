"""How many are there, of whom: in the moderator's own window."""

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd
import streamlit as st

from analysis.grouping import merging
from analysis.questionnaire import Questionnaire
from data.store.counting import sheets_by_source
from data.store.planning import expected
from data.store.releases import Release
from data.store.sheets import Tally, tally
from data.store.workshops import AlreadyRevealed, Workshop, WrongState, discard_sheets
from texts.titles import group_title, perspective_title
from texts.words import Words
from ui import session, show
from ui.access import asks
from ui.closing import from_one_address
from web import same_address

MOST_SQUARES = 120
"""People who are drawn one by one."""


@st.fragment(run_every=1)
@asks("moderator")
def live_tally(workshop_id: str, seen: tuple[str, int]) -> None:
    """Totals only: how many are there and how many are done; never an interim result.

    Once the workshop is no more what this window has ``seen``, the whole page follows.
    """
    _ = session.words()
    of = session.current(workshop_id)
    if of is None:
        st.rerun(scope="app")
    now = tally(session.store(), workshop_id)
    st.html(
        f'<p class="tally" role="status">{escape(_said(_, now))}</p>'
        f'<div class="people" aria-hidden="true">{_squares(now)}</div>'
        f'<p class="note">{escape(_("Ein Feld = eine Person: gefüllt fertig, hell noch dabei."))} '
        f"{escape(_('Die Leinwand zeigt dasselbe, nie die Perspektiven.'))}</p>"
    )
    if session.version(of) != seen:
        st.rerun(scope="app")


def _said(_: Words, now: Tally) -> str:
    return _("{present} dabei · {finished} fertig", present=now.present, finished=now.finished)


def _squares(now: Tally) -> str:
    """One for each person, up to what fits."""
    if now.present > MOST_SQUARES:
        return ""
    return '<i class="done"></i>' * now.finished + "<i></i>" * (now.present - now.finished)


@st.fragment(run_every=2)
@asks("moderator")
def unfinished(of: Workshop) -> None:
    """How many are still at it, and what came on paper or in files."""
    _ = session.words()
    now = tally(session.store(), of.id)
    still = sum(now.people.values()) - now.finished
    if still > 0:
        show.paragraph(
            _.plural(
                "Eine Person ist noch nicht fertig; ihr Bogen zählt mit.",
                "{n} Personen sind noch nicht fertig; ihre Bögen zählen mit.",
                still,
            )
        )
    brought = sheets_by_source(session.store(), of.id)
    ways = []
    if paper := brought.get("paper", 0):
        ways.append(_.plural("ein Bogen vom Papier", "{n} Bögen vom Papier", paper))
    if files := brought.get("upload", 0):
        ways.append(_.plural("ein Bogen aus einer Datei", "{n} Bögen aus Dateien", files))
    if ways:
        show.note(_("Darunter: {ways}.", ways=_.joined(ways)))
    for sentence in from_one_address(_, of):
        show.note(sentence)


@st.fragment(run_every=2)
@asks("moderator")
def by_perspective(of: Workshop) -> None:
    """Sheets per perspective as they come in, beside those expected, for the moderator's own window only."""
    _ = session.words()
    asked = session.questionnaire(of)
    people, awaited = tally(session.store(), of.id).people, expected(session.store(), of.id)
    keys = [key for key in asked.perspective_keys if key in people or key in awaited]
    if not keys:
        show.note(_("Noch gibt es keinen Bogen mit Antworten."))
        return
    rows = [(perspective_title(_, key, asked), people.get(key, 0), awaited.get(key)) for key in keys]
    _bars(_, _("Bögen mit Antworten je Perspektive"), rows)
    _name_small_groups(_, of, people, asked)


def by_group(closed: Release, asked: Questionnaire) -> None:
    """People of each group as it was formed at the closing."""
    _ = session.words()
    rows = [(group_title(_, group, asked), group.people, None) for group in closed.counted.groups]
    _bars(_, _("Gruppen der Auswertung"), rows)


def _bars(_: Words, caption: str, rows: Sequence[tuple[str, int, int | None]]) -> None:
    """A row for each title: how many people, and of how many expected."""
    most = max((people for _title, people, _awaited in rows), default=0) or 1
    lines = "".join(_line(_, *row, most) for row in rows)
    st.html(f'<table class="rows"><caption class="unseen">{escape(caption)}</caption><tbody>{lines}</tbody></table>')


def _line(_: Words, title: str, people: int, awaited: int | None, most: int) -> str:
    """A bar as long as the expected people, filled by those who are there; without them, beside the most."""
    track, said = ("", str(people))
    if awaited is not None:
        # Translators: how many sheets of the expected people of a perspective are there.
        track, said = (' class="expected"', _("{n} von {of}", n=people, of=awaited))
    width = min(100, round(100 * people / (awaited or most)))
    return (
        f'<tr><th scope="row">{escape(title)}</th><td class="bar"><div{track}><i style="width:{width}%"></i></div></td>'
        f'<td class="number">{escape(said)}</td></tr>'
    )


def _name_small_groups(_: Words, of: Workshop, people: Mapping[str, int], asked: Questionnaire) -> None:
    """Which groups would be merged, were the survey closed now."""
    frame = pd.DataFrame({"group": list(people), "people": list(people.values())})
    small = merging(frame, asked, threshold=of.threshold, mode=of.mode)
    if small is None or not small.too_small:
        return
    names = [f"{group_title(_, group, asked)} ({group.people})" for group in small.too_small]
    show.note(
        _(
            "Noch unter {threshold}: {groups}. Wird zusammengelegt, wenn niemand mehr kommt.",
            threshold=of.threshold,
            groups=", ".join(names),
        )
    )


def begin_anew(of: Workshop) -> None:
    """Delete test sheets, as long as no result was shown."""
    _ = session.words()
    closed = session.release(of)
    if of.state == "finished" or (closed is not None and closed.shown):
        show.note(_("Ein Ergebnis wurde schon gezeigt. Für neue Antworten legen Sie einen neuen Durchgang an."))
        return
    sure = st.checkbox(_("Ja, alle Bögen dieses Workshops löschen. Der Verwaltungsbogen bleibt."))
    if st.button(_("Testbögen löschen und mit 0 beginnen"), disabled=not sure):
        try:
            discard_sheets(session.store(), of.id)
            same_address.forget(of.code)
        except (AlreadyRevealed, WrongState):
            session.say_after(_("Ein Ergebnis wurde schon gezeigt; die Bögen bleiben."))
        st.rerun()
