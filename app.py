"""The server: Streamlit's app, our light pages and the shell around both. ``streamlit run app.py`` starts it."""

import asyncio
import gc
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit import config as streamlit_config
from streamlit import net_util
from streamlit import runtime as streamlit_runtime
from streamlit.file_util import get_static_dir
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from config import SettingError, load_settings
from data.backup.copies import Keeper, keeper_for
from data.store.engine import Store, StoreUnavailable
from phone import interest, library, municipalities
from phone import routes as phone
from room import routes as room
from web import (
    accounts,
    address,
    card,
    forgotten,
    joining,
    legal,
    light,
    oidc,
    open_files,
    own_account,
    post,
    runtime,
    signing_out,
)
from web import routes as web
from web.expiring import delete_what_is_due
from web.figures import Counting, told_on
from web.greeting import greeting
from web.mode import insist_on_accounts
from web.patience import Doorkeeper
from web.reach import keep_at_home
from web.sessions import Sessions
from web.shell import Shell

START_FAILED = 70
_log = logging.getLogger(__name__)


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Open the store before the first request, delete what is due, and keep the collector from what stays."""
    address.remember_port(int(st.get_option("server.port")))
    PagesManager.uses_pages_directory = False  # our pages are named by st.navigation, also for the first visitor
    keep_at_home(net_util)
    _name_fonts()
    sessions = Sessions(streamlit_runtime.get_instance(), _asking_session)
    runtime.remember_sessions(sessions)
    doorkeeper = Doorkeeper(_open_files())
    doorkeeper.watch(HttpToolsProtocol, H11Protocol)
    store = await _store_or_end()
    settings = load_settings()
    stop_telling = told_on(settings.metrics_port, runtime.store)
    print(await asyncio.to_thread(greeting, store, settings), flush=True)
    _end_streams_with_the_server()
    keeper = await asyncio.to_thread(keeper_for, store, settings.backup_dir, settings.backup_passphrase)
    runtime.remember_keeper(keeper)
    works = (
        delete_what_is_due(),
        _keep_copies(keeper),
        doorkeeper.keep_watch(),
        _tidy_up_often(sessions),
        room.hub.watch(),
    )
    working = [asyncio.create_task(work) for work in works]
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)  # a room's answers at once are many short-lived objects, and no garbage cycles
    yield
    for task in working:
        task.cancel()
    stop_telling()
    post.close()
    await asyncio.to_thread(_end, keeper)


def _end(keeper: Keeper | None) -> None:
    """What was deleted in the last seconds goes from the copies, too, before the store is closed."""
    try:
        if keeper is not None:
            keeper.finish(datetime.now().astimezone())
    except Exception as error:
        _log.error("Aus den Kopien ist noch nicht alles gelöscht: %s", type(error).__name__)
    finally:
        runtime.close()


def _end_streams_with_the_server() -> None:
    """The server waits for open connections before it stops, so the Leinwand's streams end on the signal itself."""
    loop = asyncio.get_running_loop()
    for one in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(one)

        def end(number: int, frame: FrameType | None, before: Any = before) -> None:
            loop.call_soon_threadsafe(room.hub.close)
            if callable(before):
                before(number, frame)

        signal.signal(one, end)


def _name_fonts() -> None:
    """Streamlit's pages have the typeface of the charts, from our own server; its addresses change with its content."""
    faces = [
        {"family": "Noto Sans", "url": light.assets()[f"noto-sans-{weight}.woff2"].address, "weight": weight}
        for weight in (400, 700)
    ]
    streamlit_config.set_option("theme.fontFaces", faces)


def _asking_session() -> str | None:
    """The session whose script runs in this thread."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context is not None else None


def _open_files() -> int | None:
    limit = open_files.raise_limit()
    warning = open_files.warning(limit)
    if warning is not None:
        print(warning, file=sys.stderr, flush=True)
    return limit


async def _store_or_end() -> Store:
    """The open store; without one the server ends with the reason in a sentence, not with a traceback."""
    try:
        store = await asyncio.to_thread(runtime.store)
        await asyncio.to_thread(insist_on_accounts, store, load_settings())
    except (StoreUnavailable, SettingError) as error:
        print(error, file=sys.stderr, flush=True)
        os._exit(START_FAILED)  # the server would go on and answer every request with an error
    return store


async def _keep_copies(keeper: Keeper | None) -> None:
    """Often: what was deleted goes from the copies, too. Whatever went wrong before, it is tried again."""
    while keeper is not None:
        try:
            await asyncio.to_thread(keeper.look_after, datetime.now().astimezone())
        except Exception as error:
            _log.error("Die Kopie des Datenspeichers ist nicht gelungen: %s", type(error).__name__)
            await asyncio.sleep(60)
        await asyncio.sleep(5)


async def _tidy_up_often(sessions: Sessions) -> None:
    """Windows that lost their network may come back; what the others held goes within a minute."""
    while True:
        await asyncio.sleep(60)
        sessions.tidy_up()


pages: list[Route] = [
    *phone.routes(),
    *room.routes(),
    *legal.routes(),
    *card.routes(),
    *library.routes(),
    *interest.routes(),
    *municipalities.routes(),
    *accounts.routes(),
    *oidc.routes(),
    *signing_out.routes(),
    *forgotten.routes(),
    *joining.routes(),
    *own_account.routes(),
    *web.routes(),
]

app = st.App(
    "dashboard.py",
    routes=pages,
    middleware=[
        Middleware(Counting),
        Middleware(
            Shell,
            own=pages,
            entrance=phone.entrance,
            static=Path(get_static_dir()),
            last_run=BackMsg(rerun_script={}).SerializeToString(),
        ),
    ],
    lifespan=lifespan,
)
