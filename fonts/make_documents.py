"""Cuts the fonts of documents: python fonts/make_documents.py /usr/share/fonts/truetype/noto FOLDER

Needs what ``make.py`` needs, and FOLDER with the files of npm's ``@fontsource/noto-emoji`` 5.3.2. Typesetting reads TTF
only. What comes out is part of the repository, so that nothing of this is needed to run, build or test the program.
"""

import json
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, parse_unicodes, save_font

TARGET = Path(__file__).resolve().parent / "documents"
LETTERS = (
    "0020-007E,00A0-052F,1C80-1C88,1D00-1DBF,1E00-1FFF,2000-206F,2070-20CF,20DB-20F0,2100-218F,A640-A69F,AB30-AB6F,FFFD"
)
"""Latin, Greek, Cyrillic, phonetic letters, and the signs of typesetting."""
RELATIONS = "2190-22FF,27C0-27FF,2900-2AFF"
"""Arrows and operators."""
SIGNS = "2300-23FF,2440-244A,2460-27BF,2800-28FF,2B00-2BFF,FFFD"
"""Technical signs, numbers in circles, frames, shapes, dingbats."""
ALL = "0-10FFFF"
CUTS = {
    "NotoSans-Regular.ttf": LETTERS,
    "NotoSans-Bold.ttf": LETTERS,
    "NotoSans-Italic.ttf": LETTERS,
    "NotoSansMath-Regular.ttf": RELATIONS,
    "NotoSansSymbols2-Regular.ttf": SIGNS,
    "NotoSansArabic-Regular.ttf": ALL,
    "NotoSansArabic-Bold.ttf": ALL,
    "NotoSansHebrew-Regular.ttf": ALL,
}
EMOJI = "noto-emoji-emoji-400-normal.woff"


def main(noto: Path, emoji: Path) -> None:
    """Write the fonts, and ``covered.json``: the first and last of all code points in a row that one of them has."""
    covered = {code for name, letters in CUTS.items() for code in _cut(noto / name, letters, name)}
    covered |= _cut(emoji / EMOJI, ALL, "NotoEmoji-Regular.ttf")
    (TARGET / "covered.json").write_text(json.dumps(_rows(covered), separators=(",", ":")) + "\n", encoding="utf-8")


def _cut(source: Path, letters: str, name: str) -> set[int]:
    options = Options(hinting=False, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17])
    font = load_font(source, options)
    font.flavor = None
    cut = Subsetter(options)
    cut.populate(unicodes=[code for code in parse_unicodes(letters) if code in font.getBestCmap()])
    cut.subset(font)
    font["head"].modified = font["head"].created
    save_font(font, TARGET / name, options)
    return set(font.getBestCmap())


def _rows(codes: set[int]) -> list[tuple[int, int]]:
    starts = sorted(code for code in codes if code - 1 not in codes)
    ends = sorted(code for code in codes if code + 1 not in codes)
    return list(zip(starts, ends, strict=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
