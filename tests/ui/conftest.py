"""The dashboard, run page by page without a browser, over a real store."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from data.store.access import Role, issue_key, redeem_key
from data.store.engine import Store
from tests.dashboard import page_at, without_pages_directory
from web import runtime
from web.identity import STAFF_COOKIE

Visit = Callable[..., AppTest]


def pages_read(folder: Path, settings: pytest.MonkeyPatch) -> Store:
    """From now on the pages read the store in this folder."""
    runtime.close()
    settings.setenv("DATA_DIR", str(folder))
    settings.setenv("PUBLIC_URL", "http://127.0.0.1:8501")
    settings.delenv("DATABASE_URL", raising=False)
    return runtime.store()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The store that the pages of a module's tests read."""
    with pytest.MonkeyPatch.context() as settings:
        yield pages_read(tmp_path_factory.mktemp("pages"), settings)
        runtime.close()


@pytest.fixture
def visit(store: Store, monkeypatch: pytest.MonkeyPatch) -> Visit:
    """Opens a page by its address, as somebody with a real cookie (a new one, or that of a ``device``).

    How that reaches the script is all we add.
    """

    def open_page(
        address: str = "", *, role: Role = "moderator", device: str = "", workshop: str = "", **query: str
    ) -> AppTest:
        if not device:
            redeemed = redeem_key(store, issue_key(store, role, valid=timedelta(minutes=5)))
            assert redeemed is not None
            device = redeemed[2]
        monkeypatch.setattr(ContextProxy, "cookies", {STAFF_COOKIE: device})
        monkeypatch.setattr(PagesManager, "__init__", without_pages_directory)
        app = page_at(address)
        app.query_params.update({"w": workshop} if workshop else {}, **query)
        return app.run()

    return open_page
