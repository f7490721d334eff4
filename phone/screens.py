"""What the phone pages show: templates filled for one visit."""

import hashlib
from collections.abc import Mapping
from math import ceil
from urllib.parse import urlencode

from babel.dates import format_date
from markupsafe import Markup, escape
from starlette.responses import Response

from analysis.questionnaire import UNSTATED, Questionnaire, sector_only
from data.store.sheets import SavedSheet
from phone.steps import first_open
from phone.visit import Visit
from texts import Words
from web import light

END = "ende"
SECONDS_EACH = 28
"""Reading and rating a statement: 21 of them in ten minutes."""


def join_screen(visit: Visit, note: str = "", status: int = 200) -> Response:
    """Perspective, promise and [Los geht's]."""
    workshop = visit.room.workshop
    minutes = ceil(len(workshop.room) * SECONDS_EACH / 60)
    known = {"note": note, "minutes": minutes, **_perspectives(visit)}
    return _screen(visit, "join", workshop.title, **known, status=status)


def questions_screen(visit: Visit, sheet: SavedSheet, step: str, note: str = "", status: int = 200) -> Response:
    """All steps in one page, only the current one in view: so a phone can go on without a network."""
    _ = visit.words
    steps, asked = visit.room.steps, visit.room.questionnaire
    numbers = {str(one.number) for one in steps}
    next_open = first_open(steps, sheet.answers)
    current: int | str = int(step) if step in numbers else END if step == END or next_open is None else next_open
    open_count = sum(statement not in sheet.answers for statement in asked.statements)
    return _screen(
        visit,
        "questions",
        _("Fragebogen"),
        steps_html=_steps(visit, sheet.answers, current),
        last_step=len(steps),
        current=current,
        open_count=open_count,
        open_sentence=_open_sentence(_, open_count),
        first_open=next_open or 1,
        mark=hashlib.sha256(f"mark {visit.token_hash}".encode()).hexdigest()[:12],
        js_words=_words_for_script(_),
        note=note,
        status=status,
    )


def thanks_screen(visit: Visit, sheet: SavedSheet | None, *, tablet: bool) -> Response:
    """After "Fertig"; ``sheet`` is None on a tablet that has already let go of it."""
    _ = visit.words
    done = len(sheet.answers) if sheet else 0
    return _screen(
        visit, "thanks", _("Vielen Dank!") if not tablet else _("Fertig."), done=done, tablet=tablet, can_change=True
    )


def waiting_screen(visit: Visit) -> Response:
    """Before the workshop is opened."""
    _ = visit.words
    sentences = (_("Diese Seite öffnet sich von selbst, sobald es losgeht."),)
    return _screen(visit, "wait", _("Die Umfrage ist noch nicht geöffnet."), sentences=sentences, undelivered="")


def closed_screen(visit: Visit) -> Response:
    """After closing: thanks, and what did not arrive in time."""
    _ = visit.words
    return _screen(
        visit,
        "closed",
        _("Die Umfrage ist geschlossen. Vielen Dank!"),
        sentences=(_("Die Antworten werden jetzt gemeinsam besprochen."),),
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


def paper_screen(visit: Visit) -> Response:
    """The question sheet to print."""
    _ = visit.words
    workshop, asked = visit.room.workshop, visit.room.questionnaire
    text = light.rendered(
        "sheet.html",
        visit.language,
        workshop=workshop,
        held_on=format_date(workshop.held_on, "long", locale=_.language.split("-")[0] if _known(visit) else "de"),
        questionnaire=asked,
        sectors=_sectors(_, asked),
        scale=_scale(_, asked),
        text_attributes=_text_attributes(visit),
    )
    return light.html(visit.request, text)


_unanswered: dict[tuple[object, ...], str] = {}
"""The steps without answers, by workshop, statements and language: most of a page, and the same for everyone."""

MOST_KEPT = 200


def _steps(visit: Visit, answers: Mapping[str, str], current: int | str) -> Markup:
    """All steps with this person's answers ticked, and the current one in view."""
    workshop, asked = visit.room.workshop, visit.room.questionnaire
    key = (workshop.code, workshop.questionnaire_digest, workshop.room, visit.language)
    if key not in _unanswered:
        if len(_unanswered) >= MOST_KEPT:
            _unanswered.clear()
        _unanswered[key] = light.rendered(
            "steps.html",
            visit.language,
            workshop=workshop,
            steps=visit.room.steps,
            fields=len(asked.fields),
            scale=_scale(visit.words, asked),
            text_attributes=_text_attributes(visit),
        )
    html = _unanswered[key].replace(f'data-step="{current}" hidden', f'data-step="{current}"', 1)
    for statement, answer in answers.items():
        field = f'name="a.{escape(statement)}" value="{escape(answer)}"'
        html = html.replace(field, f"{field} checked", 1)
    return Markup(html)  # noqa: S704 - rendered from a template that escapes


_TEMPLATES = {"questions": "questions.html", "closed": "wait.html"}


def _screen(visit: Visit, page: str, heading: str, *, status: int = 200, **context: object) -> Response:
    query = [(name, value) for name, value in visit.request.query_params.items() if name in ("tablet", "schritt")]
    context = {"tablet": visit.tablet, **context}
    text = light.rendered(
        _TEMPLATES.get(page, f"{page}.html"),
        visit.language,
        page=page,
        heading=heading,
        workshop=visit.room.workshop,
        languages=[(code, light.own_name(code)) for code in visit.room.questionnaire.languages],
        chosen=visit.language,
        query=urlencode(query) + "&" if query else "",
        text_attributes=_text_attributes(visit),
        **context,
    )
    return light.html(visit.request, text, status)


def _text_attributes(visit: Visit) -> Markup:
    """``lang`` and ``dir`` for questionnaire texts in a language that our own words do not have."""
    if _known(visit):
        return Markup("")
    return Markup(' lang="{}" dir="{}"').format(visit.language, light.direction(visit.language))


def _known(visit: Visit) -> bool:
    return light.spoken(visit.language) == visit.language


def _perspectives(visit: Visit) -> Mapping[str, object]:
    return {"sectors": _sectors(visit.words, visit.room.questionnaire), "unstated": UNSTATED}


def _sectors(_: Words, asked: Questionnaire) -> list[tuple[str, list[tuple[str, str]]]]:
    """Titles of the sectors, each with the perspective keys and titles to choose from."""
    return [
        (
            _.local(sector.title),
            [(perspective.id, _.local(perspective.title)) for perspective in sector.perspectives]
            or [(sector_only(sector.id), _.local(sector.title))],
        )
        for sector in asked.sectors
    ]


def _scale(_: Words, asked: Questionnaire) -> list[tuple[str, str]]:
    return [(step.code, _.local(step.label)) for step in asked.scale]


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
