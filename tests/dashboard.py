"""A page of the dashboard, run without a browser, for tests and benchmarks: opened by its address."""

from functools import cache
from typing import Any

from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.components.v2.manifest_scanner import scan_component_manifests
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from tests.running import ROOT

_INIT = PagesManager.__init__


def without_pages_directory(self: PagesManager, *args: Any, **more: Any) -> None:
    """As in app.py, to be put in the place of ``PagesManager.__init__``: else an address that is named like its file
    would run the file alone, and ask nobody who it is."""
    PagesManager.uses_pages_directory = False
    _INIT(self, *args, **more)


def page_at(address: str) -> AppTest:
    """The page with this address, not yet run; the first one for an empty address."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app._page_hash = calc_hash(address) if address else ""  # switch_page would need a run of another page before
    app._bidi_component_manager = _components()
    return app


def _components() -> BidiComponentManager:
    """Each page has its own, of what is installed; that is looked up once, else it takes longer than most pages."""
    components = BidiComponentManager()
    for manifest, root in _installed():
        components.register_from_manifest(manifest, root)
    return components


_installed = cache(scan_component_manifests)
