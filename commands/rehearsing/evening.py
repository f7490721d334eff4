"""A rehearsed evening: people join and answer, the survey is closed, and the show is played to its end."""

import asyncio
import random
import time
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

import pandas as pd

from analysis.grouping import form_groups
from analysis.questionnaire import Questionnaire
from analysis.results import Group
from commands.rehearsing.connection import UNREACHABLE, Connection
from commands.rehearsing.figures import Answers, Figures, delays, found_in, milliseconds
from commands.rehearsing.people import Person, Refused, wishes
from commands.rehearsing.room import Desk, Screen, signed_in
from commands.rehearsing.server import Rehearsal, resident
from content.show import BEFORE
from data.questionnaire_file import parse_questionnaire
from data.store.access import Role, issue_key
from data.store.engine import Store
from data.store.sheets import counts
from data.store.workshops import Workshop, close_workshop, create_workshop, open_workshop, questionnaire, workshop
from phone.seen import seen

Step = Literal["join", "answer", "close", "show", "count"]
STEPS: tuple[Step, ...] = ("join", "answer", "close", "show", "count")

JOINS_A_SECOND = 100
TAPS_A_SECOND = 600
"""Answers of all people together, at most."""

QUICKEST = 0.2
"""Seconds between two answers of a person, at least."""

TAP_EVERY = 0.4
"""Seconds between two taps on "Weiter"."""

KEEPS_UP_WITHIN = 15.0
"""Seconds in which everybody has to see the end of the show."""

LONGEST = 600
"""Seconds after which a rehearsal is given up."""


@dataclass
class Evening:
    """What goes on; ``stands``: the number of the stage by the word that phones get for what is shown there.

    ``faults``: what the server answered otherwise than a device expects.
    """

    at: Rehearsal
    of: Workshop
    asked: Questionnaire
    screen: Screen
    desk: Desk
    people: list[Person]
    say: Callable[[Step], None]
    joined: int = 0
    is_at_end: bool = False
    stands: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    _at_work: list["asyncio.Task[None]"] = field(default_factory=list)

    async def play(self) -> None:
        """From the first phone to the end of the show; what goes wrong is among the ``faults``."""
        self._start(self.screen.follow)
        try:
            async with asyncio.timeout(LONGEST):
                self.say("join")
                pause = max(QUICKEST, len(self.people) / TAPS_A_SECOND)
                taking_part = [
                    self._noting(self._take_part, one, number / JOINS_A_SECOND, pause)
                    for number, one in enumerate(self.people)
                ]
                await asyncio.gather(self._noting(self._show_before), *taking_part)
                self.say("close")
                await asyncio.to_thread(close_workshop, self.at.store, self.of.id, self._groups)
                self.say("show")
                await self._noting(self._show)
                await self._everybody_keeps_up()
        except TimeoutError:
            self.faults.append(f"nach {LONGEST} s abgebrochen")
        self.say("count")

    async def end(self) -> None:
        """Let go of every connection."""
        for task in self._at_work:
            task.cancel()
        await asyncio.gather(*self._at_work, return_exceptions=True)
        self.screen.hang_up()
        self.desk.hang_up()
        for person in self.people:
            person.phone.hang_up()

    async def _take_part(self, person: Person, after: float, pause: float) -> None:
        await asyncio.sleep(after)
        await person.join()
        self.joined += 1
        if self.joined == len(self.people):
            self.say("answer")
        await person.answer(pause)
        self._start(person.look)

    async def _show_before(self) -> None:
        """What the room sees while it answers."""
        for _kind in BEFORE[1:]:
            await asyncio.sleep(TAP_EVERY)
            await self.desk.go_on()

    async def _show(self) -> None:
        """Tap until the end of the show."""
        while await self.desk.go_on():
            shown = await asyncio.to_thread(self._shown_on_phones)
            if shown is not None:
                self.stands.setdefault(shown, self.desk.number)
            await asyncio.sleep(TAP_EVERY)
        self.is_at_end = True

    def _shown_on_phones(self) -> str | None:
        """The word for what phones may see now; None before results are shown."""
        now = workshop(self.at.store, self.of.id)
        found = None if now is None else seen(self.at.store, now)
        return found.stand if found is not None and found.begun else None

    def _groups(self, sizes: pd.DataFrame) -> tuple[Group, ...]:
        return form_groups(sizes, self.asked, threshold=self.of.threshold)

    async def _everybody_keeps_up(self) -> None:
        """Wait until nobody has anything more to see, but not for ever."""
        deadline = time.monotonic() + KEEPS_UP_WITHIN
        while time.monotonic() < deadline and not self.kept_up:
            await asyncio.sleep(0.05)

    @property
    def kept_up(self) -> bool:
        """Whether the Leinwand and all phones show the end of the show."""
        newest = max(self.stands.values(), default=0)
        on_screen = max((number for number, _when in self.screen.seen), default=0)
        return on_screen >= self.desk.number and all(
            max((number for number, _when in self.seen_by(person)), default=0) >= newest for person in self.people
        )

    def seen_by(self, person: Person) -> list[tuple[int, float]]:
        """Numbers of the stage that a phone showed, and since when."""
        return [(self.stands[stand], when) for stand, when in person.seen if stand in self.stands]

    def _start(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._at_work.append(asyncio.create_task(self._noting(work)))

    async def _noting(self, work: Callable[..., Coroutine[Any, Any, None]], *given: Any) -> None:
        """Work of one device, whose end is not that of the evening; begun here, or nobody would wait for it."""
        try:
            await work(*given)
        except* (Refused, *UNREACHABLE) as errors:
            self.faults += sorted({str(error) or type(error).__name__ for error in _leaves(errors)})


async def play_evening(at: Rehearsal, questionnaire_text: str, people: int, say: Callable[[Step], None]) -> Evening:
    """Prepare a workshop in the store of the rehearsal, and play it with so many people."""
    of = _opened_workshop(at.store, questionnaire_text)
    asked = questionnaire(at.store, of)
    chance = random.Random(people)  # noqa: S311
    everyone = [
        Person(Connection(at.port), of.code, wish, random.Random(number))  # noqa: S311 - of simulated people
        for number, wish in enumerate(wishes(asked, of.room, people, chance))
    ]
    screen = Screen(at.port, await signed_in(at.port, _key(at.store, "screen", of.id)), of.code)
    desk = Desk(await signed_in(at.port, _key(at.store, "moderator", None)), of.code)
    played = Evening(at, of, asked, screen, desk, everyone, say)
    try:
        await played.play()
    finally:
        await played.end()
    return played


def figures_of(played: Evening) -> Figures:
    """What the evening came to, beside what the store has of it."""
    people, screen, taps = played.people, played.screen.seen, played.desk.taps
    acknowledged = sum((person.confirmed for person in people), Answers())
    stored = _stored(played)
    on_screen = delays(taps, screen)
    phone_taps = {number: taps[number] for number in played.stands.values()}
    on_phones = [delay for person in people for delay in delays(phone_taps, played.seen_by(person))]
    sent, found = sum(person.tapped for person in people), found_in(stored, acknowledged)
    everything = (sent, acknowledged.total(), stored.total())
    return Figures(
        people=len(people),
        joined=played.joined,
        sent=sent,
        acknowledged=acknowledged.total(),
        stored=found,
        answer_p95_ms=milliseconds([one for person in people for one in person.times]),
        screen_p95_ms=milliseconds([one for one in on_screen if one is not None]),
        phone_p95_ms=milliseconds([one for one in on_phones if one is not None]),
        stages=len(taps),
        memory_mb=resident(played.at.process_id),
        ok=not played.faults
        and played.joined == len(people)
        and everything == (found, found, found)
        and played.is_at_end
        and None not in (*on_screen, *on_phones),
    )


def _opened_workshop(store: Store, questionnaire_text: str) -> Workshop:
    asked = parse_questionnaire(questionnaire_text)
    of = create_workshop(
        store,
        municipality="Probe",
        title="Probe",
        held_on=date.today(),
        questionnaire_text=questionnaire_text,
        room=asked.short_form,
        administration=(),
    )
    open_workshop(store, of.id)
    return of


def _key(store: Store, role: Role, workshop_id: str | None) -> str:
    return issue_key(store, role, workshop_id, valid=timedelta(minutes=5))


def _stored(played: Evening) -> Answers:
    frame = counts(played.at.store, played.of.id)[0]
    rows = zip(frame["statement"], frame["group"], frame["answer"], frame["people"], strict=True)
    return Answers({(statement, group, answer): int(people) for statement, group, answer, people in rows})


def _leaves(errors: BaseExceptionGroup) -> Iterator[BaseException]:
    for error in errors.exceptions:
        if isinstance(error, BaseExceptionGroup):
            yield from _leaves(error)
        else:
            yield error
