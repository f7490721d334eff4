"""``run.py rehearse``: a full room on this machine, simulated, to see beforehand whether everything arrives."""

import argparse
import asyncio
import json
import sys
from typing import TYPE_CHECKING

from commands.exit_codes import FAILED, OK, PROBLEMS
from commands.opening import questionnaire_or_stop
from commands.parsing import Parser
from config import load_settings

if TYPE_CHECKING:
    from commands.rehearsing.evening import Evening, Step
    from commands.rehearsing.figures import Figures
    from commands.rehearsing.server import Rehearsal

MOST_PEOPLE = 1000


def add_options(parser: Parser) -> None:
    parser.add_argument("--people", type=_people, default=30, metavar="N", help="wie viele Personen (30)")
    parser.add_argument("--json", action="store_true", help="ein JSON-Objekt statt Text")


def rehearse(options: argparse.Namespace) -> int:
    """Play an evening on a server and a store of its own, and print what was measured."""
    from commands.rehearsing.evening import figures_of
    from commands.rehearsing.interrupts import Interrupts
    from commands.rehearsing.people import Refused
    from commands.rehearsing.server import NotStarted, rehearsal
    from data.questionnaire_file import questionnaire_text
    from data.store.errors import StoreUnavailable
    from web.open_files import raise_limit

    settings = load_settings()
    questionnaire_or_stop(settings.questionnaire)
    raise_limit()  # each simulated phone is a connection
    try:
        with Interrupts() as interrupts:
            _say("Die Probe startet einen eigenen Server; Ihre Daten bleiben unberührt.")
            with rehearsal(settings.database_url) as at, interrupts.heard():
                played = asyncio.run(_played(at, questionnaire_text(settings.questionnaire), options.people))
                figures = figures_of(played)
    except (StoreUnavailable, NotStarted, Refused, OSError) as error:
        _say(f"Die Probe kam nicht zustande.\n{error}")
        return FAILED
    except KeyboardInterrupt:
        _say("Die Probe ist abgebrochen, alles von ihr ist wieder gelöscht.")
        return FAILED
    _print(figures, as_json=options.json)
    for fault in dict.fromkeys(played.faults):
        _say(f"Das ging nicht: {fault}")
    return OK if figures.ok else PROBLEMS


async def _played(at: "Rehearsal", questionnaire: str, people: int) -> "Evening":
    from commands.rehearsing.evening import STEPS, play_evening

    said = {
        "join": f"{people} Personen treten bei",
        "answer": "alle sind da und antworten",
        "close": "die Umfrage wird geschlossen",
        "show": "die Folge läuft bis zum Ende",
        "count": "es wird gezählt, was angekommen ist",
    }

    def say(step: "Step") -> None:
        _say(f"{STEPS.index(step) + 1}/{len(STEPS)} {said[step]}")

    return await play_evening(at, questionnaire, people, say)


def _print(figures: "Figures", *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(figures.as_json()))
        return
    rows = [
        ("beigetreten", f"{figures.joined} von {figures.people}"),
        ("Antworten gegeben", str(figures.sent)),
        ("davon bestätigt", str(figures.acknowledged)),
        ("davon im Speicher gefunden", str(figures.stored)),
        ("Antwort → bestätigt, p95", _duration(figures.answer_p95_ms)),
        ("Regie → Leinwand, p95", _duration(figures.screen_p95_ms)),
        ("Regie → Telefon, p95", _duration(figures.phone_p95_ms)),
        ("weitergeschaltet", f"{figures.stages}-mal"),
        ("Speicherbedarf des Servers", "–" if figures.memory_mb is None else f"{figures.memory_mb:.0f} MB"),
    ]
    for name, value in rows:
        print(f"{name:<28}{value:>12}")
    print("Alles ist angekommen." if figures.ok else "Nicht alles ist angekommen.")


def _duration(milliseconds: float | None) -> str:
    return "–" if milliseconds is None else f"{milliseconds:.0f} ms"


def _people(value: str) -> int:
    if not (value.isascii() and value.isdecimal() and 1 <= int(value) <= MOST_PEOPLE):
        raise argparse.ArgumentTypeError(f"eine ganze Zahl von 1 bis {MOST_PEOPLE} wird erwartet, nicht {value!r}")
    return int(value)


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
