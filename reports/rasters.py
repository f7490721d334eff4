"""Charts as PNG, drawn by Typst from the same SVG as everywhere: for programs that show no SVG."""

from collections.abc import Sequence

from reports.pdf.typesetting import compiled

PIXELS_PER_INCH = 220

_PAGES = """#set page(width: auto, height: auto, margin: 0pt)
#for at in range(json("count.json")) { page(image(str(at) + ".svg", width: json("width.json") * 1mm)) }"""


def pngs(pictures: Sequence[str], width: float) -> list[bytes]:
    """Of each SVG a PNG that is ``width`` millimetres wide on paper; all in one go."""
    if not pictures:
        return []
    files = {f"{at}.svg": one.encode() for at, one in enumerate(pictures)}
    files |= {"main.typ": _PAGES.encode(), "count.json": str(len(pictures)).encode(), "width.json": str(width).encode()}
    return compiled(files, "png", PIXELS_PER_INCH)
