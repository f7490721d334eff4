"""A simulated Leinwand, which keeps up with the stage, and a simulated Regie, which moves it."""

import json
import time

from commands.rehearsing.connection import Connection
from commands.rehearsing.people import Refused

AS_JSON = {"Accept": "application/json"}


async def signed_in(port: int, key: str) -> Connection:
    """A device that has opened the address with this one-time key; raises Refused, or one of UNREACHABLE."""
    device = Connection(port)
    reply = await device.ask("GET", f"/anmelden/{key}")
    if reply.status != 303 or not device.cookie:
        raise Refused(f"/anmelden: {reply.status}")
    return device


class Screen:
    """The Leinwand: ``seen`` says which number of the stage its pictures were of, and since when they are there."""

    def __init__(self, port: int, device: Connection, code: str) -> None:
        self._device = device
        self._stream = Connection(port, device.cookie)
        self._place = f"/leinwand/{code}"
        self.seen: list[tuple[int, float]] = []

    async def follow(self) -> None:
        """Hold the stream, and fetch the picture on every event; runs until cancelled.

        Raises Refused where there is no picture, ConnectionError where the stream ends.
        """
        page = await self._device.ask("GET", self._place)
        if page.status != 200:
            raise Refused(f"{self._place}: {page.status}")
        stand = ""
        async for name, told in self._stream.events(f"{self._place}/ereignisse"):
            if name == "stand" and told != stand:  # else the picture was newer than the event
                stand = await self._draw()
        raise ConnectionError("the stream has ended")

    def hang_up(self) -> None:
        self._device.hang_up()
        self._stream.hang_up()

    async def _draw(self) -> str:
        """Fetch the picture; gives the stand that it shows."""
        reply = await self._device.ask("GET", f"{self._place}/bild?format=wall", headers=AS_JSON)
        if reply.status != 200 or not reply.told["html"]:
            raise Refused(f"{self._place}/bild: {reply.status}")
        self.seen.append((reply.told["nummer"], time.monotonic()))
        return str(reply.told["stand"])


class Desk:
    """The Regie: ``taps`` says when the tap was sent that led to a number of the stage."""

    def __init__(self, device: Connection, code: str) -> None:
        self._device = device
        self._place = f"/regie/{code}/zug"
        self.number = 0
        self.taps: dict[int, float] = {}

    async def go_on(self) -> bool:
        """Tap on "Weiter"; False at the end of the show. Raises Refused, or one of UNREACHABLE."""
        return await self._tap("weiter")

    async def go_back(self) -> bool:
        """Tap on "Zurück"; False at the beginning of the show. Raises Refused, or one of UNREACHABLE."""
        return await self._tap("zurueck")

    def hang_up(self) -> None:
        self._device.hang_up()

    async def _tap(self, move: str) -> bool:
        wish, sent = json.dumps({"zug": move, "nummer": self.number}), time.monotonic()
        reply = await self._device.ask("POST", self._place, wish, headers=AS_JSON)
        if reply.status == 409 and "nummer" not in reply.told:
            return False
        if reply.status != 200:
            raise Refused(f"{self._place}: {reply.status}")
        self.number = reply.told["nummer"]
        self.taps[self.number] = sent
        return True
