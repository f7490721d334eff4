"""Puts words, tables and pictures on a page; foreign text is always escaped."""

import base64
import re
import secrets
from collections.abc import Collection, Sequence
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from texts.prose import blocks
from web.qr import qr_svg


def plain(text: str) -> str:
    """Text for labels of widgets and for options beside one another (radio, pills), which Streamlit reads as Markdown:
    every sign as it stands. Options of lists that unfold (selectbox, multiselect) it shows as they are.

    Only what Markdown would take for something is escaped: for some inputs screen readers get the label as it is.
    """
    return re.sub(r"[\\`*_\[\]$~<>#|]|:(?=\w)", r"\\\g<0>", text)


def title(text: str) -> None:
    """The page's one heading."""
    st.html(f"<h1>{escape(text)}</h1>")


def heading(text: str, tag: str = "") -> None:
    """A heading below the title; the ``tag`` says something quiet about it."""
    beside = f' <span class="tag">{escape(tag)}</span>' if tag else ""
    st.html(f"<h2>{escape(text)}{beside}</h2>")


def part(text: str) -> None:
    """A heading below a heading."""
    st.html(f"<h3>{escape(text)}</h3>")


def finding(text: str) -> None:
    """The sentence that a chart is about."""
    st.html(f'<h2 class="finding">{escape(text)}</h2>')


def panel(name: str) -> DeltaGenerator:
    """A white panel of a page, named for its look."""
    return st.container(key=f"panel-{name}", gap="xsmall")


def note(text: str, *, is_short: bool = False) -> None:
    """A quiet line below something; a short one beside it."""
    st.html(f'<p class="note">{escape(text)}</p>', width="content" if is_short else "stretch")


def paragraph(text: str) -> None:
    st.html(f"<p>{escape(text)}</p>")


def progress(text: str, *, share: float) -> None:
    """How far something is, in words and as a bar; ``share`` from 0 to 1."""
    bar = f'<div class="track" aria-hidden="true"><i style="width:{share:.0%}"></i></div>'
    st.html(f'<div class="progress"><p>{escape(text)}</p>{bar}</div>')


def focus_next(key: str) -> None:
    """Let the keyboard go on in the input with this key; asked again, it goes there again (web/static/desk.js)."""
    within = "st-key-" + re.sub(r"[^\w-]", "-", key, flags=re.ASCII)
    st.html(f'<span class="focus-next" data-focus="{secrets.token_hex(4)}" data-within="{within}"></span>')


def lines(title: str, items: Sequence[str]) -> None:
    """A short list under its title."""
    rows = "".join(f"<li>{escape(item)}</li>" for item in items)
    st.html(f'<div class="lines"><h3>{escape(title)}</h3><ul>{rows}</ul></div>')


def prose(text: str, *, language: str) -> None:
    """A text in paragraphs, headings and lists, as municipalities edit it, in this language."""
    st.html(f'<div class="prose" lang="{language}">{_prose(text)}</div>')


def _prose(text: str) -> str:
    parts: list[str] = []
    for kind, content in blocks(text):
        if kind == "heading":
            parts.append(f"<h2>{escape(content[0])}</h2>")
        elif kind == "list":
            parts.append("<ul>" + "".join(f"<li>{escape(item)}</li>" for item in content) + "</ul>")
        else:
            parts.append("<p>" + "<br>".join(escape(line) for line in content) + "</p>")
    return "".join(parts)


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    caption: str,
    marked: Collection[int] = (),
) -> None:
    """A real table that can be read aloud and copied; the first column names the row.

    ``marked``: rows of which the sentence above speaks.
    """
    columns = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    lines = "".join(
        f'<tr{_marked(number in marked)}><th scope="row">{escape(first)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in rest)
        + "</tr>"
        for number, (first, *rest) in enumerate(rows)
    )
    st.html(
        f'<div class="table" role="region" tabindex="0" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{columns}</tr></thead><tbody>{lines}</tbody></table></div>"
    )


def stacked_table(
    head: Sequence[str], rows: Sequence[Sequence[str]], *, caption: str, marked: Collection[int] = ()
) -> None:
    """The same table for a phone: one row below the other, before each value the head of its column.

    It is laid out as blocks, so it says itself that it is a table.
    """
    lines = "".join(
        f'<tr role="row"{_marked(number in marked)}><th role="rowheader" scope="row">{escape(first)}</th>'
        + "".join(
            f'<td role="cell"><span>{escape(name)}</span> {escape(cell)}</td>'
            for name, cell in zip(head[1:], rest, strict=True)
        )
        + "</tr>"
        for number, (first, *rest) in enumerate(rows)
    )
    st.html(
        f'<table class="stacked" role="table"><caption>{escape(caption)}</caption>'
        f'<tbody role="rowgroup">{lines}</tbody></table>'
    )


def _marked(is_marked: bool) -> str:
    return ' class="named"' if is_marked else ""


def _spoken(language: str) -> str:
    """For screen readers: which voice reads this."""
    return f' lang="{language}"' if language else ""


def qr_code(content: str, *, alt: str, height: str) -> None:
    """A QR code as vector picture; ``height`` is a CSS length."""
    st.html(f'<img class="qr" src="{_qr_source(content)}" alt="{escape(alt)}" style="height:{height}">')


def qr_image(content: str, alt: str) -> str:
    """The HTML of a QR code for pages that lay it out themselves."""
    return f'<img class="qr" src="{_qr_source(content)}" alt="{escape(alt)}">'


def _qr_source(content: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(qr_svg(content, '').encode()).decode()}"
