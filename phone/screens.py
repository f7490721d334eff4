"""What the phone pages beside the questions show: templates filled for one visit."""

from collections.abc import Mapping
from math import ceil

from starlette.responses import Response

from analysis.questionnaire import UNSTATED, Questionnaire, sector_only
from config import load_settings
from data.store.sheets import SavedSheet
from data.store.workshops import Workshop
from phone.framing import mark, rendered, same_for_all, screen, workshop_title
from phone.kept import KeptTexts
from phone.visit import Visit
from texts.words import Words
from web import light

SECONDS_EACH = 28
"""Reading and rating a statement: 21 of them in ten minutes."""


def minutes_for(statements: int) -> int:
    """About how long it takes to answer, never below two; a quarter of an hour and more in steps of five minutes."""
    minutes = max(2, ceil(statements * SECONDS_EACH / 60))
    return minutes if minutes < 15 else 5 * round(minutes / 5)


def join_screen(visit: Visit, note: str = "", status: int = 200) -> Response:
    """Perspective, promise and [Los geht's]."""
    minutes = minutes_for(len(visit.room.workshop.room))

    def render() -> str:
        return rendered(visit, "join", workshop_title(visit), note=note, minutes=minutes, **_perspectives(visit))

    return light.html(visit.request, _pages.text(("join", note, *same_for_all(visit)), render), status)


def thanks_screen(visit: Visit, sheet: SavedSheet | None, *, tablet: bool) -> Response:
    """After "Fertig"; ``sheet`` is None on a tablet that has already let go of it."""
    _ = visit.words
    done = len(sheet.answers) if sheet else 0
    return screen(visit, "thanks", _("Fertig.") if tablet else _("Vielen Dank!"), done=done, tablet=tablet)


def not_open_screen(visit: Visit) -> Response:
    """Instead of the questions where they are not asked yet, or no more."""
    if visit.room.workshop.state == "prepared" and not visit.room.is_followed:
        return waiting_screen(visit)
    if visit.room.is_followed:
        return visit.to(f"jetzt?lang={visit.language}" if "lang" in visit.request.query_params else "jetzt")
    return visit.in_language(closed_screen(visit))


def waiting_screen(visit: Visit) -> Response:
    """Before the workshop is opened."""
    _ = visit.words
    sentences = (_("Diese Seite öffnet sich von selbst, sobald es losgeht."),)
    return screen(visit, "wait", _("Die Umfrage ist noch nicht geöffnet."), sentences=sentences, undelivered="")


def closed_screen(visit: Visit) -> Response:
    """After closing: thanks, what happens now, and what did not arrive in time."""
    _ = visit.words
    over = visit.room.workshop.state == "finished"
    return screen(
        visit,
        "closed",
        _("Die Umfrage ist geschlossen. Vielen Dank!"),
        sentences=(
            _what_happens_now(_, visit.room.workshop),
            _("Einzelne Bögen werden nie gezeigt."),
            *(() if over else (_what_to_do_now(_, visit.room.workshop),)),
        ),
        undelivered=_("Antworten, die nicht mehr angekommen sind: {n}"),
        has_sheet=visit.token is not None and not visit.tablet and not over,
    )


def _what_happens_now(_: Words, of: Workshop) -> str:
    """After the closing; nobody comes together for a re-check."""
    if of.state == "finished":
        return _("Die Nachbefragung ist abgeschlossen.") if of.is_recheck else _("Der Workshop ist abgeschlossen.")
    if of.is_recheck:
        return _("Jetzt werden alle Antworten zusammen ausgewertet.")
    return _("Jetzt schauen alle gemeinsam auf die Ergebnisse.")


def _what_to_do_now(_: Words, of: Workshop) -> str:
    if of.is_recheck:
        return _("Mehr ist nicht zu tun. Sie können diese Seite schließen.")
    return _("Ihr Telefon können Sie weglegen. Im Gespräch zählt, was Sie erleben und wissen.")


def cookies_screen(visit: Visit) -> Response:
    """Why this browser cannot take part, and what helps."""
    _ = visit.words
    address = load_settings().public_url or f"{visit.request.url.scheme}://{visit.request.url.netloc}"
    return screen(
        visit,
        "cookies",
        _("Dieser Browser merkt sich Ihren Bogen nicht."),
        address=f"{address}/t/{visit.room.code}",
        status=400,
    )


def still_there_screen(visit: Visit) -> Response:
    """Instead of a sheet that somebody may have left open: shows nothing of it."""
    return screen(visit, "still", visit.words("Sind Sie noch da?"))


def perspective_screen(visit: Visit, sheet: SavedSheet, note: str = "", status: int = 200) -> Response:
    """Change the perspective of a sheet."""
    _ = visit.words
    known = {"perspective": sheet.perspective, "note": note, "mark": mark(visit)}
    return screen(visit, "perspective", _("Perspektive ändern"), **_perspectives(visit), **known, status=status)


def delete_screen(visit: Visit, sheet: SavedSheet) -> Response:
    """Ask once more before the sheet is deleted."""
    _ = visit.words
    return screen(visit, "delete", _("Meine Antworten löschen?"), done=len(sheet.answers), mark=mark(visit))


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


_pages = KeptTexts()
