"""Nothing changes without access: every dialog, fragment and callback asks, and so does the store that pages have."""

import ast
from collections.abc import Iterator
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from data.store.access import Role, issue_key, redeem_key, revoke
from data.store.engine import Store
from data.store.links import create_upload_link, redeem_upload_link
from data.store.workshops import Workshop, workshop
from tests.e2e.stages import new_workshop
from tests.running import ROOT
from web.identity import STAFF_COOKIE, hashed

FILES = [path for folder in ("ui", "pages") for path in sorted((ROOT / folder).glob("*.py"))]
CALLBACKS = {"on_click", "on_change", "on_select", "on_submit", "on_dismiss"}
NO_CALLBACK = {"ignore", "rerun"}
ONLY_HERE = ROOT / "ui" / "access.py"


def called(node: ast.expr) -> str:
    """The name behind ``st.fragment``, ``st.fragment(…)``, ``asks(…)``."""
    return ast.unparse(node.func if isinstance(node, ast.Call) else node)


def unasked(source: str) -> Iterator[str]:
    """What runs on its own or on a click without asking who is signed in."""
    tree = ast.parse(source)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    asking = {one.name for one in functions if any(called(wrap) == "asks" for wrap in one.decorator_list)}
    for one in functions:
        wraps = [called(wrap) for wrap in one.decorator_list]
        if {"st.fragment", "st.dialog"} & set(wraps) and (wraps[-1] != "asks"):
            yield f"{one.name} is a fragment or dialog that does not ask"
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        opens = isinstance(call.func, ast.Call) and called(call.func) in ("st.dialog", "st.fragment")
        if opens and not {ast.unparse(argument) for argument in call.args} <= asking:
            yield f"{ast.unparse(call)} opens what does not ask"
        for keyword in call.keywords:
            value = keyword.value
            is_none = isinstance(value, ast.Constant) and value.value in NO_CALLBACK
            if keyword.arg in CALLBACKS and not is_none and ast.unparse(value) not in asking:
                yield f"{keyword.arg}={ast.unparse(value)} does not ask"


def beside_the_asking_store(source: str) -> Iterator[str]:
    """Ways to the store on which nobody is asked."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module in ("web", "web.runtime", "data.store.engine"):
            yield from (one.name for one in node.names if one.name in ("runtime", "store", "open_store"))
        if isinstance(node, ast.Attribute) and node.attr in ("writer", "engine"):
            yield node.attr


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_dialog_fragment_and_callback_asks(path: Path) -> None:
    assert list(unasked(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("path", [path for path in FILES if path != ONLY_HERE], ids=lambda path: path.name)
def test_pages_have_no_other_way_to_the_store(path: Path) -> None:
    assert list(beside_the_asking_store(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "@st.fragment(run_every=1)\ndef live(): ...",
        "@st.fragment\ndef live(): ...",
        "@asks('moderator')\n@st.fragment\ndef live(): ...",
        "@st.dialog('Sure?')\ndef sure(): ...",
        "def sure(): ...\nst.dialog('Sure?')(sure)()",
        "st.button('Go', on_click=go)",
        "st.text_input('Name', on_change=lambda: go())",
    ],
)
def test_what_does_not_ask_is_found(source: str) -> None:
    assert len(list(unasked(source))) == 1


def opens_the_survey() -> None:
    """A page that wants to open the survey, whoever looks at it."""
    import streamlit as st

    from data.store.workshops import open_workshop
    from ui import access

    if access.was_refused():
        st.text("may not")
    elif access.access() is None:
        st.text("signed out")
    else:
        open_workshop(access.store(), st.query_params["w"])
        st.text("opened")


def device(store: Store, of: Workshop, role: str) -> str:
    """The token of a device in this role; "over" was signed out."""
    if role == "team":
        _id, link = create_upload_link(store, of.id, label="Amt", valid=timedelta(days=1))
        redeemed = redeem_upload_link(store, link)
        assert redeemed is not None
        return redeemed[1]
    may: Role = "screen" if role == "screen" else "scribe" if role == "scribe" else "moderator"
    key = issue_key(store, may, valid=timedelta(minutes=5))
    signed_in = redeem_key(store, key)
    assert signed_in is not None
    if role == "over":
        revoke(store, hashed(signed_in[2]))
    return signed_in[2]


@pytest.mark.parametrize(
    ("role", "says", "state"),
    [
        ("moderator", "opened", "open"),
        ("screen", "may not", "prepared"),
        ("scribe", "may not", "prepared"),
        ("team", "may not", "prepared"),
        ("over", "signed out", "prepared"),
    ],
)
def test_only_a_moderator_changes_the_survey(
    store: Store, monkeypatch: pytest.MonkeyPatch, role: str, says: str, state: str
) -> None:
    of = new_workshop(store, is_open=False)
    monkeypatch.setattr(ContextProxy, "cookies", {STAFF_COOKIE: device(store, of, role)})
    app = AppTest.from_function(opens_the_survey)
    app.query_params["w"] = of.id

    app.run()

    assert not app.exception
    assert [one.value for one in app.text] == [says]
    now = workshop(store, of.id)
    assert now is not None
    assert now.state == state


def takes_a_large_file_over_and_back() -> None:
    """A page that writes in slices, which go through the asking store too."""
    import streamlit as st

    from data.sheet import EnteredSheet
    from data.store.batches import NewBatch, batches, undo_batch
    from data.store.sheets import add_sheets
    from data.store.workshops import workshop
    from ui import access

    store = access.store("team")
    of = workshop(store, st.query_params["w"])
    assert of is not None
    sheets = [EnteredSheet("fachverwaltung", dict.fromkeys(of.room, "A"))] * 100
    st.text(str(add_sheets(store, of.id, sheets, source="upload", batch=NewBatch("a.csv", "1", "table"))))
    for one in batches(store, of.id):
        undo_batch(store, one.id)
    st.text(str(len(batches(store, of.id))))


@pytest.mark.parametrize("role", ["moderator", "team"])
def test_large_file_is_taken_over_and_back_from_a_page(
    store: Store, monkeypatch: pytest.MonkeyPatch, role: str
) -> None:
    of = new_workshop(store, is_open=True)
    monkeypatch.setattr(ContextProxy, "cookies", {STAFF_COOKIE: device(store, of, role)})
    app = AppTest.from_function(takes_a_large_file_over_and_back)
    app.query_params["w"] = of.id

    app.run()

    assert not app.exception
    assert [one.value for one in app.text] == ["100", "0"]


def changes_in_the_middle() -> None:
    """A page whose device is signed out while it runs."""
    import streamlit as st

    from data.store.access import revoke
    from data.store.workshops import open_workshop
    from ui import access
    from web import runtime
    from web.identity import hashed, staff_token

    if access.access() is None:
        st.text("signed out")
        st.stop()
    revoke(runtime.store(), hashed(staff_token(dict(st.context.cookies))))
    open_workshop(access.store(), st.query_params["w"])


def test_device_that_is_signed_out_in_the_middle_changes_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    of = new_workshop(store, is_open=False)
    monkeypatch.setattr(ContextProxy, "cookies", {STAFF_COOKIE: device(store, of, "moderator")})
    app = AppTest.from_function(changes_in_the_middle)
    app.query_params["w"] = of.id

    app.run()

    assert [one.value for one in app.text] == ["signed out"]
    now = workshop(store, of.id)
    assert now is not None
    assert now.state == "prepared"


def store_of_pages() -> None:
    import streamlit as st

    from ui import access
    from web import runtime

    st.session_state["stores"] = access.store(), runtime.store()


def test_pages_have_the_store_whole_with_its_clock(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    of = new_workshop(store, is_open=False)
    monkeypatch.setattr(ContextProxy, "cookies", {STAFF_COOKIE: device(store, of, "moderator")})

    app = AppTest.from_function(store_of_pages).run()

    pages, all_of_it = app.session_state["stores"]
    assert [part.name for part in fields(Store) if getattr(pages, part.name) is not getattr(all_of_it, part.name)] == []
