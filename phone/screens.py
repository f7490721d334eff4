"""What the phone pages show: templates filled for one visit."""

import hashlib
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from math import ceil
from urllib.parse import urlencode

from markupsafe import Markup, escape
from starlette.responses import Response

from analysis.questionnaire import UNSTATED, Questionnaire, sector_only
from config import load_settings
from data.store.sheets import SavedSheet
from phone.forms import shown_before
from phone.kept import Kept
from phone.steps import Step, first_open
from phone.visit import Visit
from texts import Words, answer_labels
from web import light
from web.legal import way_back

END = "ende"
IDLE_SECONDS = 120
SECONDS_EACH = 28
"""Reading and rating a statement: 21 of them in ten minutes."""


def minutes_for(statements: int) -> int:
    """About how long it takes to answer; a quarter of an hour and more in steps of five minutes."""
    minutes = ceil(statements * SECONDS_EACH / 60)
    return minutes if minutes < 15 else 5 * round(minutes / 5)


def join_screen(visit: Visit, note: str = "", status: int = 200) -> Response:
    """Perspective, promise and [Los geht's]."""
    minutes = minutes_for(len(visit.room.workshop.room))

    def render() -> str:
        title = visit.room.workshop.title
        return _rendered(visit, "join", title, note=note, minutes=minutes, **_perspectives(visit))

    return light.html(visit.request, _pages.text(("join", note, *_same_for_all(visit)), render), status)


def questions_screen(visit: Visit, sheet: SavedSheet, step: str, *, is_open: bool = False) -> Response:
    """All steps in one page, only the current one in view: so a phone can go on without a network.

    ``is_open``: say that something on the current step is not answered yet.
    """
    steps, asked = visit.room.steps, visit.room.questionnaire
    next_open = first_open(steps, sheet.answers)
    known = {END, *(str(one.number) for one in steps)}
    current = step if step in known else END if next_open is None else str(next_open)
    still_open = sum(statement not in sheet.answers for statement in asked.statements)
    # Elsewhere the last step is out of sight until the script has counted.
    open_count, look_at = (still_open, next_open or 1) if current == END else (len(asked.statements), 1)

    def render() -> str:
        _ = visit.words
        return _rendered(
            visit,
            "questions",
            _("Fragebogen"),
            (("schritt", current),),
            steps=steps,
            fields=len(asked.fields),
            scale=list(answer_labels(_, asked).items()),
            current=current,
            open_count=open_count,
            open_sentence=_open_sentence(_, open_count),
            first_open=look_at,
            is_open=is_open,
            numbers={statement: number for number, statement in enumerate(asked.statements, 1)},
            total=len(asked.statements),
            idle=_idle_seconds(visit.room.steps),
            mark=_MARK,
            sequence=_SEQUENCE,
            open_list=_OPEN_LIST,
            js_words=_words_for_script(_),
        )

    page = _pages.text(("questions", current, open_count, look_at, is_open, *_same_for_all(visit)), render)
    page = page.replace(_MARK, _mark(visit), 1).replace(_SEQUENCE, str(sheet.sequence), 1)
    page = page.replace(_OPEN_LIST, _open_list(visit, sheet) if current == END else "", 1)
    for one in steps:
        page = page.replace(_SHOWN, shown_before([statement.id for statement in one.statements], sheet.answers), 1)
    return light.html(visit.request, _ticked(page, sheet.answers))


def thanks_screen(visit: Visit, sheet: SavedSheet | None, *, tablet: bool) -> Response:
    """After "Fertig"; ``sheet`` is None on a tablet that has already let go of it."""
    _ = visit.words
    done = len(sheet.answers) if sheet else 0
    return _screen(visit, "thanks", _("Fertig.") if tablet else _("Vielen Dank!"), done=done, tablet=tablet)


def waiting_screen(visit: Visit) -> Response:
    """Before the workshop is opened."""
    _ = visit.words
    sentences = (_("Diese Seite öffnet sich von selbst, sobald es losgeht."),)
    return _screen(visit, "wait", _("Die Umfrage ist noch nicht geöffnet."), sentences=sentences, undelivered="")


def closed_screen(visit: Visit) -> Response:
    """After closing: thanks, what happens now, and what did not arrive in time."""
    _ = visit.words
    over = visit.room.workshop.state == "finished"
    return _screen(
        visit,
        "closed",
        _("Die Umfrage ist geschlossen. Vielen Dank!"),
        sentences=(
            _("Der Workshop ist abgeschlossen.") if over else _("Jetzt schauen alle gemeinsam auf die Ergebnisse."),
            _("Einzelne Bögen werden nie gezeigt."),
            *(() if over else (_("Ihr Telefon können Sie weglegen. Im Gespräch zählt, was Sie erleben und wissen."),)),
        ),
        undelivered=_("Antworten, die nicht mehr angekommen sind: {n}"),
    )


def cookies_screen(visit: Visit) -> Response:
    """Why this browser cannot take part, and what helps."""
    _ = visit.words
    address = load_settings().public_url or f"{visit.request.url.scheme}://{visit.request.url.netloc}"
    return _screen(
        visit,
        "cookies",
        _("Dieser Browser merkt sich Ihren Bogen nicht."),
        address=f"{address}/t/{visit.room.code}",
        status=400,
    )


def still_there_screen(visit: Visit) -> Response:
    """Instead of a sheet that somebody may have left open: shows nothing of it."""
    return _screen(visit, "still", visit.words("Sind Sie noch da?"))


def perspective_screen(visit: Visit, sheet: SavedSheet, note: str = "", status: int = 200) -> Response:
    """Change the perspective of a sheet."""
    _ = visit.words
    known = {"perspective": sheet.perspective, "note": note, "mark": _mark(visit)}
    return _screen(visit, "perspective", _("Perspektive ändern"), **_perspectives(visit), **known, status=status)


def delete_screen(visit: Visit, sheet: SavedSheet) -> Response:
    """Ask once more before the sheet is deleted."""
    _ = visit.words
    return _screen(visit, "delete", _("Meine Antworten löschen?"), done=len(sheet.answers), mark=_mark(visit))


_pages = Kept()
_MARK = "@mark@"
"""Stands in a kept page for the name of the sheet, by which the script tells this person's waiting answers."""
_SEQUENCE, _SHOWN, _OPEN_LIST = "@sequence@", "@war@", "@open@"
"""Stand for the number of its newest change, what a step shows as ticked, and links to what is not answered."""

_SECONDS_TO_READ = 60

_TEMPLATES = {"closed": "wait"}


def _same_for_all(visit: Visit) -> tuple[Hashable, ...]:
    """What every page of this workshop depends on, whoever sees it."""
    workshop = replace(visit.room.workshop, revision=0, locked=False)
    return (workshop, visit.language, visit.tablet)


def _mark(visit: Visit) -> str:
    return hashlib.sha256(f"mark {visit.token_hash}".encode()).hexdigest()[:12]


def _idle_seconds(steps: Sequence[Step]) -> int:
    """After how long a page without JavaScript, which sees no taps, asks who is there."""
    return max(IDLE_SECONDS, _SECONDS_TO_READ * max(len(step.statements) for step in steps))


def _open_list(visit: Visit, sheet: SavedSheet) -> str:
    _ = visit.words
    link = Markup('<li><a href="?schritt={}#a{}">{}. <span{}>{}</span></a></li>')
    numbers = {statement: number for number, statement in enumerate(visit.room.questionnaire.statements, 1)}
    return "".join(
        link.format(step.number, one.id, numbers[one.id], text_attributes(visit), _.local(one.text))
        for step in visit.room.steps
        for one in step.statements
        if one.id not in sheet.answers
    )


def _ticked(page: str, answers: Mapping[str, str]) -> str:
    for statement, answer in answers.items():
        field = f'name="a.{escape(statement)}" value="{escape(answer)}"'
        page = page.replace(field, f"{field} checked", 1)
    return page


def _screen(visit: Visit, page: str, heading: str, *, status: int = 200, **context: object) -> Response:
    return light.html(visit.request, _rendered(visit, page, heading, **context), status)


def _rendered(
    visit: Visit, page: str, heading: str, query: tuple[tuple[str, str], ...] = (), /, **context: object
) -> str:
    if visit.tablet:
        query = (*query, ("tablet", "1"))
    return light.rendered(
        f"{_TEMPLATES.get(page, page)}.html",
        visit.language,
        page=page,
        heading=heading,
        workshop=visit.room.workshop,
        languages=light.choices(visit.room.questionnaire.languages),
        chosen=visit.language,
        query=urlencode(query) + "&" if query else "",
        way_back=way_back(visit.language, visit.room.code, "1" if visit.tablet else ""),
        text_attributes=text_attributes(visit),
        **{"tablet": visit.tablet, "mark": "", "idle": IDLE_SECONDS, "shown": _SHOWN, **context},
    )


def text_attributes(visit: Visit) -> Markup:
    """``lang`` and ``dir`` for questionnaire texts in a language that our own words do not have."""
    if light.spoken(visit.language) == visit.language:
        return Markup("")
    return Markup(' lang="{}" dir="{}"').format(visit.language, light.direction(visit.language))


def _perspectives(visit: Visit) -> Mapping[str, object]:
    return {"sectors": perspective_choices(visit.words, visit.room.questionnaire), "unstated": UNSTATED}


def perspective_choices(_: Words, asked: Questionnaire) -> list[tuple[str, list[tuple[str, str]]]]:
    """Titles of the sectors, each with the perspective keys and titles to choose from."""
    return [
        (
            _.local(sector.title),
            [(perspective.id, _.local(perspective.title)) for perspective in sector.perspectives]
            or [(sector_only(sector.id), _.local(sector.title))],
        )
        for sector in asked.sectors
    ]


def _open_sentence(_: Words, count: int) -> str:
    if count == 0:
        return _("Alle Aussagen sind beantwortet.")
    return _.plural("{n} Aussage ist offen", "{n} Aussagen sind offen", count)


def _words_for_script(_: Words) -> dict[str, str]:
    """Sentences the script says; it fills {n} itself."""
    gap = "{n}"
    waiting = ("{n} Antwort noch nicht gesendet", "{n} Antworten noch nicht gesendet")
    still_open = ("{n} Aussage ist offen", "{n} Aussagen sind offen")
    return {
        "saved": _("gespeichert"),
        "cleared": _("Antwort gelöscht"),
        "notSent": _("noch nicht gesendet"),
        "refused": _("nicht angenommen"),
        "waitingOne": _.plural(*waiting, 1).replace("1", gap, 1),
        "waitingMany": _.plural(*waiting, 2).replace("2", gap, 1),
        "stillOpen": _("Noch offen: Aussage {n}", n=gap),
        "openNone": _("Alle Aussagen sind beantwortet."),
        "openOne": _.plural(*still_open, 1).replace("1", gap, 1),
        "openMany": _.plural(*still_open, 2).replace("2", gap, 1),
        "handIn": _("So abgeben"),
        "done": _("Fertig"),
    }
