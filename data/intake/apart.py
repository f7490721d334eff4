"""A foreign file, understood in a child process with limits: none of it is looked at in the server's own."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence

from analysis.questionnaire import Questionnaire
from config import ROOT
from data.intake.containers.guard import DAMAGED, EMPTY, MOST_BYTES, TOO_LARGE, TOO_SLOW
from data.intake.handing_over import MOST_SAID, Wish, understood_of, wish_as_line
from data.intake.plain import NotPlainError
from data.intake.said import Said
from data.intake.understood import USUAL, Options, Understood

SECONDS = 30
"""By the clock, for a machine that is busy; the child's own limit is of processor time."""

_START = "import sys; sys.path.append(sys.argv[1]); from data.intake.worker import main; main()"
_PASSED_ON = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
_MEMORY_AT_ONCE = {"MALLOC_TOP_PAD_": str(64 << 20), "MALLOC_MMAP_THRESHOLD_": str(32 << 20)}
"""The child asks for few large pieces of memory instead of many small ones: a tenth of the time; glibc only."""
_OUT_OF_TIME = getattr(signal, "SIGXCPU", 0)
_READING = threading.BoundedSemaphore(2)
"""Two children at a time: each may take 1.5 GiB."""


def understood_apart(
    content: bytes,
    questionnaire: Questionnaire,
    *,
    filename: str,
    answers: Mapping[str, str] | None = None,
    options: Options = USUAL,
) -> Understood:
    """What the file holds; never raises for what is in it. What cannot be understood within the limits is refused."""
    if not content or len(content) > MOST_BYTES:
        return Understood(filename, refused=TOO_LARGE if content else EMPTY)
    wish = Wish(questionnaire, filename, dict(answers or {}), options)
    with _READING:
        answer = _answer(wish_as_line(wish) + b"\n", content)
    if isinstance(answer, Said):
        return Understood(filename, refused=answer)
    try:
        return understood_of(answer, wish)
    except NotPlainError:
        return Understood(filename, refused=DAMAGED)


def _answer(*given: bytes) -> bytes | Said:
    """What the child says, no more than an answer may have; or why there is none."""
    child, late = _started(), threading.Event()
    clock = threading.Timer(SECONDS, _end_late, (child, late))
    threading.Thread(target=_write, args=(child, given), daemon=True).start()
    clock.start()
    try:
        answer = _read(child)
        if len(answer) > MOST_SAID:
            return TOO_LARGE
        code = child.wait()
    finally:
        clock.cancel()
        _end(child)
    if code == 0:
        return answer
    if late.is_set() or code == -_OUT_OF_TIME:
        return TOO_SLOW
    return TOO_LARGE if code < 0 and code != -signal.SIGSEGV else DAMAGED


def _read(child: subprocess.Popen[bytes]) -> bytes:
    if child.stdout is None:
        return b""
    with child.stdout:
        return child.stdout.read(MOST_SAID + 1)


def _write(child: subprocess.Popen[bytes], given: Sequence[bytes]) -> None:
    """In a thread of its own: a child that reads nothing must not keep us waiting."""
    with contextlib.suppress(OSError):
        if child.stdin is not None:
            with child.stdin:
                child.stdin.writelines(given)


def _end_late(child: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    _end(child)


def _end(child: subprocess.Popen[bytes]) -> None:
    """It and whatever it may have started."""
    if child.poll() is None:
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(child.pid, signal.SIGKILL)
            child.kill()
    child.wait()


def _started() -> subprocess.Popen[bytes]:
    """It sees nothing of our environment, and its end is never ours."""
    return subprocess.Popen(
        [sys.executable, "-I", "-X", "utf8", "-c", _START, str(ROOT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=tempfile.gettempdir(),
        env={name: os.environ[name] for name in _PASSED_ON if name in os.environ} | _MEMORY_AT_ONCE,
        start_new_session=True,
    )
