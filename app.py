"""The server: Streamlit's app, our light pages and the shell around both. ``streamlit run app.py`` starts it."""

import asyncio
import gc
import logging
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit.file_util import get_static_dir
from streamlit.runtime.pages_manager import PagesManager

from config import SettingError, load_settings
from data.store.engine import Store, StoreUnavailable
from data.store.expiry import forget_expired
from data.store.workshops import delete_due_sheets
from phone import routes as phone
from web import address, card, legal, runtime
from web import routes as web
from web.greeting import greeting
from web.shell import Shell

ONE_HOUR = 3600
START_FAILED = 70
_log = logging.getLogger(__name__)


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Open the store before the first request, delete what is due, and keep the collector from what stays."""
    address.remember_port(int(st.get_option("server.port")))
    PagesManager.uses_pages_directory = False  # our pages are named by st.navigation, also for the first visitor
    store = await _store_or_end()
    print(await asyncio.to_thread(greeting, store, load_settings()), flush=True)
    deleting = asyncio.create_task(_delete_what_is_due())
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)  # a room's answers at once are many short-lived objects, and no garbage cycles
    yield
    deleting.cancel()
    await asyncio.to_thread(runtime.close)


async def _store_or_end() -> Store:
    """The open store; without one the server ends with the reason in a sentence, not with a traceback."""
    try:
        return await asyncio.to_thread(runtime.store)
    except (StoreUnavailable, SettingError) as error:
        print(error, file=sys.stderr, flush=True)
        os._exit(START_FAILED)  # the server would go on and answer every request with an error


async def _delete_what_is_due() -> None:
    while True:
        try:
            await asyncio.to_thread(delete_due_sheets, runtime.store(), _today())
            await asyncio.to_thread(forget_expired, runtime.store())
        except StoreUnavailable as error:
            _log.error("Fälliges ist noch nicht gelöscht: %s", error)
        await asyncio.sleep(ONE_HOUR)


def _today() -> date:
    return datetime.now().astimezone().date()


pages: list[Route] = [*phone.routes(), *legal.routes(), *card.routes(), *web.routes()]

app = st.App(
    "dashboard.py",
    routes=pages,
    middleware=[Middleware(Shell, own=pages, entrance=phone.entrance, static=Path(get_static_dir()))],
    lifespan=lifespan,
)
