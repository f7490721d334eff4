"""The button "Probe": a rehearsal in a process of its own, one at a time, and what it came to."""

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from threading import Lock, Thread
from typing import Any

import streamlit as st

from config import ROOT
from texts.words import Words
from ui import session, show
from ui.access import asks

PEOPLE = 30
COMMAND = (sys.executable, "commands", "rehearse", "--people", str(PEOPLE), "--json")


@dataclass
class Rehearsal:
    """``step`` counts from 1, as ``run.py rehearse`` says it; 0 while its server starts. ``figures``: its JSON object.

    ``said``: the last line that it had to say beside that.
    """

    process: "subprocess.Popen[str]"
    step: int = 0
    said: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict)
    is_over: bool = False

    def listen(self) -> None:
        """Read until it is over."""
        try:
            with self.process as process:
                assert process.stdout is not None
                assert process.stderr is not None
                for line in process.stderr:
                    step, slash, _rest = line.partition("/")
                    self.step = int(step) if slash and step.isdecimal() else self.step
                    self.said = line.strip() or self.said
                told = process.stdout.read()
            self.figures = json.loads(told) if told else {}
        finally:  # whatever it said: the button is there again
            atexit.unregister(self.process.terminate)
            self.is_over = True


_latest: list[Rehearsal] = []
"""The one that runs, or ran last, of this server."""
_lock = Lock()


def latest() -> Rehearsal | None:
    return _latest[0] if _latest else None


@asks("moderator")
def start() -> Rehearsal:
    """Begin a rehearsal, unless one is running: that one then."""
    with _lock:
        now = latest()
        if now is not None and not now.is_over:
            return now
        process = subprocess.Popen(
            COMMAND,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        )
        atexit.register(process.terminate)
        began = Rehearsal(process)
        _latest[:] = [began]
    Thread(target=began.listen, daemon=True).start()
    return began


def offer_rehearsal() -> None:
    """What it is, the button, how far it is, and what the last one came to."""
    _ = session.words()
    show.paragraph(
        _(
            "Die Probe spielt auf diesem Rechner einen ganzen Workshop mit {n} simulierten Personen durch: Sie treten "
            "bei, antworten, verlieren zum Teil das Netz und gehen auf dem Telefon mit, bis die Folge zu Ende ist. "
            "Sie hat einen eigenen Server und eigene Daten; Ihre Workshops berührt sie nicht.",
            n=PEOPLE,
        )
    )
    show.note(_("Sie dauert etwa eine Minute und braucht den ganzen Rechner: bitte nicht, während jemand antwortet."))
    now = latest()
    is_running = now is not None and not now.is_over
    # Translators: the button that starts a rehearsal with simulated people.
    if st.button(_("Probe starten"), disabled=is_running):
        start()
        st.rerun()
    if is_running:
        _wait()
    elif now is not None:
        _show_outcome(_, now)


@st.fragment(run_every=1)
@asks("moderator")
def _wait() -> None:
    """How far it is."""
    _ = session.words()
    now = latest()
    if now is None or now.is_over:
        st.rerun()
        return
    steps = _steps(_)
    number = min(now.step, len(steps) - 1)
    st.progress(number / len(steps), text=steps[number])


def _steps(_: Words) -> tuple[str, ...]:
    """What is going on, by the number of the step."""
    return (
        _("Der Server der Probe startet."),
        _("Die simulierten Personen treten bei."),
        _("Alle sind da und antworten."),
        _("Die Umfrage der Probe wird geschlossen."),
        _("Die Folge läuft bis zum Ende."),
        _("Es wird gezählt, was angekommen ist."),
    )


def _show_outcome(_: Words, of: Rehearsal) -> None:
    told = of.figures
    if not told:
        st.error(show.plain(_("Die Probe kam nicht zustande. {reason}", reason=of.said)))
        return
    if told["ok"]:
        st.success(_("Alles ist angekommen."))
    else:
        st.error(_("Nicht alles ist angekommen. Einzelheiten nennt auf diesem Rechner „python3 run.py rehearse“."))
    show.table([_("Was geprüft wurde"), _("Ergebnis")], _rows(_, told), caption=_("Ergebnis der Probe"))


def _rows(_: Words, told: Mapping[str, Any]) -> list[list[str]]:
    joined = _("{n} von {all}", n=told["joined"], all=told["people"])
    stored = _("{n} von {all}", n=told["stored"], all=told["sent"])
    return [
        [_("Beigetreten"), joined],
        [_("Antworten im Speicher gefunden"), stored],
        [_("Antwort bestätigt, in 95 von 100 Fällen nach höchstens"), _duration(_, told["answer_p95_ms"])],
        [_("Leinwand zeigt, was die Regie antippt, nach höchstens"), _duration(_, told["screen_p95_ms"])],
        [_("Telefone zeigen es nach höchstens"), _duration(_, told["phone_p95_ms"])],
        [_("So oft wurde weitergeschaltet"), str(told["stages"])],
        [_("Arbeitsspeicher des Servers"), _megabytes(_, told["memory_mb"])],
    ]


def _duration(_: Words, milliseconds: float | None) -> str:
    if milliseconds is None:
        return "–"
    return _("{seconds} s", seconds=_.number(Fraction(milliseconds) / 1000, 2))


def _megabytes(_: Words, megabytes: float | None) -> str:
    return "–" if megabytes is None else _("{n} MB", n=round(megabytes))
