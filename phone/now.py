"""What stands on the Leinwand, as words on the phone; with the own answers, for the device that has them."""

import asyncio
import re
import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote

from markupsafe import Markup, escape
from starlette.responses import Response

from analysis.talk import BallotKind
from content.balloting import ASKED
from content.statements import answer_titles
from content.views import view_at
from data.store.ballot_kinds import KINDS
from data.store.ballots import BallotOver, NotInRelease, own_vote, vote
from data.store.sheets import sheet
from data.store.workshops import Workshop
from data.talk import close_when_all_have_voted
from phone import screens
from phone.comments import line_in_the_talk
from phone.farewell import farewell_words, own_questions
from phone.forms import form_of
from phone.framing import rendered, same_for_all, text_attributes
from phone.kept import KeptTexts
from phone.point_form import Typed, form_in
from phone.refusals import OVER, NotUnderstood
from phone.seen import Seen
from phone.slides import measures_slide, phone_slide, points_slide
from phone.taking_part import has_vote, why_no_vote
from phone.visit import Visit
from texts.words import Words
from web import light
from web.arrivals import arrival

_TOKEN = secrets.token_hex(8)
_OWN_LINE = f"@{_TOKEN}:line@"
"""Stands in a kept page where people write to what the room sees."""
_OWN_POINTS = f"@{_TOKEN}:points@"
"""Stands in a kept page where a phone gives points to measures."""
_OWN_BALLOT = f"@{_TOKEN}:ballot@", f"@{_TOKEN}:voted@"
"""Stand in a kept page before and behind the form of a ballot, which only phones with a vote have."""
_BALLOT = re.compile(f"{_OWN_BALLOT[0]}(.*?){_OWN_BALLOT[1]}", re.DOTALL)
_GAP = re.compile(f"@{_TOKEN}:([^@:]*):([A-E]?)@")


async def show_now(visit: Visit) -> Response:
    """What the room sees; before the show the page where this phone belongs."""
    return await page_now(visit)


async def page_now(visit: Visit, typed: Typed | None = None) -> Response:
    """The same, with points that were ``typed`` and cannot be counted still in their form."""
    seen = visit.room.seen
    if visit.room.is_open:
        return visit.to()
    if seen is None or not seen.begun:
        return screens.not_open_screen(visit)
    page = _pages.text(("slide", seen.stand, *same_for_all(visit)), lambda: _shown(visit, seen))
    page = _with_answers(visit, page, await _own(visit, seen))
    page = await _with_ballot(visit, page)
    own = await own_questions(visit, seen) or await line_in_the_talk(visit, _statement(seen))
    page = page.replace(_OWN_LINE, own, 1)
    if seen.poll is not None and _OWN_POINTS in page:
        page = page.replace(_OWN_POINTS, await form_in(visit, seen.poll.question, typed), 1)
    return visit.in_language(light.html(visit.request, page, 422 if typed else 200))


async def vote_in_the_talk(visit: Visit) -> Response:
    """Take the second vote or the guess of this phone's sheet; told only after the commit, by the page it leads to.

    A device that is passed round would vote for whoever had it last.
    """
    try:
        form = await form_of(visit.request)
    except ValueError:
        raise NotUnderstood from None
    if visit.tablet:
        raise NotInRelease
    kind = next((one for one in KINDS if one == form.get("art", "second_vote")), None)
    if kind is None:
        raise NotUnderstood
    await _take(visit, form.get("aussage", ""), form.get("antwort", ""), kind)
    return visit.to("jetzt")


async def _take(visit: Visit, statement: str, answer: str, kind: BallotKind) -> None:
    before = await asyncio.to_thread(own_vote, visit.store, visit.token_hash, statement, kind)
    try:
        await arrival(vote(visit.store, visit.token_hash, visit.room.code, statement, answer, kind=kind))
    except BallotOver:
        raise OVER[kind] from None
    if before is None:  # one that is held once more goes on while people only change theirs
        of = visit.room.workshop
        await asyncio.to_thread(close_when_all_have_voted, visit.store, of.id, statement, kind)


async def watch(visit: Visit) -> Response:
    """The same to look at, for people at home or with a screen reader: without a sheet, in every state."""
    seen = visit.room.seen
    page = _pages.text(("watch", visit.room.stand, *same_for_all(visit)), lambda: _watched(visit, seen))
    return light.html(visit.request, _GAP.sub("", page))


def _shown(visit: Visit, seen: Seen) -> str:
    undelivered = visit.words("Antworten, die nicht mehr angekommen sind: {n}")
    return _rendered(
        visit,
        "slide",
        "jetzt",
        undelivered=undelivered,
        own_line=_OWN_LINE,
        own_points=_own_points(seen),
        own_ballot=_OWN_BALLOT,
        **_words_of(visit, seen, has_form=True),
    )


def _watched(visit: Visit, seen: Seen | None) -> str:
    _ = visit.words
    if seen is not None and seen.begun:
        said = _words_of(visit, seen)
    else:
        heading, *sentences = _before(_, visit.room.workshop)
        said = {"heading": heading, "sentences": sentences, "slide": None}
    return _rendered(
        visit, "watch", "mitschauen", undelivered="", own_line="", own_points="", own_ballot=("", ""), **said
    )


def _own_points(seen: Seen) -> str:
    return _OWN_POINTS if seen.poll is not None and seen.poll.is_open and not seen.dark else ""


def _rendered(visit: Visit, page: str, place: str, *, heading: str, **said: object) -> str:
    return rendered(visit, page, heading, place=place, stand=visit.room.stand, gap=_gap, **{"has_date": False, **said})


def _words_of(visit: Visit, seen: Seen, *, has_form: bool = False) -> dict[str, Any]:
    """``has_form``: of a poll the phone's own form says what to do."""
    if seen.place.kind == "abschluss" and not seen.dark:
        return farewell_words(visit, seen)
    if seen.place.kind in ("massnahmen", "rueckblick") and not seen.dark:
        agreed = measures_slide(visit.words, seen)
        return {"heading": agreed.title, "sentences": (), "slide": agreed}
    if seen.place.kind == "punkte" and not seen.dark:
        polled = points_slide(visit.words, seen)
        is_called = not (has_form and _own_points(seen))
        return {"heading": polled.title, "sentences": polled.sentences if is_called else (), "slide": polled}
    if seen.dark or not seen.place.slide:
        heading, *sentences = _calm(visit.words, seen)
        return {"heading": heading, "sentences": sentences, "slide": None}
    slide = phone_slide(visit.words, seen)
    return {"heading": slide.title, "sentences": (), "slide": slide}


def _calm(_: Words, seen: Seen) -> tuple[str, ...]:
    """What is said while the room sees no slide."""
    if seen.dark:
        return (_("Gleich geht es weiter."), _("Auf der Leinwand ist gerade nichts zu sehen."))
    if seen.place.kind == "pause":
        return (_("Gerade ist Pause."), _("Gleich geht es weiter."))
    return (_("Jetzt schauen alle gemeinsam auf die Ergebnisse."), _("Gleich geht es weiter."))


def _before(_: Words, of: Workshop) -> tuple[str, ...]:
    match of.state:
        case "prepared":
            return (_("Die Umfrage ist noch nicht geöffnet."), _("Gleich geht es weiter."))
        case "open":
            return (_("Gerade werden Antworten gesammelt."), _("Die Ergebnisse stehen später hier."))
        case "closed" if of.is_recheck:
            return (_("Die Umfrage ist geschlossen."), _("Jetzt werden alle Antworten zusammen ausgewertet."))
        case "closed":
            return (_("Die Umfrage ist geschlossen."), _("Jetzt schauen alle gemeinsam auf die Ergebnisse."))
    over = _("Die Nachbefragung ist abgeschlossen.") if of.is_recheck else _("Der Workshop ist abgeschlossen.")
    return (over,)


async def _own(visit: Visit, seen: Seen) -> Mapping[str, str]:
    """What this device's sheet answered; of a device that is passed round nobody's."""
    if visit.token is None or visit.tablet or seen.dark or not seen.place.slide:
        return {}
    found = await asyncio.to_thread(sheet, visit.store, visit.token_hash, visit.room.code)
    if found is None:
        return {}
    votes = seen.talk and seen.talk.votes
    kind = votes.kind if votes else "guess" if seen.guess is not None else None
    if kind is None:
        return found.answers
    given = await asyncio.to_thread(own_vote, visit.store, visit.token_hash, _statement(seen), kind)
    return {**found.answers, kind: given or ""}


async def _with_ballot(visit: Visit, page: str) -> str:
    """The page with the form of its ballot, or for a phone without a vote why there is none."""
    if _OWN_BALLOT[0] not in page:
        return page
    if await has_vote(visit):
        return _BALLOT.sub(lambda form: form[1], page)
    return _BALLOT.sub(lambda _form: Markup("<p>{}</p>").format(why_no_vote(visit.words)), page)


def _statement(seen: Seen) -> str:
    """The statement that the Leinwand shows; empty where it shows none, or several."""
    if seen.dark or not seen.place.slide:
        return ""
    view = view_at(seen.place.slide)
    return view.part if view.page == "aussage" else ""


def _gap(statement: str, answer: str = "") -> str:
    """Stands in a kept page where the own answer to the statement is said, or the own vote where a kind of ballot
    stands in its place; with an ``answer`` only where that is the own one. No title or statement can hold the same."""
    return f"@{_TOKEN}:{quote(statement, safe='')}:{answer}@"


def _with_answers(visit: Visit, page: str, own: Mapping[str, str]) -> str:
    """The page with the own answers in its gaps."""
    _ = visit.words
    titles = answer_titles(_, visit.room.questionnaire)

    def said(gap: re.Match[str]) -> str:
        about = unquote(gap[1])
        answer = own.get(about, "")
        if not answer or gap[2] not in ("", answer):
            return ""
        if gap[2]:
            mark = next((asked(_).own for kind, asked in ASKED.items() if kind == about), _("Ihre Antwort"))
            return Markup('<b class="own">{}</b>').format(mark)
        title = Markup("<bdi{}>{}</bdi>").format(text_attributes(visit), titles[answer])
        is_guess = about == "guess"
        sentence = _("Ihre Vermutung: {answer}") if is_guess else _("Sie haben „{answer}“ geantwortet.")
        return Markup('<p class="own">{}</p>').format(escape(sentence).format(answer=title))

    return _GAP.sub(said, page)


_pages = KeptTexts()
