"""Every scene of the Leinwand in a real browser, under our policy and with our font, without a server."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date
from itertools import cycle, product
from pathlib import Path
from typing import cast

from playwright.sync_api import Browser, Page, Route

from analysis.action_plan import STATUSES, Draft, Measure
from analysis.farewell import NextDate
from analysis.guess import Guesses, guess
from analysis.points import Option, Poll, PollKind, Question, Sums, poll_result
from analysis.protocol import DISSENT
from analysis.questionnaire import ANSWERS, Questionnaire
from analysis.results import Cell, Ratings, Results
from analysis.second_vote import Moves, SecondVote
from analysis.talk import Quote, Talk, Votes
from config import ROOT
from content.deck import slide, views
from content.guess import guess_sentence, resolution
from content.protocol import assessment_titles
from content.talk import STEPS
from content.views import View
from data.questionnaire_file import load_questionnaire
from room import scenes
from room.canvas import WallSize
from room.farewell_scene import farewell_scene
from room.look_back import look_back_scene
from room.measure_scene import measure_scene
from room.points_scene import points_scene
from room.talk import voting
from tests.room.workshops import LONG
from texts.prose import blocks, standard_prose
from texts.words import Words
from web.headers import light_headers
from web.light import assets

WINDOWS: Mapping[str, tuple[int, int, WallSize]] = {
    "1920": (1920, 1080, "wall"),
    "1280": (1280, 720, "wall"),
    "1024": (1024, 768, "wall43"),
}
NOTHING = Cell(None, None, None, 5)
BASE = "https://leinwand.test"
LINK, CODE = "http://192.168.178.20:8501/t/XESJN5", "XESJN5"
WIFI = ("Buergersaal-Gast", "willkommen26")


def page_of(scene: str, *, root: str = "data-still", beside: str = "") -> str:
    """A scene as a page of its own; ``beside``: what lies over it."""
    style = assets()["leinwand.css"].address
    return (
        f'<!DOCTYPE html><html lang="de" {root}><head><meta charset="utf-8"><title>Leinwand</title>'
        f'<link rel="stylesheet" href="{style}"></head><body>{scene}{beside}</body></html>'
    )


def opened(browser: Browser, width: int, height: int) -> Page:
    """A window that gets our files, and pages from ``show``."""
    page = browser.new_page(viewport={"width": width, "height": height})
    files = {asset.address: asset for asset in assets().values()}

    def answer(route: Route) -> None:
        asset = files.get(route.request.url.removeprefix(BASE))
        if asset is None:
            route.abort()
        else:
            route.fulfill(body=asset.content, content_type=asset.kind)

    page.route(f"{BASE}/dateien/**", answer)
    return page


def show(page: Page, html: str) -> None:
    """Open this page under the policy of light pages, with its font."""
    headers = {name.decode(): value.decode() for name, value in light_headers()}
    page.unroute(f"{BASE}/")
    page.route(f"{BASE}/", lambda route: route.fulfill(body=html, content_type="text/html", headers=headers))
    page.goto(f"{BASE}/")
    page.evaluate("document.fonts.ready.then(() => true)")


def swap(page: Page, scene: str) -> None:
    """Put another scene into the page that is open, as the Leinwand does."""
    page.evaluate("scene => { document.body.innerHTML = scene }", scene)


def all_scenes(
    _: Words, results: Results, asked: Questionnaire, size: WallSize, *, statements: int | None = None
) -> Iterator[tuple[str, str]]:
    """Name and HTML of everything that can stand on the wall; of ``statements`` only the first."""
    yield from without_results(_)
    yield from with_comments(_, size)
    yield from with_measures(_, size)
    yield from with_points(_, size)
    yield from farewells(_)
    yield from second_votes(_, results, asked, size)
    yield from guesses(_, results, asked, size)
    for step in range(len(slide(View("ueberblick"), results, asked, _).steps)):
        yield f"radar-{step}", scenes.slide(_, slide(View("ueberblick"), results, asked, _, step), results, asked, size)
    if len(results.groups) > 1:
        chosen = slide(View("ueberblick", groups=tuple(g.id for g in results.groups[:2])), results, asked, _)
        yield "radar-groups", scenes.slide(_, chosen, results, asked, size)
    single = [view for view in views(results) if view.page == "aussage"][:statements]
    for view in single[:2]:
        for step, name in enumerate(STEPS[:-1]):
            made = slide(view, results, asked, _, step)
            yield f"aussage-{view.part}-{step}-{name}", scenes.slide(_, made, results, asked, size)
    for view in (*(view for view in views(results) if view.page != "aussage"), *single):
        if view != View("ueberblick"):
            name = f"{view.page}-{view.view}-{view.part}"
            yield name, scenes.slide(_, slide(view, results, asked, _), results, asked, size)


def without_results(_: Words) -> Iterator[tuple[str, str]]:
    """The scenes around the results."""
    for name, wifi, present, finished, state in (
        ("joining", WIFI, 24, 17, "open"),
        ("joining-many", (WIFI[0] * 2, "W" * 63), 300, 120, "open"),
        ("joining-no-wifi", None, 110, 60, "open"),
        ("joining-before", WIFI, 0, 0, "prepared"),
        ("joining-after", WIFI, 42, 42, "closed"),
    ):
        yield (
            name,
            scenes.joining(
                _,
                link=LINK,
                code=CODE,
                wifi=wifi,
                present=present,
                finished=finished,
                state=state,  # type: ignore[arg-type]
                municipality="Musterlingen",
            ),
        )
    for present, finished in ((24, 17), (117, 60), (300, 211)):
        yield f"answering-{present}", scenes.answering(_, present=present, finished=finished)
    for title, place in (("Leitmotiv", "leitmotiv"), ("Spielregeln", "spielregeln")):
        yield place, scenes.text(_, title=title, blocks=blocks(standard_prose(place, "de")), language="de")
    long = "# Überschrift\n" + standard_prose("spielregeln", "de") * 3 + "\n\n" + "Ein Absatz ist kein Punkt. " * 20
    yield "text-long", scenes.text(_, title="Spielregeln", blocks=blocks(long), language="de")
    yield "pause", scenes.pause(_, until="10:45")
    yield from assessments(_)


def assessments(_: Words) -> Iterator[tuple[str, str]]:
    """The shared assessment before and after it was made, with short and with long words."""
    asked = load_questionnaire(ROOT / "questionnaire.yaml")
    titles = assessment_titles(_, asked)
    reasons = ("", "Wir hören beides:\nKita und Schule sind weiter.", "Ein Grund. " * 45, "W" * 500, "x\n" * 250)
    for sentence in (_.local(asked.statements["3.01"].text), LONG):
        field, of = _.local(asked.field(asked.field_of["3.01"]).title), "long" if sentence is LONG else "short"
        yield f"assessment-{of}", scenes.shared_assessment(_, sentence=sentence, field=field, titles=titles)
        each = zip(titles, cycle(enumerate(reasons)), strict=False)
        for answer, (number, reason) in each if sentence is not LONG else product((DISSENT,), enumerate(reasons)):
            made = scenes.shared_assessment(
                _, sentence=sentence, field=field, titles=titles, answer=answer, reason=reason
            )
            yield f"assessment-{of}-{answer}-{number}", made


def second_votes(_: Words, results: Results, asked: Questionnaire, size: WallSize) -> Iterator[tuple[str, str]]:
    """Before and after: with moves and without, of 300 people, in a long sentence, and of too few."""
    first = results.statements[0]
    many = replace(first, ratings=Ratings(112, 96, 58, 21), e=13, people=300)
    some = replace(first, ratings=Ratings(11, 9, 8, 10), e=3, people=42)
    moved, stays, huge = Moves(12, 23, 3), None, Moves(61, 190, 22)
    for name, before, ratings, e, moves in (
        ("moves", some, Ratings(13, 10, 9, 6), 2, moved),
        ("still", some, Ratings(14, 10, 7, 5), 0, stays),
        ("many", many, Ratings(140, 88, 45, 14), 9, huge),
        ("agree", some, Ratings(0, 38, 0, 0), 22, moved),
        ("none", replace(first, ratings=None, e=None), None, None, stays),
    ):
        voted = before.people if ratings is None or e is None else ratings.n + e
        after = SecondVote(first.id, voted, ratings, e, moves, dict.fromkeys(first.cells, NOTHING))
        sentence = LONG if name == "agree" else _.local(asked.statements[first.id].text)
        yield (
            f"after-{name}",
            scenes.before_after(
                _,
                sentence=sentence,
                field=_.local(asked.field(first.field).title),
                before=before,
                after=after,
                results=results,
                questionnaire=asked,
                size=size,
            ),
        )


def guesses(_: Words, results: Results, asked: Questionnaire, size: WallSize) -> Iterator[tuple[str, str]]:
    """A guess while it goes on, too small to be told, told of few, of many and of all alike, and resolved."""
    first = results.statements[0]
    sentence, field = _.local(asked.statements[first.id].text), _.local(asked.field(first.field).title)
    for name, votes in (
        ("before", None),
        ("open", Votes("guess", 1, True, False, 0, 17, 42)),
        ("too-few", Votes("guess", 2, False, False, 0, 3, 42)),
    ):
        talk = Talk("vermutung", first.id, votes=votes, guess=None)
        yield f"guess-{name}", voting(_, talk, sentence=sentence, field=field, size=size)
    for name, given, said in (
        ("few", (5, 9, 4, 0, 2), sentence),
        ("even", (0, 20, 20, 0, 1), sentence),
        ("many", (96, 121, 40, 12, 31), sentence),
        ("alike", (0, 0, 0, 0, 42), LONG),
    ):
        told = guess(Guesses(dict(zip(ANSWERS, given, strict=True))), 5)
        assert told.totals is not None
        yield (
            f"guess-{name}",
            scenes.guessed(
                _,
                sentence=said,
                field=field,
                finding=guess_sentence(_, told, asked),
                totals=told.totals,
                results=results,
                questionnaire=asked,
                size=size,
            ),
        )
    view = View("aussage", part=first.id)
    for step in ("verteilung", "e"):
        both = replace(told, right=("A", "B"))
        made = slide(view, results, asked, _, STEPS.index(step))  # type: ignore[arg-type]
        yield f"guess-{step}", scenes.slide(_, made, results, asked, size, guessed=resolution(_, both, asked))


def with_comments(_: Words, size: WallSize) -> Iterator[tuple[str, str]]:
    """Comments: a few short ones, more than fit, and hard ones."""
    short = "Das Amt ist gut erreichbar."
    whole = "Wir haben lange gewartet und dann doch eine gute Antwort bekommen. " * 5
    hard = ("W" * 280, "ﷺ " * 90 + "مرحبا بكم في البلدية", "😀" * 280, "<b style='x'>{n} %s</b> \"", "Ja/nein-" * 35)
    for name, texts in (("few", (short,) * 3), ("many", (whole[:280], short) * 9), ("hard", hard)):
        said = [Quote(text, bool(at % 2)) for at, text in enumerate(texts)]
        title = "Familien jeder Herkunft haben hier gleiche Chancen auf einen Kita-Platz."
        yield f"comments-{name}", scenes.comments(_, kicker="Bildung", title=title, said=said, size=size)


def with_measures(_: Words, size: WallSize) -> Iterator[tuple[str, str]]:
    """No measure yet, a few, more than a screenful, and the longest that can be."""
    few = Draft(what="Ein Blatt zur Kita-Anmeldung in sechs Sprachen", who="Jugendamt", due=date(2027, 1, 31))
    still = Draft(what="Abendrunde mit Eltern aus drei Ortsteilen: Wo hakt die Platzvergabe?")
    hard = Draft(what="Donaudampfschifffahrtsgesellschaft und " * 5, who="W" * 80, due=date(2027, 11, 30))
    wide = Draft(what="W" * 140, who="Amt für Bildung und Betreuung mit allen Trägern ", due=date(2027, 9, 30))
    for name, drafts, step in (
        ("none", [], 0),
        ("one", [few], 0),
        ("few", [few, still, few], 0),
        ("many", [few, still] * 5, 1),
        ("hard", [hard, wide, hard, hard], 0),
    ):
        said = [
            Measure(**{**asdict(one), "what": one.what[:140]}, id=str(n), number=n, version="")
            for n, one in enumerate(drafts)
        ]
        yield (
            f"measures-{name}",
            measure_scene(_, said, step, size, place="Musterlingen", held_on=date(2026, 11, 28)),
        )
        told = [replace(one, status=status) for one, status in zip(said, cycle(STATUSES))]
        agreed_on = date(2026, 11, 28)
        yield (
            f"look-back-{name}",
            look_back_scene(_, told, step, size, place="Musterlingen", agreed_on=agreed_on),
        )


def with_points(_: Words, size: WallSize) -> Iterator[tuple[str, str]]:
    """Before, during and behind a poll: of too few, of few measures and many, level ones, and the longest."""
    few = ("Ein Blatt zur Kita-Anmeldung in sechs Sprachen", "Abendrunde mit Eltern aus drei Ortsteilen")
    hard = ("Donaudampfschifffahrtsgesellschaft und " * 4, "W" * 140)
    yield "points-before", points_scene(_, None, 0, size)
    for name, kind, names, step in (
        ("few", "points", few, 1),
        ("many", "points", few * 5, 2),
        ("most", "points", (*few, *few, hard[0]) * 6, 2),
        ("hard", "points", (*hard, *few, hard[0]), 1),
        ("against", "resistance", (*few, "Paten für Familien"), 1),
        ("against-hard", "resistance", (*hard, *few, hard[0]), 1),
        ("against-level", "resistance", few, 1),
    ):
        options = tuple(Option(str(at), what[:140].strip()) for at, what in enumerate(names))
        question = Question(cast(PollKind, kind), options)
        numbers = {one.id: 0 if "level" in name else 7 + 11 * at for at, one in enumerate(options)}
        sums = Sums(110, numbers, {one: number // 8 for one, number in numbers.items()})
        poll = Poll(question, 1, False, 110, 120, 5, poll_result(question, sums, 5))
        yield f"points-{name}-open", points_scene(_, replace(poll, is_open=True, result=None), 0, size)
        yield f"points-{name}-too-few", points_scene(_, replace(poll, is_too_few=True, result=None), 1, size)
        yield f"points-{name}", points_scene(_, poll, step, size)


def farewells(_: Words) -> Iterator[tuple[str, str]]:
    """The end with and without a date, while phones ask and after."""
    dated = NextDate(date(2027, 3, 9), "Bürgermeisterei")
    long = NextDate(date(2027, 9, 30), "Amt für Bildung und Betreuung mit dem Integrationsbeirat " + "W" * 23)
    for name, decided, is_asking in (
        ("date", dated, True),
        ("none", NextDate(is_none=True), True),
        ("after", dated, False),
        ("long", long, True),
    ):
        yield f"farewell-{name}", farewell_scene(_, decided, deleted_on=date(2027, 8, 31), is_asking=is_asking)


def save(browser: Browser, folder: Path, pages: Mapping[str, str], window: str) -> None:
    """Each page as a picture."""
    width, height, _size = WINDOWS[window]
    page = opened(browser, width, height)
    for name, html in pages.items():
        show(page, html)
        page.screenshot(path=folder / f"{name}-{window}.png")
    page.close()
