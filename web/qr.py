"""QR codes as SVG that a strict policy lets through, and what phones read in them."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape

import segno

QUIET_ZONE = 4
"""White modules that readers need on every side."""


@lru_cache(maxsize=64)  # the Leinwand shows the same ones again and again, and drawing keeps phones waiting
def qr_svg(content: str, alt: str, *, border: int = QUIET_ZONE) -> str:
    """The code as one black path on white, in modules; ``border``: white modules around it.

    Without any, its place has to leave ``QUIET_ZONE`` modules free.
    """
    matrix = segno.make(content, error="m", micro=False, encoding="utf-8").matrix
    size = len(matrix) + 2 * border
    path = "".join(_runs(matrix, border))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="qr" viewBox="0 0 {size} {size}" role="img" '
        f'shape-rendering="crispEdges"><title>{escape(alt, quote=False)}</title>'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{path}"/></svg>'
    )


def wifi(name: str, password: str) -> str:
    """The text that phones read as "join this Wi-Fi"; signs that mean something in it are escaped."""
    kept = [re.sub(r'([\\;,":])', r"\\\1", part) for part in (name, password)]
    return "WIFI:T:WPA;S:{};P:{};;".format(*kept) if password else "WIFI:T:nopass;S:{};;".format(*kept)


def _runs(matrix: tuple[bytearray, ...], border: int) -> Iterator[str]:
    """A rectangle for every run of dark modules in a row."""
    for y, row in enumerate(matrix):
        for run in re.finditer(b"\x01+", bytes(row)):
            width = run.end() - run.start()
            yield f"M{run.start() + border} {y + border}h{width}v1h-{width}z"
