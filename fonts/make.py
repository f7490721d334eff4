"""Cuts our subsets of Noto Sans and writes their letters' widths: python fonts/make.py /usr/share/fonts/truetype/noto

Needs ``fonts-noto-core`` of Debian 12 and, in an environment of its own, fonttools 4.68.0 with brotli 1.2.1. The files
that come out are part of the repository; nothing of this is needed to run, build or test the program.
"""

import json
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, parse_unicodes, save_font

HERE = Path(__file__).resolve().parent
WEIGHTS = {400: "NotoSans-Regular.ttf", 700: "NotoSans-Bold.ttf"}
LETTERS = "0020-007E,00A0-00AC,00AE-017F,0218-021B,1E9E,2010-2015,2018-2022,2026,202F-2033,2039-203A,2044,20AC"
"""Latin with the letters of European names, and the signs of typesetting."""


def main(source: Path) -> None:
    """Write the subsets and ``widths.json``: thousandths of the font size by weight and letter."""
    widths = {}
    for weight, name in WEIGHTS.items():
        options = Options(flavor="woff2", hinting=False, layout_features=["kern", "mark", "mkmk", "ccmp", "locl"])
        font = load_font(source / name, options)
        cut = Subsetter(options)
        cut.populate(unicodes=parse_unicodes(LETTERS))
        cut.subset(font)
        scale = 1000 / font["head"].unitsPerEm
        letters = sorted(font.getBestCmap().items())
        widths[str(weight)] = {chr(code): round(font["hmtx"][glyph][0] * scale) for code, glyph in letters}
        font["head"].modified = font["head"].created
        save_font(font, HERE / f"noto-sans-{weight}.woff2", options)
    text = json.dumps(widths, ensure_ascii=False, separators=(",", ":"))
    (HERE / "widths.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
