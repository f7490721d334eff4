"""Streamlit's page frame in the moderator's language, and its files, compressed once and kept in memory."""

import asyncio
import gzip
import mimetypes
import re
from html import escape
from pathlib import Path

from starlette.requests import HTTPConnection
from starlette.responses import Response

from texts.words import LANGUAGES, Words, words
from web.identity import staff_language

_COMPRESSIBLE = {".js", ".css", ".json", ".svg", ".map"}
_FOR_EVER = "public, immutable, max-age=31536000"


class StreamlitFrame:
    """The installed ``index.html`` and ``static/`` files.

    ``folder`` is Streamlit's static folder, ``script`` the address of ours, which runs before Streamlit's.
    """

    def __init__(self, folder: Path, script: str) -> None:
        index = (folder / "index.html").read_text("utf-8")
        index = index.replace("</head>", f'<script src="{escape(script)}"></script></head>', 1)
        self.html = _spoken(index, words("de"))
        self._pages = {language: _spoken(index, words(language)).encode() for language in LANGUAGES}
        self._small_pages = {language: gzip.compress(page, 9) for language, page in self._pages.items()}
        self._files = {
            "/" + path.relative_to(folder).as_posix(): path
            for path in (folder / "static").rglob("*")
            if path.suffix in _COMPRESSIBLE
        }
        self._compressed: dict[str, bytes] = {}

    def page(self, connection: HTTPConnection) -> Response:
        """The frame in which the dashboard runs."""
        language = staff_language(connection.cookies)
        headers = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding, Cookie"}
        if not accepts_gzip(connection):
            return Response(self._pages[language], media_type="text/html", headers=headers)
        small = headers | {"Content-Encoding": "gzip"}
        return Response(self._small_pages[language], media_type="text/html", headers=small)

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


def _spoken(index: str, _: Words) -> str:
    """Language and title before any script runs, our words for browsers without one, no pointer to the agent API."""
    title = escape(_("Selbstcheck Weltoffene Kommune"))
    no_script = escape(
        _(
            "Für das Dashboard der Moderation wird JavaScript gebraucht. "
            "Die Fragen auf dem Telefon lassen sich ohne JavaScript beantworten."
        )
    )
    index = re.sub(r"<!--.*?-->", "", index, flags=re.DOTALL)
    index = re.sub(r'<html lang="en">', f'<html lang="{_.language}">', index)
    index = re.sub(r"<title>.*?</title>", f"<title>{title}</title>", index)
    index = re.sub(r'<link rel="service-desc"[^>]*>', "", index)
    return re.sub(r"<noscript>.*?</noscript>", f"<noscript><p>{no_script}</p></noscript>", index, flags=re.DOTALL)
