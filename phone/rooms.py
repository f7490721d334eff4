"""The workshop behind a code, as its phones see it; one look at the store for all who ask at about the same time."""

import asyncio
import time
from dataclasses import dataclass

from analysis.questionnaire import Questionnaire
from data.store.engine import Store, StoreUnavailable
from data.store.workshops import Workshop, questionnaire, workshop_by_code
from phone.seen import Seen, seen
from phone.steps import Step, steps_of
from web import same_address
from web.codes import is_code, tidied

FRESH_SECONDS = 0.5
SHARED_SECONDS = 0.1
"""For which a room is remembered that phones see now through this process and now through another: one that is behind
would show them what was there before, or send them away from where the other has led them."""

KEPT_SECONDS = 15.0
"""For which a room is remembered while the store is away: answers wait for it meanwhile, and it is asked anew then."""

LOOK_SECONDS = 1.0
"""For which a look into the store is waited for, where something is remembered."""


@dataclass(frozen=True)
class Room:
    """A workshop and the statements that its phones ask, in steps; ``seen``: what they may see of its results."""

    workshop: Workshop
    questionnaire: Questionnaire
    steps: tuple[Step, ...]
    seen: Seen | None

    @property
    def code(self) -> str:
        return self.workshop.code

    @property
    def is_open(self) -> bool:
        return self.workshop.state == "open"

    @property
    def is_followed(self) -> bool:
        """Whether phones show what the room sees."""
        return self.seen is not None and self.seen.begun

    @property
    def stand(self) -> str:
        """Another word once there is something else to look at."""
        return self.workshop.state if self.seen is None else self.seen.stand


class Rooms:
    """Finds rooms by code; requests for the same code at the same time share one look into the store."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[float, asyncio.Task[Room | None]]] = {}
        self._kept: dict[str, tuple[float, Room]] = {}

    async def find(self, store: Store, typed: str, *, for_page: bool = False) -> Room | None:
        """The room, or None for a wrong code. What it says is at most FRESH_SECONDS old, unless the store is away.

        ``for_page``: it decides what a person gets to see next, not only whether there is something new.
        """
        code = tidied(typed)
        if not is_code(code):
            return None
        asked, task = self._known.get(code, (0.0, None))
        if task is None or (task.done() and time.monotonic() - asked > self._fresh(store, code, for_page)):
            asked, task = time.monotonic(), asyncio.create_task(asyncio.to_thread(_room, store, code))
            self._known[code] = asked, task
        kept = self._remembered(code)
        try:
            room = task.result() if task.done() else await _seen_soon(task, LOOK_SECONDS if kept else None)
        except (StoreUnavailable, TimeoutError):
            if kept is None:
                self._known.pop(code, None)
                raise
            return kept
        except BaseException:
            self._known.pop(code, None)
            raise
        if room is None:
            self._known.pop(code, None)
            self._kept.pop(code, None)
        else:
            self._kept[code] = asked, room
        return room

    def _fresh(self, store: Store, code: str, for_page: bool) -> float:
        """While answers come in, the many small requests may do with less: a closing is asked of the store there."""
        _asked, room = self._kept.get(code, (0.0, None))
        is_quiet = room is not None and room.is_open and not for_page
        return FRESH_SECONDS if is_quiet or not store.is_shared else SHARED_SECONDS

    def _remembered(self, code: str) -> Room | None:
        seen, room = self._kept.get(code, (0.0, None))
        return room if time.monotonic() - seen < KEPT_SECONDS else None


async def _seen_soon(task: "asyncio.Task[Room | None]", seconds: float | None) -> Room | None:
    """Raises TimeoutError where the store does not answer; whoever comes next waits for the same look."""
    return await asyncio.wait_for(asyncio.shield(task), seconds)


def _room(store: Store, code: str) -> Room | None:
    workshop = workshop_by_code(store, code)
    if workshop is None or workshop.state != "open":
        same_address.forget(code)
    if workshop is None:
        return None
    asked = questionnaire(store, workshop).only(workshop.room)
    return Room(workshop, asked, steps_of(asked), seen(store, workshop))
