"""``run.py bundle``: the program and all that it needs in one file, for machines that reach no package registry."""

import argparse
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from commands.exit_codes import FAILED, OK
from commands.parsing import Parser
from commands.program_files import program_files
from commands.wheels import PYTHONS, SYSTEMS, NotDownloaded, Target, WheelMissing, download, system_here
from config import ROOT

FOLDER = "selbstcheck"
"""What the file unpacks to."""

MADE_FOR = "wheels/made-for.txt"
"""Python and system, for run.py and start.bat."""

MB = 1_000_000


def add_options(parser: Parser) -> None:
    here, python = system_here(), "{}.{}".format(*sys.version_info[:2])
    parser.add_argument("out", type=Path, metavar="OUT.zip")
    parser.add_argument(
        "--platform",
        choices=list(SYSTEMS),
        default=here if here in SYSTEMS else None,
        required=here not in SYSTEMS,
        help="für welches System (ohne Angabe: wie dieses)",
    )
    parser.add_argument(
        "--python",
        choices=PYTHONS,
        default=python if python in PYTHONS else "3.12",
        help="für welche Version von Python (ohne Angabe: wie hier)",
    )


def bundle(options: argparse.Namespace) -> int:
    """Download, pack, and say how large it became."""
    target = Target(options.platform, options.python)
    if not options.out.absolute().parent.is_dir():
        return _failed(f"{options.out} lässt sich nicht schreiben.")
    system = SYSTEMS[target.system].title
    print(f"Die Pakete für {system} und Python {target.python} werden geladen …", file=sys.stderr)
    try:
        with tempfile.TemporaryDirectory() as folder:
            wheels = download((ROOT / "requirements.lock").read_text(encoding="utf-8"), target, Path(folder))
            _pack(options.out, target, wheels)
    except WheelMissing as missing:
        return _failed(f"Für {system} und Python {target.python} gibt es kein fertiges Paket (Wheel) von {missing}.")
    except NotDownloaded as error:
        return _failed(f"{error}\nDie Pakete ließen sich nicht laden. Ist dieses Gerät mit dem Internet verbunden?")
    except OSError:
        return _failed(f"{options.out} lässt sich nicht schreiben.")
    size = options.out.stat().st_size / MB
    print(f"{options.out} ist geschrieben: {size:.0f} MB für {system} mit Python {target.python}.", file=sys.stderr)
    return OK


def _failed(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return FAILED


def _pack(out: Path, target: Target, wheels: Iterable[Path]) -> None:
    """Write the file beside its place first, so that half of one never stands there."""
    unfinished = out.with_name(f"{out.name}.part")
    try:
        with zipfile.ZipFile(unfinished, "w", strict_timestamps=False) as packed:
            for file in program_files(ROOT):
                packed.write(ROOT / file, f"{FOLDER}/{file.as_posix()}", zipfile.ZIP_DEFLATED)
            for wheel in wheels:  # compressed already
                packed.write(wheel, f"{FOLDER}/wheels/{wheel.name}")
            packed.writestr(f"{FOLDER}/{MADE_FOR}", f"{target.python} {target.system}\n")
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)
