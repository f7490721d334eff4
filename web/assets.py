"""Our own few static files: the address carries a hash of the content, so browsers keep them for ever."""

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from web.frame import accepts_gzip

PREFIX = "/dateien/"
_KINDS = {".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2"}
_FILE = re.compile(r"url\(([\w.-]+\.woff2)\)")


@dataclass(frozen=True)
class Asset:
    """One file, ready to send."""

    address: str
    kind: str
    content: bytes
    compressed: bytes


def read_assets(*folders: Path) -> dict[str, Asset]:
    """All style sheets, scripts and fonts of the folders, by file name.

    A style sheet names fonts as they lie in a folder, ``url(noto-sans-400.woff2)``; browsers get their addresses.
    KeyError where there is no such file.
    """
    paths = [path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in _KINDS]
    found = {path.name: _asset(path, path.read_bytes()) for path in paths if path.suffix != ".css"}
    sheets = [path for path in paths if path.suffix == ".css"]
    return found | {path.name: _asset(path, _addressed(path.read_text("utf-8"), found).encode()) for path in sheets}


def asset_response(request: Request, asset: Asset) -> Response:
    """The file, compressed where the browser understands it."""
    headers = {"Cache-Control": "public, immutable, max-age=31536000", "Vary": "Accept-Encoding"}
    if not accepts_gzip(request):
        return Response(asset.content, media_type=asset.kind, headers=headers)
    return Response(asset.compressed, media_type=asset.kind, headers=headers | {"Content-Encoding": "gzip"})


def _addressed(sheet: str, found: Mapping[str, Asset]) -> str:
    return _FILE.sub(lambda named: f"url({found[named[1]].address})", sheet)


def _asset(path: Path, content: bytes) -> Asset:
    digest = hashlib.sha256(content).hexdigest()[:10]
    return Asset(f"{PREFIX}{path.stem}-{digest}{path.suffix}", _KINDS[path.suffix], content, gzip.compress(content, 9))
