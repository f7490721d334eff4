"""A municipality's logo as documents take it: small, and written anew, so that nothing hides in it."""

import io
from typing import Any

import streamlit as st
from PIL import Image, ImageOps, UnidentifiedImageError

from texts.words import Words
from ui import large

MOST_PIXELS = 25_000_000
WIDEST, HIGHEST = 1200, 600
"""Pixels: more than a page prints of it."""
SHOWN = (320, 112)
"""Pixels: twice as many as the page gives it."""

_NO_PICTURE = (UnidentifiedImageError, OSError, ValueError, SyntaxError)


def logo_of(_: Words, file: Any) -> bytes | None:
    """The picture as a small PNG; None without one, and for one that cannot be taken, which the page then says."""
    if file is None or large.had_no_room(_, file.file_id, file.name):
        return None
    try:
        small = _opened(file.getvalue())
    except (Image.DecompressionBombError, _TooLargeError):
        st.error(_("Das Bild ist zu groß. Bitte nehmen Sie eines mit höchstens 5000 × 5000 Bildpunkten."))
        return None
    except _NO_PICTURE:
        st.error(_("Das ist kein Bild, das gelesen werden kann. Bitte nehmen Sie eine PNG- oder JPEG-Datei."))
        return None
    return _saved(small, (WIDEST, HIGHEST))


def rewritten(stored: bytes) -> bytes:
    """The stored picture as a small PNG; nothing of one that cannot be read, since who restores it may have made it."""
    try:
        return _saved(_opened(stored), (WIDEST, HIGHEST))
    except (Image.DecompressionBombError, _TooLargeError, *_NO_PICTURE):
        return b""


def thumbnail(picture: bytes) -> bytes:
    """To be looked at beside the inputs."""
    return _saved(_opened(picture), SHOWN)


def _saved(picture: Image.Image, most: tuple[int, int]) -> bytes:
    picture.thumbnail(most)
    picture.info.clear()  # a profile of colours may hold anything
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


class _TooLargeError(Exception):
    """More pixels than a page can use."""


def _opened(content: bytes) -> Image.Image:
    """The picture as it was taken, its size looked at before it is unpacked."""
    with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise _TooLargeError
        return ImageOps.exif_transpose(picture).convert("RGBA")
