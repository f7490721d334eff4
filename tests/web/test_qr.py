"""QR codes that phones can read, as pictures that a strict policy lets through."""

import re
from xml.etree import ElementTree

import pytest
import segno

from web.qr import QUIET_ZONE, qr_svg, wifi

LINK = "http://192.168.178.20:8501/t/XESJN5"


def _dark(drawing: str) -> set[tuple[int, int]]:
    """Modules that the path blackens."""
    path = ElementTree.fromstring(drawing)[-1].get("d") or ""
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", path)
    assert "".join(f"M{x} {y}h{wide}v1h-{back}z" for x, y, wide, back in runs) == path
    return {(int(x) + step, int(y)) for x, y, wide, _ in runs for step in range(int(wide))}


@pytest.mark.parametrize("border", [0, QUIET_ZONE])
def test_path_blackens_exactly_the_dark_modules(border: int) -> None:
    matrix = segno.make(LINK, error="m", micro=False, encoding="utf-8").matrix

    drawing = qr_svg(LINK, "Mitmachen", border=border)

    dark = {(x + border, y + border) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}
    assert _dark(drawing) == dark
    assert (
        ElementTree.fromstring(drawing).get("viewBox") == f"0 0 {len(matrix) + 2 * border} {len(matrix) + 2 * border}"
    )


def test_code_says_what_it_is_and_has_no_style() -> None:
    root = ElementTree.fromstring(qr_svg(LINK, 'Mit <b> & "'))

    assert root[0].text == 'Mit <b> & "'
    assert {name for element in root.iter() for name in element.attrib if name == "style" or "href" in name} == set()


@pytest.mark.parametrize(
    ("name", "password", "expected"),
    [
        ("Gast", "gemeinsam", "WIFI:T:WPA;S:Gast;P:gemeinsam;;"),
        ("Bürgersaal im  Ort", " a b c d ", "WIFI:T:WPA;S:Bürgersaal im  Ort;P: a b c d ;;"),
        ("a;b,c:d", r'"e\f;g:h,"', r"WIFI:T:WPA;S:a\;b\,c\:d;P:\"e\\f\;g\:h\,\";;"),
        ("W" * 32, "W" * 63, f"WIFI:T:WPA;S:{'W' * 32};P:{'W' * 63};;"),
        ("offen;", "", r"WIFI:T:nopass;S:offen\;;;"),
    ],
)
def test_wifi_code_escapes_what_means_something_in_it(name: str, password: str, expected: str) -> None:
    assert wifi(name, password) == expected
