#!/usr/bin/env python3
"""The one command: sets up .venv, then starts the app or runs a sub-command. Standard library only, any system."""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)
WHEELS = ROOT / "wheels"
"""Where a bundle brings the packages with it; docs/offline.md."""

FAILED = 70
"""Exit code when the set-up did not work; sub-commands have their own."""

SYSTEM_PACKAGES = {
    "chromium": "chromium",
    "nginx": "nginx",
    "node": "nodejs",
    "npm": "npm",
    "openssl": "openssl",
    "pg_ctl": "postgresql",
    "systemd-analyze": "systemd",
}
"""What the tests need from the system: a program and the Debian package that brings it."""


def main(arguments):
    """Set up what the sub-command needs, then hand over to commands/ in the environment."""
    if sys.version_info < OLDEST:
        versions = (*OLDEST, *sys.version_info[:2])
        stop("Dieses Programm braucht Python {}.{} oder neuer, hier läuft {}.{}.".format(*versions))
    if WHEELS.is_dir():
        insist_on_what_the_bundle_is_for()
    testing = arguments[:1] == ["test"]
    if testing and not (ROOT / "requirements-dev.lock").exists():
        stop("Die Prüfungen des Projekts sind in diesem Paket nicht enthalten.")
    set_up_environment("requirements-dev.lock" if testing else "requirements.lock")
    if testing:
        install_system_packages()
    hand_over([str(PYTHON), str(ROOT / "commands"), *arguments])


def insist_on_what_the_bundle_is_for():
    """Its packages fit one Python on one system only."""
    wanted = (WHEELS / "made-for.txt").read_text(encoding="ascii").split()
    here = ["{}.{}".format(*sys.version_info[:2]), system()]
    if wanted != here:
        stop(
            "Dieses Paket ist für Python {} auf {} gemacht, hier läuft Python {} auf {}; "
            "was zu tun ist, steht in docs/offline.md.".format(*wanted, *here)
        )


def system():
    """This system as pip names it, without the version."""
    if os.name == "nt":
        return sysconfig.get_platform().replace("-", "_")
    return "{}_{}".format("macosx" if sys.platform == "darwin" else sys.platform, os.uname().machine)


def set_up_environment(lock):
    """Create .venv and install what the lock names, if its hash is right; does nothing when both are as they were."""
    if not runs(PYTHON):
        say("Die Arbeitsumgebung .venv wird angelegt …")
        shutil.rmtree(VENV, ignore_errors=True)
        if subprocess.call([sys.executable, "-m", "venv", str(VENV)], stdout=sys.stderr) != 0:
            stop("Die Arbeitsumgebung ließ sich nicht anlegen. Unter Debian und Ubuntu hilft: apt install python3-venv")
    wanted = fingerprint(lock)
    stamp = VENV / f"installed-{lock}"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("Die benötigten Pakete werden installiert (beim ersten Mal einige Minuten) …")
    install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    if WHEELS.is_dir():
        install += ["--no-index", "--find-links", str(WHEELS)]
    if subprocess.call([*install, "--require-hashes", "-r", str(ROOT / lock)], stdout=sys.stderr) != 0:
        if WHEELS.is_dir():
            stop("Die Pakete im Ordner wheels ließen sich nicht installieren. Bitte das Paket noch einmal entpacken.")
        stop(
            "Die Pakete ließen sich nicht installieren. "
            "Ist dieses Gerät mit dem Internet verbunden? Danach bitte erneut starten."
        )
    for done in (lock, "requirements.lock"):  # the larger one brings the smaller one
        (VENV / f"installed-{done}").write_text(fingerprint(done))


def fingerprint(lock):
    """Changes with what is locked and the Python that installed it."""
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in ("requirements.lock", lock)]
    return hashlib.sha256("".join([sys.version, str(VENV), *texts]).encode()).hexdigest()


def runs(python):
    """Whether this Python starts: a moved or half-made .venv does not."""
    try:
        return (
            subprocess.call([str(python), "-c", "import pip"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            == 0
        )
    except OSError:
        return False


def install_system_packages():
    """Bring the browser, the database and the proxy that the tests use, where we may; else say what is missing."""
    missing = sorted({package for program, package in SYSTEM_PACKAGES.items() if not is_there(program)})
    if not missing:
        return
    if not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")):
        stop(
            "Für die Tests fehlen noch diese Programme: {}. Bitte installieren und erneut starten.".format(
                ", ".join(missing)
            )
        )
    say("Für die Tests werden installiert: {} …".format(", ".join(missing)))
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for command in (["update"], ["install", "-y", "--no-install-recommends", *missing]):
        if subprocess.call(["apt-get", "-qq", *command], stdout=sys.stderr, env=quiet) != 0:
            stop("apt-get {} ist gescheitert; bitte von Hand installieren: {}".format(command[0], ", ".join(missing)))


def is_there(program):
    """Whether a program is installed; Debian keeps those of servers outside the path."""
    outside = (Path("/usr/sbin", program), *Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    return bool(shutil.which(program)) or any(path.exists() for path in outside)


def hand_over(command):
    """Become the command (or wait for it on Windows, which cannot)."""
    sys.stdout.flush()
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


def say(sentence):
    print(sentence, file=sys.stderr, flush=True)


def stop(sentence):
    say(sentence)
    sys.exit(FAILED)


if __name__ == "__main__":
    main(sys.argv[1:])
