"""A municipality's logo: whatever is a picture becomes a small PNG, whatever is none is told."""

import io
from dataclasses import dataclass
from typing import Any

import pytest
import streamlit as st
from PIL import Image

from texts.words import words
from ui.logos import HIGHEST, WIDEST, logo_of

DE = words("de")


@dataclass
class File:
    content: bytes
    file_id: str = "1"
    name: str = "wappen.png"

    def getvalue(self) -> bytes:
        return self.content


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr(st, "error", said.append)
    return said


def picture(mode: str, size: tuple[int, int], kind: str, **how: Any) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size).save(file, kind, **how)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        picture("RGB", (3000, 200), "PNG"),
        picture("RGBA", (40, 4000), "PNG"),
        picture("P", (30, 30), "PNG", transparency=0),
        picture("CMYK", (30, 30), "JPEG"),
        picture("L", (30, 30), "JPEG"),
        picture("I;16", (30, 30), "PNG"),
    ],
)
def test_picture_is_written_anew_and_small(content: bytes, told: list[str]) -> None:
    made = logo_of(DE, File(content))

    assert made is not None and told == []
    with Image.open(io.BytesIO(made)) as small:
        assert (small.format, small.mode) == ("PNG", "RGBA")
        assert small.width <= WIDEST and small.height <= HIGHEST and not small.info.get("exif")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        picture("RGB", (90, 90), "PNG")[:60],
        picture("RGB", (90, 90), "JPEG")[:200],
        picture("RGB", (9, 9), "GIF"),
    ],
)
def test_what_is_no_picture_is_told(content: bytes, told: list[str]) -> None:
    assert logo_of(DE, File(content)) is None
    assert told == ["Das ist kein Bild, das gelesen werden kann. Bitte nehmen Sie eine PNG- oder JPEG-Datei."]


def test_giant_is_told_before_it_is_unpacked(told: list[str]) -> None:
    assert logo_of(DE, File(picture("1", (20_000, 20_000), "PNG"))) is None
    assert told == ["Das Bild ist zu groß. Bitte nehmen Sie eines mit höchstens 5000 × 5000 Bildpunkten."]


def test_picture_stands_as_it_was_taken_and_keeps_nothing_else(told: list[str]) -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    content = picture("RGB", (300, 100), "JPEG", exif=turned, icc_profile=b"geheim" * 999)

    made = logo_of(DE, File(content))

    assert made is not None and b"geheim" not in made and told == []
    with Image.open(io.BytesIO(made)) as small:
        assert small.size == (100, 300) and "icc_profile" not in small.info


def test_without_a_file_there_is_none(told: list[str]) -> None:
    assert logo_of(DE, None) is None and told == []
