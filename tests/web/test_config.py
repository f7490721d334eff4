"""Streamlit's settings that cost others days are really in force; some are hidden options."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

IN_FORCE = {
    "runner.postScriptGC": False,
    "runner.magicEnabled": False,
    "browser.gatherUsageStats": False,
    "server.fileWatcherType": "none",
    "server.maxUploadSize": 10,
    "server.maxMessageSize": 10,
    "server.maxWidgetStateSize": 2,
    "server.disconnectedSessionTTL": 1800,
    "server.headless": True,
    "server.showEmailPrompt": False,
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.scriptHealthCheckEnabled": False,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "logger.level": "warning",
    "logger.hideWelcomeMessage": True,
    "theme.base": "light",
    "theme.primaryColor": "#023175",
    "theme.textColor": "#1a1a1a",
    "theme.borderColor": "#707070",
    "theme.baseFontSize": 16,
}


def test_settings_are_in_force() -> None:
    script = f"import streamlit as st\nfor name in {list(IN_FORCE)!r}: print(name, repr(st.get_option(name)))"

    told = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert dict(line.split(" ", 1) for line in told.splitlines()) == {n: repr(v) for n, v in IN_FORCE.items()}


def test_no_font_comes_from_elsewhere() -> None:
    assert "http" not in (ROOT / ".streamlit" / "config.toml").read_text("utf-8")
