"""Editable texts: the standard ones, and their headings, lists and paragraphs."""

import re
from typing import Literal, get_args

from texts.numbers import with_units
from texts.words import LOCALES

Part = Literal[
    "workshops",
    "vorbereiten",
    "ablauf",
    "sammeln",
    "zeigen",
    "boegen",
    "hochladen",
    "ueberblick",
    "unterschiede",
    "gespraechsplan",
    "massnahmen",
    "durchgaenge",
    "bericht",
    "bibliothek",
    "personen",
    "kommunen",
]
"""What a heading of the help may be marked with, as in "# Bericht {bericht}": the page or the step that it is about."""

_MARK = re.compile(rf"\s*\{{(?:{'|'.join(get_args(Part))})\}}$")


def blocks(text: str) -> list[tuple[str, list[str]]]:
    """Editable prose: paragraphs apart by blank lines, "# " a heading, "- " a list; ``(kind, lines)`` in order."""
    found: list[tuple[str, list[str]]] = []
    begins = True
    for line in (line.strip() for line in with_units(text).splitlines()):
        if line:
            kind = "heading" if line.startswith("# ") else "list" if line.startswith("- ") else "paragraph"
            content = line if kind == "paragraph" else line[2:].strip()
            content = _MARK.sub("", content) if kind == "heading" else content
            if kind != "heading" and not begins and found and found[-1][0] == kind:
                found[-1][1].append(content)
            else:
                found.append((kind, [content]))
        begins = not line
    return found


def parts_about(text: str, part: Part) -> str:
    """What stands below the headings with this mark, headings included; empty if no heading has it."""
    found: list[str] = []
    is_about = False
    for line in map(str.strip, text.splitlines()):
        if line.startswith("# "):
            is_about = line.endswith(f"{{{part}}}")
        if is_about:
            found.append(line)
    return "\n".join(found)


def without_parts(text: str, *parts: Part) -> str:
    """The text without what stands below the headings with these marks."""
    kept: list[str] = []
    is_about = False
    for line in text.splitlines():
        if line.strip().startswith("# "):
            is_about = line.strip().endswith(tuple(f"{{{part}}}" for part in parts))
        if not is_about:
            kept.append(line)
    return "\n".join(kept)


def standard_prose(place: str, language: str) -> str:
    """The text that stands on a page until a municipality writes its own; German if there is no other."""
    for folder in (language, "de"):
        path = LOCALES / folder / f"{place}.txt"
        if path.exists():
            return path.read_text(encoding="utf-8")
    return ""
