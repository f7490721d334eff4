"""Our own few static files: the address carries a hash of the content, so browsers keep them for ever."""

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from web.frame import accepts_gzip

PREFIX = "/dateien/"
_KINDS = {".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2"}


@dataclass(frozen=True)
class Asset:
    """One file, ready to send."""

    address: str
    kind: str
    content: bytes
    compressed: bytes


def read_assets(*folders: Path) -> dict[str, Asset]:
    """All style sheets, scripts and fonts of the folders, by file name."""
    return {path.name: _asset(path) for folder in folders for path in sorted(folder.iterdir()) if path.suffix in _KINDS}


def asset_response(request: Request, asset: Asset) -> Response:
    """The file, compressed where the browser understands it."""
    headers = {"Cache-Control": "public, immutable, max-age=31536000", "Vary": "Accept-Encoding"}
    if not accepts_gzip(request):
        return Response(asset.content, media_type=asset.kind, headers=headers)
    return Response(asset.compressed, media_type=asset.kind, headers=headers | {"Content-Encoding": "gzip"})


def _asset(path: Path) -> Asset:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()[:10]
    return Asset(f"{PREFIX}{path.stem}-{digest}{path.suffix}", _KINDS[path.suffix], content, gzip.compress(content, 9))
