"""How people join, and how many are there: in the moderator's own window."""

from collections.abc import Mapping
from html import escape

import pandas as pd
import streamlit as st

from analysis.grouping import merging
from analysis.questionnaire import Questionnaire
from config import load_settings
from data.store.planning import expected
from data.store.sheets import Tally, tally
from data.store.workshops import AlreadyRevealed, Workshop, WrongState, discard_sheets
from texts.titles import group_title, perspective_title
from texts.words import Words
from ui import session, show
from ui.access import asks
from ui.closing import from_one_address
from web import address, same_address
from web.contact import seconds_since_contact

ADDRESS = "adresse"
JUST_NOW = 300
"""Seconds during which the Handy-Test counts."""

MOST_SQUARES = 120
"""People who are drawn one by one."""


def joining(of: Workshop) -> None:
    """Code, address and Wi-Fi, as they are said aloud to somebody who comes late."""
    _ = session.words()
    link = address.join_url(of.code, chosen_address())
    base = link.removesuffix(f"/t/{of.code}").removeprefix("http://").removeprefix("https://")
    wifi_line = ""
    if of.wifi_name:
        password = f" · {_as_typed(of.wifi_password)}" if of.wifi_password else ""
        wifi_line = f'<p class="note">{escape(_("WLAN"))} {_as_typed(of.wifi_name)}{password}</p>'
    st.html(
        f'<div class="joining">{show.qr_image(link, _("QR-Code zum Mitmachen: {link}", link=link))}'
        f'<div><p class="code">{escape(of.code)}</p><p class="address">{escape(base)}</p>{wifi_line}</div></div>'
    )


def test_a_phone(of: Workshop) -> None:
    """Whether a phone has reached this server lately, the code to try it with, and the address that is in it."""
    _ = session.words()
    link = address.join_url(of.code, chosen_address())
    choose_address()
    show.qr_code(link, alt=_("QR-Code zum Mitmachen: {link}", link=link), height="11rem")
    _live_contact(of.code)


def _as_typed(text: str) -> str:
    """Names and passwords with every blank in them, whatever the writing direction beside them."""
    return f'<bdi class="typed">{escape(text)}</bdi>'


@st.fragment(run_every=1)
@asks("moderator")
def live_tally(workshop_id: str, seen: tuple[str, int]) -> None:
    """Totals only: how many are there and how many are done; never an interim result.

    Once the workshop is no more what this window has ``seen``, the whole page follows.
    """
    _ = session.words()
    of = session.current(workshop_id)
    if of is None:
        return
    now = tally(session.store(), workshop_id)
    st.html(
        f'<p class="tally" role="status">{escape(_said(_, now))}</p>'
        f'<div class="people" aria-hidden="true">{_squares(now)}</div>'
        f'<p class="note">{escape(_("Ein Feld = eine Person: gefüllt fertig, hell noch dabei."))}</p>'
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
    """How many are still at it, and what comes on paper."""
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
    for sentence in from_one_address(_, of):
        show.note(sentence)


@st.fragment(run_every=2)
@asks("moderator")
def _live_contact(code: str) -> None:
    _ = session.words()
    seconds = seconds_since_contact(code)
    if seconds is not None and seconds < JUST_NOW:
        st.success(_("Telefon verbunden: Telefone in diesem Netz erreichen die Umfrage."))
    else:
        st.info(
            _(
                "Scannen Sie den QR-Code mit einem Telefon im selben WLAN. Sobald die Seite dort erscheint, steht hier "
                "„Telefon verbunden“. Erscheint sie nicht, wählen Sie eine andere Adresse oder ein anderes WLAN."
            )
        )


def chosen_address() -> str | None:
    """The address picked in this window; None: the likeliest."""
    wanted = session.remembered(ADDRESS)
    return wanted if wanted in address.local_addresses() else None


def choose_address() -> None:
    """Where the machine has several addresses, the one that phones reach."""
    _ = session.words()
    found = address.local_addresses()
    if len(found) < 2 or load_settings().public_url:
        return
    picked = st.radio(_("Adresse dieses Geräts im Netz der Telefone"), found, horizontal=True, key="pick-address")
    if picked != chosen_address():
        session.remember(ADDRESS, picked)
        st.rerun()


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
    most = max([1, *people.values()])
    lines = "".join(
        _line(_, perspective_title(_, key, asked), people.get(key, 0), awaited.get(key), most) for key in keys
    )
    st.html(
        f'<table class="rows"><caption class="unseen">{escape(_("Bögen mit Antworten je Perspektive"))}</caption>'
        f"<tbody>{lines}</tbody></table>"
    )
    _name_small_groups(_, of, people, asked)


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
