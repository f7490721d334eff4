"""Units, compose file and examples say what the program and systemd understand."""

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from config import load_settings
from tests.running import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted(path for path in (DEPLOY / "systemd").iterdir() if path.is_file())
ANALYZE = shutil.which("systemd-analyze")


def settings_of_the_program() -> set[str]:
    code = (ROOT / "config.py").read_text("utf-8")
    return set(re.findall(r'(?:environ\.get|_whole_number|_on_or_off)\("([A-Z_]+)"', code))


def variables(text: str) -> dict[str, str]:
    """Lines NAME=value of a file, also those that are offered behind a #."""
    return dict(re.findall(r"^#?([A-Z][A-Z_]+)=(.*)$", text, re.MULTILINE))


def unit(name: str) -> dict[str, list[str]]:
    """The lines of a unit by their name."""
    found: dict[str, list[str]] = {}
    for key, value in re.findall(r"^(\w+)=(.*)$", (DEPLOY / "systemd" / name).read_text("utf-8"), re.MULTILINE):
        found.setdefault(key, []).append(value)
    return found


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The units in a folder of systemd's, with what Debian brings and with programs at the places that they name."""
    folder = tmp_path / "units"
    shutil.copytree(DEPLOY / "systemd", folder)
    (folder / "postgresql@.service").write_text("[Service]\nType=oneshot\nExecStart=/bin/true\n")
    (folder / "postgresql.service").write_text("[Service]\nType=oneshot\nExecStart=/bin/true\n")
    for path in folder.rglob("*"):
        if path.is_file():
            text = path.read_text("utf-8").replace("/opt/selbstcheck/aktuell", str(ROOT))
            path.write_text(re.sub(r"^(User|Group)=.*\n", "", text, flags=re.MULTILINE), "utf-8")
    return folder


def test_systemd_understands_every_unit(installed: Path) -> None:
    if ANALYZE is None:
        pytest.fail("systemd-analyze is missing: install the package systemd.")
    names = [unit.name.replace("@.", "@1.") for unit in UNITS] + ["postgresql@15-main.service"]
    for name in names:
        template = re.sub("@.*[.]", "@.", name)
        if template != name:
            (installed / name).write_bytes((installed / template).read_bytes())

    told = subprocess.run(
        [ANALYZE, "verify", "--man=no", "--recursive-errors=no", *(installed / name for name in names)],
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{installed}:"},
        capture_output=True,
        text=True,
    )

    about_ours = [line for line in told.stderr.splitlines() if "selbstcheck" in line or str(installed) in line]
    assert about_ours == []
    assert len(names) == 8


def test_units_start_what_is_there() -> None:
    units = [path.read_text("utf-8") for path in (DEPLOY / "systemd").rglob("*") if path.is_file()]
    commands = re.findall(r"^Exec\w+=/opt/selbstcheck/aktuell/(\S+)", "\n".join(units), re.MULTILINE)

    assert commands
    for command in commands:
        assert command == ".venv/bin/python" or os.access(ROOT / command, os.X_OK), command


def test_each_process_has_a_port_a_name_and_figures_of_its_own() -> None:
    process = unit("selbstcheck@.service")
    settings = dict(pair.split("=", 1) for line in process["Environment"] for pair in shlex.split(line))

    assert settings.keys() <= settings_of_the_program()
    assert settings["PORT"].replace("%i", "1") == str(load_settings().port)
    assert settings["PROCESS_NAME"] == "p%i"
    assert process["ExecStart"] == ["/opt/selbstcheck/aktuell/.venv/bin/python commands start"]
    assert process["StandardOutput"] == ["null"]  # a one-time key is in it
    assert unit("selbstcheck.target")["Wants"] == ["selbstcheck@1.service selbstcheck@2.service"]


def test_example_of_the_settings_names_settings_and_none_that_units_set() -> None:
    example = variables((DEPLOY / "selbstcheck.env.example").read_text("utf-8"))

    assert example.keys() == {"PUBLIC_URL", "ACCOUNTS", "DATABASE_URL"} <= settings_of_the_program()


def test_compose_file_has_the_programs_settings_and_the_proxys_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]
    processes = {name: one for name, one in services.items() if name.startswith("p") and "build" in one}
    proxy = (DEPLOY / "nginx" / "selbstcheck.conf").read_text("utf-8")

    for name, one in processes.items():
        assert one["environment"].keys() <= settings_of_the_program()
        assert one["environment"]["PROCESS_NAME"] == name
        assert f"upstream selbstcheck_{name} {{\n    server 127.0.0.1:{one['environment']['PORT']} " in proxy
        for setting, value in one["environment"].items():
            monkeypatch.setenv(setting, re.sub(r"\$\{PUBLIC_URL.*\}", "https://a.example", value))
        assert load_settings().process_name == name
        assert [DEPLOY.joinpath(one["build"]).resolve()] == [ROOT]
        assert one["volumes"] == [f"{name}:/data"]
    assert sorted(processes) == ["p1", "p2"]
    mounted = [volume.split(":")[0] for volume in services["nginx"]["volumes"] if volume.startswith("./")]
    assert [path for path in mounted if not (DEPLOY / path).is_file()] == []
    assert {one["network_mode"] for one in services.values()} == {"host"}


def test_settings_of_the_scripts_are_all_read_by_one() -> None:
    example = variables((DEPLOY / "postgresql" / "settings.example").read_text("utf-8"))
    scripts = [path for path in (DEPLOY / "postgresql").iterdir() if path.suffix in ("", ".sh")]
    text = "\n".join(path.read_text("utf-8") for path in scripts)

    assert example
    assert [name for name in example if not re.search(rf"\$\{{?{name}\b", text)] == []


MANUAL = (ROOT / "docs" / "betrieb.md").read_text("utf-8")


def test_manual_names_files_and_figures_that_are_there() -> None:
    named = set(re.findall(r"(?:/opt/selbstcheck/\w+/|`)(deploy/[\w./@-]*\w)", MANUAL))
    scripts = set(
        re.findall(r"`(?:\./)?(promote|return_standby|guard|state|go_on_alone|restore|restore_at|archive)\b", MANUAL)
    )
    figures = (ROOT / "web" / "figures.py").read_text("utf-8")

    assert len(named) >= 8
    assert [path for path in named if not list(ROOT.glob(path)) and not list(ROOT.glob(f"{path}*"))] == []
    assert [name for name in scripts if not (DEPLOY / "postgresql" / name).is_file()] == []
    told = {name.removesuffix("_total") for name in re.findall(r"`(selbstcheck_[a-z_]+)`", MANUAL)}
    assert told == set(re.findall(r'"(selbstcheck_[a-z_]+)"', figures))


def test_manual_gives_nginx_enough_connections(tmp_path: Path) -> None:
    settings = tmp_path / "nginx.conf"
    settings.write_text("user www-data;\nworker_processes auto;\nevents {\n\tworker_connections 768;\n}\n")
    (change,) = re.findall(r"^sed -i ('.*worker_connections.*') /etc/nginx/nginx.conf$", MANUAL, re.MULTILINE)

    for _time in range(2):  # an upgrade says "as in section 4"
        subprocess.run(["sed", "-i", *shlex.split(change), settings], check=True)

    assert settings.read_text() == (
        "user www-data;\nworker_processes auto;\nworker_rlimit_nofile 8192;\nevents {\n\tworker_connections 4096;\n}\n"
    )


def test_settings_of_the_manual_are_those_of_the_program(tmp_path: Path) -> None:
    """The two lines of the manual, on the shipped example."""
    example = tmp_path / "env"
    example.write_text((DEPLOY / "selbstcheck.env.example").read_text("utf-8"), "utf-8")
    (tmp_path / "passwort").write_text("0a1b\n")
    (change,) = re.findall(r'^sed -i ("s/PASSWORT.*") /etc/selbstcheck/selbstcheck.env$', MANUAL, re.MULTILINE)
    command = f"sed -i {change} {example}".replace("/etc/selbstcheck/passwort", str(tmp_path / "passwort"))

    subprocess.run(["sh", "-c", command.replace("/NAME/", "/a.example/")], check=True)

    filled = re.findall(r"^([A-Z_]+)=(.*)$", example.read_text("utf-8"), re.MULTILINE)
    assert filled == [
        ("PUBLIC_URL", "https://a.example"),
        ("ACCOUNTS", "on"),
        ("DATABASE_URL", "postgresql://selbstcheck:0a1b@127.0.0.1:5432/selbstcheck"),
    ]


def test_manual_starts_commands_of_the_program() -> None:
    """What ``selbstcheck`` is told to do, and the link that makes it a command."""
    told = set(re.findall(r"(?:^|`|&& )selbstcheck ([a-z]+)\b", MANUAL, re.MULTILINE))

    assert told == {"invite", "key", "restore"}
    assert told <= {path.stem for path in (ROOT / "commands").glob("*.py")}
    assert "ln -s /opt/selbstcheck/aktuell/deploy/selbstcheck /usr/local/sbin/selbstcheck" in MANUAL


def test_command_runs_with_the_settings_of_the_processes(tmp_path: Path) -> None:
    (tmp_path / "env").write_text("# Kommentar\nPUBLIC_URL=https://a.example\nDATABASE_URL=a?b=1&c=2")
    program = tmp_path / "program" / ".venv" / "bin"
    program.mkdir(parents=True)
    (program / "python").write_text('#!/bin/sh\necho "$PUBLIC_URL $DATABASE_URL $DATA_DIR" && pwd && echo "$@"\n')
    (program / "python").chmod(0o755)
    own = {"ENV": tmp_path / "env", "PROGRAM": tmp_path / "program", "USER": "root"}
    settings = {**os.environ, **{f"SELBSTCHECK_{name}": str(value) for name, value in own.items()}}
    settings["DATA_DIR"] = str(tmp_path)

    told = subprocess.run([DEPLOY / "selbstcheck", "key"], env=settings, capture_output=True, text=True)
    (tmp_path / "env").unlink()
    refused = subprocess.run([DEPLOY / "selbstcheck", "key"], env=settings, capture_output=True, text=True)

    assert told.stdout.splitlines() == [
        f"https://a.example a?b=1&c=2 {tmp_path}",
        str(tmp_path),
        f"{tmp_path}/program/commands key",
    ]
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "bitte als root" in refused.stderr
