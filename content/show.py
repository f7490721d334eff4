"""The show: which places a room goes through, in which order, and what of them somebody may see."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from analysis.results import Results
from analysis.stage import KINDS, STEERING, Kind, Place, Role, Stage
from analysis.talk import shown_statement
from content.action_plan import measure_parts
from content.changes import usual_view
from content.deck import views
from content.overview import radar_lines
from content.points import poll_steps
from content.slides import AXES, WHOLE
from content.talk import AFTER_VOTE, ON_DEMAND, STEPS, TELLING, TOLD, step_at
from content.views import ORDERS, Page, View, view_at
from texts.words import Words

BEFORE: tuple[Kind, ...] = ("ankommen", "leitmotiv", "spielregeln", "rueckblick", "antworten")
"""What the room sees while there are no results; what looks back only where there is something to look back on."""

AFTER: tuple[Kind, ...] = tuple(kind for kind, row in KINDS.items() if row.follows)
"""What it sees behind the results."""

FIRST_PARTS = 2
"""Screenfuls of statements that the default show goes through; the list of all slides has the others."""

TALK = Place("folie", View("aussage").address)
"""In an arranged show: the statements of the plan, whichever they are once there is one."""

REVEALED_AS: Mapping[Page, str] = {
    "ueberblick": "overview",
    "vergleich": "overview",
    "unterschiede": "differences",
    "plan": "differences",
}
"""By page of a view, the name under which a release keeps that it was shown; a statement has a name of its own."""


def every_place(results: Results | None, *, is_revealed: bool = True, looks_back: int = 0) -> tuple[Place, ...]:
    """All that can be shown, in the order of the deck; without results what comes before them. ``looks_back``: how many
    measures the run before has agreed on.

    Until a result ``is_revealed``, what the list holds and its order say nothing of the answers: which statements are
    to be discussed first, and how many can be compared, is itself a result.
    """
    before = tuple(Place(kind) for kind in BEFORE if looks_back or not KINDS[kind].looks_back)
    if results is None:
        return before
    slides = (Place("folie", one.address) for one in views(results) if is_revealed or _is_always_there(one))
    return (*before, *slides, *(Place(kind) for kind in AFTER))


def there_of(stage: Stage, results: Results | None, *, is_revealed: bool) -> tuple[Place, ...]:
    """``every_place`` of this stage's workshop."""
    return every_place(results, is_revealed=is_revealed, looks_back=stage.looks_back)


def default_show(results: Results | None, *, is_revealed: bool = True, looks_back: int = 0) -> tuple[Place, ...]:
    """The places that a moderator can follow without thinking: of long lists the first screenfuls, and of single
    statements those of the plan, in its order behind it."""
    places = every_place(results, is_revealed=is_revealed, looks_back=looks_back)
    kept = [place for place in places if not place.slide or _is_in_default(view_at(place.slide))]
    planned = [at for at, place in enumerate(kept, 1) if place.slide and view_at(place.slide).page == "plan"]
    if results is None or not planned:
        return tuple(kept)
    return (*kept[: planned[-1]], *_talked(results), *kept[planned[-1] :])


def _talked(results: Results) -> tuple[Place, ...]:
    return tuple(Place("folie", View("aussage", part=one).address) for one in results.plan)


def show_of(stage: Stage, results: Results | None, *, is_revealed: bool = True) -> tuple[Place, ...]:
    """The show as the moderator has arranged it, without what is not there by now; else the default one.

    What was arranged before there were results is followed by the usual slides.
    """
    usually = default_show(results, is_revealed=is_revealed, looks_back=stage.looks_back)
    if stage.order is None:
        return usually
    there = every_place(results, is_revealed=is_revealed, looks_back=stage.looks_back)
    talked = () if results is None else _talked(results)
    order = [one for place in stage.order for one in (talked if place == TALK else (place,))]
    kept = tuple(place for place in order if _is_kept(place, there, looks_back=stage.looks_back))
    if any(place.slide for place in stage.order):
        return kept
    return (*kept, *(place for place in usually if place.slide or (place.kind in AFTER and place not in kept)))


def _is_kept(place: Place, there: Sequence[Place], *, looks_back: int) -> bool:
    if place.slide:
        return any(_same(usual(place), one) for one in there)
    if KINDS[place.kind].follows and place not in there:
        return False
    return bool(looks_back) or not KINDS[place.kind].looks_back


def ways(stage: Stage, show: Sequence[Place], results: Results | None) -> tuple[Place | None, Place | None]:
    """Where "Weiter" and "Zurück" lead in this show; from a pause that was called in between both back to where it was
    called, from another place outside the show on from there."""
    back = stage.looks_back
    onward = following(stage.place, show, results, looks_back=back)
    if step_at(stage.place) in AFTER_VOTE:
        return onward, stage.resume or preceding(stage.place, show, results, looks_back=back)
    if stage.resume is not None:
        is_pause = stage.place.kind == "pause"
        return stage.resume if is_pause else following(stage.resume, show, results, looks_back=back), stage.resume
    return onward, preceding(stage.place, show, results, looks_back=back)


def usual(place: Place) -> Place:
    """The place with its statements in the usual order, of all in the room; a moderator may have sorted them, or chosen
    a group."""
    if not place.slide:
        return place
    return replace(place, slide=usual_view(replace(view_at(place.slide), order=ORDERS[0])).address)


def steps_at(place: Place, results: Results | None, *, looks_back: int = 0) -> tuple[str, ...]:
    """The reveal steps of a place by id, at least one; ``looks_back`` as in ``every_place``."""
    if step_at(place) is not None:
        return STEPS
    agreed = results.measures if results is not None and place.kind == "massnahmen" else 0
    if agreed or KINDS[place.kind].looks_back:
        return tuple(str(part) for part, _places in enumerate(measure_parts(agreed or looks_back), 1))
    if results is not None and place.kind == "punkte":
        return poll_steps(results.polled)
    if results is None or not _is_radar(place):
        return (WHOLE,)
    return (AXES, *radar_lines(results, view_at(place.slide).groups))


def shows_results(place: Place) -> bool:
    """Whether anything of the results is to be seen there, at its step."""
    first = TELLING if step_at(place) is not None else int(_is_radar(place))
    return KINDS[place.kind].has_slide and place.step >= first


def reveals(place: Place) -> str | None:
    """The name under which a release keeps that this was shown; None where nothing of it is."""
    if not shows_results(place):
        return None
    view = view_at(place.slide)
    return shown_statement(view.part) if view.page == "aussage" else REVEALED_AS[view.page]


def left_at(stage: Stage, place: Place, show: Sequence[Place], results: Results | None) -> Place | None:
    """Where the show is left by going to this place; None where it goes on."""
    if place.kind != "pause" and _position(place, show, results, stage.looks_back)[1]:
        return None
    return stage.resume or stage.place


def following(place: Place, show: Sequence[Place], results: Results | None, *, looks_back: int = 0) -> Place | None:
    """Where "Weiter" leads: to the next step, else to the next place; None at the end."""
    if (then := AFTER_VOTE.get(step_at(place) or "")) is not None:
        return replace(place, step=steps_at(place, results).index(then))
    ahead = [at for at in _steps_on_the_way(place, results, looks_back) if at > place.step]
    if ahead:
        return replace(place, step=ahead[0])
    at, _is_there = _position(place, show, results, looks_back)
    return show[at + 1] if at + 1 < len(show) else None


def preceding(place: Place, show: Sequence[Place], results: Results | None, *, looks_back: int = 0) -> Place | None:
    """Where "Zurück" leads: to the step before, else to the place before with all its steps; None at the beginning."""
    behind = [at for at in _steps_on_the_way(place, results, looks_back) if at < place.step]
    if behind:
        return replace(place, step=behind[-1])
    at, is_there = _position(place, show, results, looks_back)
    before = at - 1 if is_there else at
    return whole(show[before], results, looks_back=looks_back) if before >= 0 else None


def _steps_on_the_way(place: Place, results: Results | None, looks_back: int) -> list[int]:
    """Places of the steps to which "Weiter" and "Zurück" lead."""
    return [at for at, step in enumerate(steps_at(place, results, looks_back=looks_back)) if step not in ON_DEMAND]


def whole(place: Place, results: Results | None, *, looks_back: int = 0) -> Place:
    """The place with all its steps revealed, a statement with all that was answered; of a poll nothing that the room
    has not seen."""
    if place.kind == "punkte" and (results is None or not results.is_polled_shown):
        return replace(place, step=0)
    is_statement = step_at(place) is not None
    return replace(place, step=TOLD if is_statement else len(steps_at(place, results, looks_back=looks_back)) - 1)


def visible(stage: Stage, role: Role, *, has_release: bool, is_revealed: bool) -> Place:
    """What this role may see: who steers, what stands on the stage; all others what the room sees of it.

    Results are seen of a release alone, and by nobody before it ``is_revealed``: until then a survey can be reopened,
    and who had looked before could tell what the sheets in between have said.
    """
    place = stage.place if role in STEERING else stage.seen
    if not KINDS[place.kind].has_slide:
        return place
    if has_release and (is_revealed or not shows_results(place)):
        return place
    return Place("antworten")


_TITLES: Mapping[Kind, Callable[[Words], str]] = {
    # Translators: the view with QR code and address by which phones join the survey.
    "ankommen": lambda _: _("Beitreten"),
    "leitmotiv": lambda _: _("Leitmotiv"),
    "spielregeln": lambda _: _("Spielregeln"),
    # Translators: looking back on the measures that an earlier workshop has agreed on.
    "rueckblick": lambda _: _("Was wurde daraus?"),
    # Translators: what the projector shows while people answer the questionnaire on their phones.
    "antworten": lambda _: _("Antworten"),
    "massnahmen": lambda _: _("Maßnahmen"),
    # Translators: the part in which the room gives points to measures.
    "punkte": lambda _: _("Punkte für die Maßnahmen"),
    # Translators: the last thing that the room sees: when it goes on, and three questions on the phone.
    "abschluss": lambda _: _("Abschluss"),
    "pause": lambda _: _("Pause"),
}


def kind_title(_: Words, kind: Kind) -> str:
    """The name of a place that is no slide; KeyError for slides, whose finding names them."""
    return _TITLES[kind](_)


def _is_always_there(view: View) -> bool:
    """Whether there is such a slide whatever was answered."""
    return view.page == "ueberblick" or (view.page == "unterschiede" and (view.view == "aussagen" or not view.part))


def _is_in_default(view: View) -> bool:
    if view.page == "aussage":
        return False
    if view.page == "vergleich":
        return int(view.part or 1) <= FIRST_PARTS
    return view.page != "unterschiede" or int(view.part or 1) <= (1 if view.view == "e" else FIRST_PARTS)


def _position(place: Place, show: Sequence[Place], results: Results | None, looks_back: int = 0) -> tuple[int, bool]:
    """Where in the show the place stands, True; for one that was left out where the last of those before it stands,
    or -1, and False. Single statements stand behind the other slides about statements."""
    found = [at for at, one in enumerate(show) if _same(one, place) or (_is_radar(one) and _is_radar(place))]
    if found:
        return found[0], True
    if usual(place) != place:
        return _position(usual(place), show, results, looks_back)
    everything = every_place(results, looks_back=looks_back)
    behind = [at for at, one in enumerate(everything) if _same(one, place)] or [len(everything)]
    before = everything[: behind[0]]
    if place.slide and view_at(place.slide).page == "aussage":
        before = tuple(one for one in everything if not _comes_behind_statements(one))
    there = [at for at, one in enumerate(show) if any(_same(one, other) for other in before)]
    return (there[-1] if there else -1), False


def _comes_behind_statements(place: Place) -> bool:
    return place.kind in AFTER or (place.slide != "" and view_at(place.slide).view == "anregungen")


def _same(one: Place, other: Place) -> bool:
    return (one.kind, one.slide) == (other.kind, other.slide)


def _is_radar(place: Place) -> bool:
    """Whether it is the radar, with whatever groups."""
    if not place.slide:
        return False
    view = view_at(place.slide)
    return (view.page, view.view) == ("ueberblick", "radar")
