"""What phones may see of the show: decided once for all of a room, with a word by which they notice another."""

import hashlib
from dataclasses import dataclass

from analysis.action_plan import Measure
from analysis.farewell import NextDate
from analysis.guess import Guess
from analysis.points import Poll
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from analysis.stage import KINDS, Place
from analysis.talk import Talk
from content.show import visible
from content.talk import statement_at, step_at
from data.evening import Evening, evening
from data.looking_back import agreed_before
from data.polling import poll_now
from data.store.engine import Store
from data.store.farewell import farewell
from data.store.measures import measures
from data.store.workshops import Workshop
from data.talk import guess_told, talk_at


@dataclass(frozen=True)
class Farewell:
    """The end of the evening; ``is_asking``: the exit questions can be answered."""

    next_date: NextDate
    is_asking: bool


@dataclass(frozen=True, eq=False)
class Seen:
    """``place``: what participants may see; ``dark``: the Leinwand is black, so they see nothing of it.

    ``begun``: results are being shown, so phones go along. ``stand``: another word once there is something else.
    ``talk``: what was said or agreed of the statement, once the room comes to that; ``guess``: what it had guessed.
    ``measures``: once it sees them, its own or those of the run before. ``poll``: that on them, where it stands on the
    Leinwand. ``farewell``: whatever it sees, so that nobody loses what they are writing at the end.
    """

    place: Place
    dark: bool
    begun: bool
    stand: str
    results: Results
    questionnaire: Questionnaire
    talk: Talk | None = None
    guess: Guess | None = None
    measures: tuple[Measure, ...] = ()
    poll: Poll | None = None
    farewell: Farewell | None = None


def seen(store: Store, of: Workshop) -> Seen | None:
    """What stands there now; None once the workshop is finished, and while answers are collected unless the room looks
    back on an earlier run."""
    now = evening(store, of.id) if of.state != "finished" else None
    if now is not None and of.state in ("prepared", "open"):
        return _looking_back(store, now)
    if now is None or now.release is None or now.results is None:
        return None
    place = visible(now.stage, "participant", has_release=True, is_revealed=now.is_revealed)
    begun = now.is_revealed or KINDS[place.kind].has_slide or KINDS[place.kind].looks_back
    step, statement = step_at(place), statement_at(place)
    talk = talk_at(store, of, now.questionnaire, now.results, step, statement)
    guess = guess_told(store, of.id, now.results, step, statement)
    agreed = _agreed(store, now, place)
    poll = poll_now(store, of) if place.kind == "punkte" else None
    end = _farewell(store, of.id)
    plan = now.results.plan if place.slide else ()
    of_place = (talk and talk.word, guess, agreed, poll and poll.number, end)
    is_black, asked = now.stage.black, now.questionnaire
    said = (place, is_black, begun, now.release.number, plan, of_place)
    stand = hashlib.sha256(repr(said).encode()).hexdigest()[:12]
    return Seen(place, is_black, begun, stand, now.results, asked, talk, guess, agreed, poll, end)


def _farewell(store: Store, workshop_id: str) -> Farewell:
    decided, state = farewell(store, workshop_id)
    return Farewell(decided, state == "open")


def _agreed(store: Store, now: Evening, place: Place) -> tuple[Measure, ...]:
    """The measures that this place shows."""
    if place.kind == "massnahmen":
        return tuple(measures(store, now.workshop.id))
    return tuple(agreed_before(store, now)) if place.kind == "rueckblick" else ()


_NOTHING = Results(0, 0, 0, (), (), (), (), ())


def _looking_back(store: Store, now: Evening) -> Seen | None:
    """Before there are results, all that phones may see: the measures of an earlier run, while the room sees them."""
    place = visible(now.stage, "participant", has_release=False, is_revealed=False)
    if not KINDS[place.kind].looks_back or now.stage.black:
        return None
    agreed = _agreed(store, now, place)
    stand = hashlib.sha256(repr((place, agreed)).encode()).hexdigest()[:12]
    return Seen(place, False, True, stand, _NOTHING, now.questionnaire, measures=agreed)
