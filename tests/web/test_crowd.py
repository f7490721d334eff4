"""Strangers who open more connections than the system gives files, and say nothing."""

import socket
import sys
from contextlib import ExitStack
from pathlib import Path

import httpx

from tests.running import RunningServer, free_port

SILENT = 1_100
FEW_FILES = f"ulimit -n 1024; exec {sys.executable} -m streamlit run app.py --server.address=127.0.0.1 --server.port="


def test_phones_come_in_while_strangers_hold_more_silent_connections_than_there_are_files(tmp_path: Path) -> None:
    port = free_port()
    server = RunningServer(tmp_path, port=port, command=("sh", "-c", f"{FEW_FILES}{port}"))
    try:
        with ExitStack() as crowd:
            silent = [crowd.enter_context(socket.create_connection(("127.0.0.1", port))) for _ in range(SILENT)]
            statuses = [httpx.get(server.base + path, timeout=30).status_code for path in ("/health", "/", "/t/ZZZZZZ")]
            for one in silent:
                one.settimeout(60)
                assert _ended(one)
    finally:
        server.stop()

    assert statuses == [200, 200, 404]
    assert "Achtung: Dieses Konto darf nur 1024 Dateien zugleich öffnen" in server.output


def _ended(connection: socket.socket) -> bool:
    try:
        return connection.recv(1) == b""
    except ConnectionResetError:
        return True
