"""Streamlit's page frame in German, and its files, compressed once and kept in memory."""

import asyncio
import gzip
import mimetypes
import re
from pathlib import Path

from starlette.requests import HTTPConnection
from starlette.responses import Response

TITLE = "Selbstcheck Weltoffene Kommune"

_NOSCRIPT = (
    "<noscript><p>Für das Dashboard der Moderation wird JavaScript gebraucht. "
    "Die Fragen auf dem Telefon lassen sich ohne JavaScript beantworten.</p></noscript>"
)
_COMPRESSIBLE = {".js", ".css", ".json", ".svg", ".map"}
_FOR_EVER = "public, immutable, max-age=31536000"


class StreamlitFrame:
    """The installed ``index.html`` and ``static/`` files; ``folder`` is Streamlit's static folder."""

    def __init__(self, folder: Path) -> None:
        index = (folder / "index.html").read_text("utf-8")
        self.html = _german(index)
        self._page = self.html.encode()
        self._small_page = gzip.compress(self._page, 9)
        self._files = {
            "/" + path.relative_to(folder).as_posix(): path
            for path in (folder / "static").rglob("*")
            if path.suffix in _COMPRESSIBLE
        }
        self._compressed: dict[str, bytes] = {}

    def page(self, connection: HTTPConnection) -> Response:
        """The frame in which the dashboard runs."""
        headers = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
        if not accepts_gzip(connection):
            return Response(self._page, media_type="text/html", headers=headers)
        return Response(self._small_page, media_type="text/html", headers=headers | {"Content-Encoding": "gzip"})

    async def file(self, connection: HTTPConnection, path: str) -> Response | None:
        """A compressed file; None where Streamlit itself should answer. For a missing script it would send its page."""
        source = self._files.get(path)
        if source is None and Path(path).suffix in _COMPRESSIBLE:
            return Response("Nicht gefunden", 404, media_type="text/plain")
        if source is None or not accepts_gzip(connection) or "range" in connection.headers:
            return None
        if path not in self._compressed:
            self._compressed[path] = await asyncio.to_thread(lambda: gzip.compress(source.read_bytes(), 6))
        kind = mimetypes.types_map.get(source.suffix, "application/octet-stream")
        headers = {"Cache-Control": _FOR_EVER, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        return Response(self._compressed[path], media_type=kind, headers=headers)


def accepts_gzip(connection: HTTPConnection) -> bool:
    """Does the browser understand gzip?"""
    return "gzip" in connection.headers.get("accept-encoding", "")


def _german(index: str) -> str:
    """Language and title before any script runs, our words for browsers without one, no pointer to the agent API."""
    index = re.sub(r"<!--.*?-->", "", index, flags=re.DOTALL)
    index = re.sub(r'<html lang="en">', '<html lang="de">', index)
    index = re.sub(r"<title>.*?</title>", f"<title>{TITLE}</title>", index)
    index = re.sub(r'<link rel="service-desc"[^>]*>', "", index)
    return re.sub(r"<noscript>.*?</noscript>", _NOSCRIPT, index, flags=re.DOTALL)
