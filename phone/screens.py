"""What the phone pages show: templates filled for one visit."""

import hashlib
from collections.abc import Hashable, Mapping
from dataclasses import replace
from math import ceil
from urllib.parse import urlencode

from markupsafe import Markup, escape
from starlette.responses import Response

from analysis.questionnaire import UNSTATED, Questionnaire, sector_only
from data.store.sheets import SavedSheet
from phone.kept import Kept
from phone.steps import first_open
from phone.visit import Visit
from texts import Words, answer_labels
from web import light
from web.legal import way_back

END = "ende"
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


def questions_screen(visit: Visit, sheet: SavedSheet, step: str) -> Response:
    """All steps in one page, only the current one in view: so a phone can go on without a network."""
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
            mark=_MARK,
            js_words=_words_for_script(_),
        )

    page = _pages.text(("questions", current, open_count, look_at, *_same_for_all(visit)), render)
    mark = hashlib.sha256(f"mark {visit.token_hash}".encode()).hexdigest()[:12]
    return light.html(visit.request, _ticked(page.replace(_MARK, mark, 1), sheet.answers))


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


def perspective_screen(visit: Visit, sheet: SavedSheet, note: str = "", status: int = 200) -> Response:
    """Change the perspective of a sheet."""
    _ = visit.words
    known = {"perspective": sheet.perspective, "note": note}
    return _screen(visit, "perspective", _("Perspektive ändern"), **_perspectives(visit), **known, status=status)


def delete_screen(visit: Visit, sheet: SavedSheet) -> Response:
    """Ask once more before the sheet is deleted."""
    _ = visit.words
    return _screen(visit, "delete", _("Meine Antworten löschen?"), done=len(sheet.answers))


_pages = Kept()
_MARK = "@mark@"
"""Stands in a kept page for the name of the sheet, by which the script tells this person's waiting answers."""

_TEMPLATES = {"closed": "wait"}


def _same_for_all(visit: Visit) -> tuple[Hashable, ...]:
    """What every page of this workshop depends on, whoever sees it."""
    workshop = replace(visit.room.workshop, revision=0, locked=False)
    return (workshop, visit.language, visit.tablet)


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
        **{"tablet": visit.tablet, **context},
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
        "openNone": _("Alle Aussagen sind beantwortet."),
        "openOne": _.plural(*still_open, 1).replace("1", gap, 1),
        "openMany": _.plural(*still_open, 2).replace("2", gap, 1),
        "handIn": _("So abgeben"),
        "done": _("Fertig"),
    }
