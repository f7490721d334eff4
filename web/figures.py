"""Figures for operators, in Prometheus' text, on a port of this machine alone: nothing about persons, no addresses."""

import logging
import time
from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.store.engine import Store, StoreUnavailable
from data.store.figures import Figures, asked_of_database, figures

_log = logging.getLogger(__name__)

LOOPBACK = "127.0.0.1"
KINDS = {
    **dict.fromkeys(("t", "T", "api", "beitreten"), "phone"),
    **dict.fromkeys(("leinwand", "regie", "protokoll", "tisch", "stand"), "room"),
    **dict.fromkeys(("anmelden", "abmelden", "team", "sprache"), "sign_in"),
    **dict.fromkeys(("_stcore", "media", "static", "component"), "streamlit"),
    "dateien": "file",
    "health": "health",
}
"""What a request is about, by the first word of its address; every other word, whoever invents it, is a page."""

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class _Requests:
    def __init__(self, registry: CollectorRegistry) -> None:
        self.number = Counter("selbstcheck_requests", "Anfragen", ("kind", "status"), registry=registry)
        self.seconds = Histogram(
            "selbstcheck_request_seconds",
            "Sekunden bis zum Beginn der Antwort",
            ("kind",),
            buckets=_BUCKETS,
            registry=registry,
        )


class StoreFigures(Collector):
    """Asks the store whenever somebody looks; while it does not answer, only what this process knows itself."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def collect(self) -> Iterator[Metric]:
        now = self._now()
        yield _counted("selbstcheck_commits", "Gespeicherte Bündel", now.commits)
        yield _counted("selbstcheck_commits_failed", "Gescheiterte Versuche zu speichern", now.failures)
        yield _level("selbstcheck_waiting", "Was auf das Speichern wartet", now.waiting)
        yield _level("selbstcheck_oldest_waiting_seconds", "Wie lange das Älteste davon wartet", now.longest_wait)
        yield _level("selbstcheck_pool_in_use", "Benutzte Verbindungen zur Datenbank", now.connections)
        if now.phones is not None:
            yield _level("selbstcheck_phones_present", "Bögen in offenen Umfragen, auf Zehner", now.phones)
        if now.copies is not None:
            yield _level("selbstcheck_sync_standbys", "Kopien, auf die jede Bestätigung wartet", now.copies)

    def describe(self) -> Iterator[Metric]:
        """Nothing is asked when the port is opened."""
        return iter(())

    def _now(self) -> Figures:
        store = self._store()
        try:
            return figures(store, asked_of_database(store))
        except StoreUnavailable:
            return figures(store, None)


def _counted(name: str, about: str, number: int) -> Metric:
    return CounterMetricFamily(name, about, value=number)


def _level(name: str, about: str, number: float) -> Metric:
    return GaugeMetricFamily(name, about, value=number)


_counting: list[_Requests] = []


def told_on(port: int, store: Callable[[], Store]) -> Callable[[], None]:
    """Tell whoever asks on this port of this machine, and count from now on; gives what ends it. 0: nobody is told."""
    if not port:
        return lambda: None
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    registry.register(StoreFigures(store))
    try:
        server, thread = start_http_server(port, addr=LOOPBACK, registry=registry)
    except OSError:
        _log.error("METRICS_PORT=%s ist belegt: Es gibt keine Kennzahlen.", port)
        return lambda: None
    _counting[:] = [_Requests(registry)]

    def stop() -> None:
        _counting.clear()
        server.shutdown()
        server.server_close()
        thread.join()

    return stop


class Counting:
    """The outermost layer where somebody looks at the figures; else nothing is counted."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _counting or scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        await self._app(scope, receive, _counted_send(_counting[0], kind_of(scope["path"]), send))


def kind_of(path: str) -> str:
    return KINDS.get(path.lstrip("/").partition("/")[0], "page")


def _counted_send(requests: _Requests, kind: str, send: Send) -> Send:
    began = time.perf_counter()

    async def counted(event: Message) -> None:
        if event["type"] == "http.response.start":
            requests.number.labels(kind, f"{event['status'] // 100}xx").inc()
            requests.seconds.labels(kind).observe(time.perf_counter() - began)
        await send(event)

    return counted
