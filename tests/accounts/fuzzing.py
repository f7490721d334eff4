"""Random requests of people and devices of one municipality, made of everything there is of another one."""

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import httpx

import app
from data.backup.content import rows_of
from data.backup.tables import saved_tables
from data.store.engine import Store
from data.store.schema import access, audit, invitations, memberships, municipalities, people
from tests.accounts.conftest import Town, as_device
from tests.running import ROOT

ENDLESS = "/leinwand/{code}/ereignisse"
SLOW_OR_LAST = {"/anmelden", "/abmelden", "/konto/passwort", "/einladung/{token}"}
"""They check passwords, or end the sign-in; tests of their own walk them."""
WITH_CODE = ("/t/", "/T/", "/api/t/", "/datenschutz", "/beitreten")
"""Whoever has a workshop's code takes part in it, whatever else they are."""
STREAMLITS = (
    "/",
    "/cockpit",
    "/bericht",
    "/personen",
    "/kommunen-verwalten",
    "/kommunen",
    "/media/{id}.pdf",
    "/_stcore/upload_file/{id}/1",
)
METHODS = ("GET", "GET", "GET", "POST", "PUT", "HEAD")
NAMES = sorted(
    {
        name
        for folder in ("room", "web", "phone")
        for path in (ROOT / folder / "templates").glob("*.html")
        for name in re.findall(r'name="([\w-]+)"', path.read_text("utf-8"))
    }
)
WORDS = ("", "0", "1", "weiter", "note", "measure", "reason", "freigeben", "3.01", "teilhabe", "B", "{}", "moderator")


@dataclass(frozen=True)
class Asked:
    """One request, so that it can be told."""

    who: str
    method: str
    path: str
    query: Mapping[str, str]
    form: Mapping[str, str]


class Fuzzer:
    """``own`` asks, with all that it has and with all ids of ``other``."""

    def __init__(self, store: Store, own: Town, other: Town, seed: int) -> None:
        self._random, self._own, self._other = random.Random(seed), own, other
        self._ids = sorted(ids_of(store, other) | ids_of(store, own))
        self._paths = [path for path in sorted({route.path for route in app.pages}) if path != ENDLESS]
        self._paths = [*(path for path in self._paths if path not in SLOW_OR_LAST), *STREAMLITS]
        self._methods: dict[str, list[str]] = {}
        for route in app.pages:
            fitting = [one for one in METHODS if one in (route.methods or ())]
            self._methods.setdefault(route.path, ["PUT"]).extend(fitting * 3)
        self._items = sorted(path.stem for path in (ROOT / "library").rglob("*.yaml"))

    def requests(self, how_many: int) -> Iterator[Asked]:
        for _number in range(how_many):
            template, who = self._random.choice(self._paths), self._random.choice(sorted(self._own.devices))
            method = self._random.choice(self._methods.get(template, METHODS))
            is_public = template.startswith(WITH_CODE)
            query = {name: self._value(is_public) for name in self._some(("w", "hinweis", "format", "code", "lang"))}
            form = {name: self._value(is_public) for name in self._some(NAMES)} if method in ("POST", "PUT") else {}
            yield Asked(who, method, self._filled(template, is_public=is_public), query, form)

    def _some(self, names: tuple[str, ...] | list[str]) -> list[str]:
        return self._random.sample(list(names), self._random.randint(0, min(4, len(names))))

    def _value(self, is_public: bool) -> str:
        return self._random.choice((self._random.choice(self._ids), self._random.choice(WORDS), self._code(is_public)))

    def _code(self, is_public: bool) -> str:
        own = self._own.of.code
        if is_public:
            return self._random.choice((own, own, "OOOOOO"))  # no code: wrong ones are answered later and later
        return self._random.choice((own, "ZZZZZZ", self._other.of.code))

    def _filled(self, template: str, *, is_public: bool) -> str:
        gaps = {
            "code": self._code(is_public),
            "token": self._random.choice((self._own.upload_link, *self._ids)),
            "key": self._random.choice(self._ids),
            "item": self._random.choice(self._items),
            "language": "en",
            "name": self._random.choice(self._ids),
            "id": self._random.choice(self._ids),
        }
        return template.format(**gaps)


def asked(client: httpx.Client, of: Town, one: Asked) -> httpx.Response:
    """What the server answers; a device that has been signed out meanwhile is nobody."""
    client.cookies.clear()
    data = dict(one.form) or None
    return client.request(
        one.method, one.path, params=dict(one.query), data=data, headers=as_device(of.devices[one.who])
    )


def told(reply: httpx.Response, one: Asked, secrets: frozenset[str]) -> set[str]:
    """What the answer tells of the other municipality that the request did not say itself."""
    said = f"{one.path} {dict(one.query)} {dict(one.form)}"
    answer = f"{reply.text} {reply.headers}"
    return {secret for secret in secrets if secret in answer and secret not in said}


def secrets_of(store: Store, of: Town) -> frozenset[str]:
    """All by which the municipality could be known: names, ids, codes, accounts."""
    emails = {f"{role}@{of.of.municipality.lower()}" for role in of.people}
    return frozenset({of.of.municipality, of.of.title, of.of.code, *emails, *ids_of(store, of)})


def ids_of(store: Store, of: Town) -> set[str]:
    """Every id of a row of the workshop, of its municipality, and of the people there."""
    found = {of.of.id, of.of.municipality_id, *of.people.values()}
    with store.reading() as connection:
        for table in saved_tables():
            for row in rows_of(connection, table, of.of.id):
                found |= {
                    value for value in row.values() if isinstance(value, str) and re.fullmatch("[0-9a-f]{32}", value)
                }
    return found


def rows_of_town(store: Store, of: Town) -> dict[str, list[str]]:
    """Everything that is stored of the municipality, the days on which sign-ins were used apart."""
    place, ids = of.of.municipality_id, list(of.people.values())
    conditions = {
        municipalities: municipalities.c.id == place,
        people: people.c.id.in_(ids),
        memberships: memberships.c.municipality_id == place,
        invitations: invitations.c.municipality_id == place,
        audit: audit.c.municipality_id == place,
        access: access.c.person_id.in_(ids) | (access.c.workshop_id == of.of.id),
    }
    with store.reading() as connection:
        workshop = {table.name: rows_of(connection, table, of.of.id) for table in saved_tables()}
        others = {
            table.name: connection.execute(table.select().where(which)).all() for table, which in conditions.items()
        }
    return {name: sorted(map(str, rows)) for name, rows in {**workshop, **others}.items()}
