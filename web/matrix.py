"""Who may do what, and where: one table, which routes, pages, websocket, uploads and lists of workshops all ask.

``MAY`` holds for what is one's own: a device's workshop, a person's municipalities, on a laptop everything. In what is
another's nobody may do anything, and it answers as what was never there. What of a result may be seen at which moment
is said beside it, once, by ``content.show.visible``.
"""

from collections.abc import Mapping
from typing import Literal

from data.store.access import Access
from data.store.engine import Store
from data.store.members import MemberRole
from data.store.workshops import Workshop

Who = Literal["moderator", "comoderator", "screen", "scribe", "table", "team", "operator"]
"""What somebody is at one workshop, or, for the Betrieb, at none."""

Act = Literal["moderate", "make", "people", "upload", "steer", "write", "look", "sit", "account", "operate"]

MAY: Mapping[Act, frozenset[Who]] = {
    "moderate": frozenset({"moderator"}),  # all pages of a workshop: results, settings, documents, its Sicherung
    "make": frozenset({"moderator"}),  # a workshop of the municipality: new, from a Sicherung, moved there
    "people": frozenset({"moderator"}),  # who is what in the municipality, and what was done about that
    "upload": frozenset({"moderator", "team"}),
    "steer": frozenset({"moderator", "comoderator"}),  # the Regie
    "write": frozenset({"moderator", "comoderator", "scribe"}),  # the Protokoll
    "look": frozenset({"moderator", "comoderator", "scribe", "screen"}),  # the Leinwand
    "sit": frozenset({"moderator", "comoderator", "table"}),  # a table at its own field; who steers, at what all sent
    "account": frozenset({"moderator", "comoderator", "team", "operator"}),  # one's own password and devices
    "operate": frozenset({"operator"}),  # municipalities, accounts, texts of the whole instance; no workshop
}

AS_MEMBER: Mapping[MemberRole, Who] = {
    "facilitator": "moderator",
    "moderator": "moderator",
    "comoderator": "comoderator",
    "team": "team",
}

Door = Act | Literal["anyone", "code", "link", "library"]
"""What a route asks for: an act, or nothing, the code of a workshop, the secret in a link, or the open Bibliothek."""

ROUTES: Mapping[str, Door] = {
    "/leinwand/{code}": "look",
    "/leinwand/{code}/bild": "look",
    "/leinwand/{code}/ereignisse": "look",
    "/leinwand/{code}/stand": "look",
    "/regie/{code}": "steer",
    "/regie/{code}/bild": "steer",
    "/regie/{code}/oeffnen": "steer",
    "/regie/{code}/schliessen": "steer",
    "/regie/{code}/wieder-oeffnen": "steer",
    "/regie/{code}/folien": "steer",
    "/regie/{code}/gruppen": "steer",
    "/regie/{code}/folge": "steer",
    "/regie/{code}/geraete": "steer",
    "/regie/{code}/protokoll": "steer",
    "/regie/{code}/massnahmen": "steer",
    "/regie/{code}/rueckblick": "steer",
    "/regie/{code}/abschluss": "steer",
    "/regie/{code}/termine.ics": "steer",
    "/regie/{code}/punkte": "steer",
    "/regie/{code}/kommentare": "steer",
    "/regie/{code}/tische": "steer",
    "/regie/{code}/tische/druck": "steer",
    "/regie/{code}/abstimmung": "steer",
    "/regie/{code}/zug": "steer",
    "/protokoll/{code}": "write",
    "/protokoll/{code}/massnahmen": "write",
    "/tisch/{code}": "sit",
    "/stand/{token}": "link",
    "/team/{token}": "link",
    "/einladung/{token}": "link",
    "/anmelden/{key}": "link",
    "/anmelden": "anyone",
    "/anmelden/extern": "anyone",
    "/anmelden/extern/zurueck": "anyone",
    "/abmelden/extern": "anyone",
    "/abmelden/extern/weiter": "anyone",
    "/abmelden/extern/zurueck": "anyone",
    "/passwort-vergessen": "anyone",
    "/kommunen": "anyone",
    "/raeume": "account",
    "/konto": "account",
    "/konto/passwort": "account",
    "/konto/geraete": "account",
    "/konto/verknuepfung": "account",
    "/wissen": "library",
    "/wissen/{item}": "library",
    "/interesse": "library",
    **dict.fromkeys(
        ("/health", "/abmelden", "/sprache/{language}", "/dateien/{name}", "/moderationskarte", "/beitreten"), "anyone"
    ),
    **dict.fromkeys(("/datenschutz", "/impressum", "/barrierefreiheit"), "anyone"),
    **dict.fromkeys(("/api/t/{code}/answers", "/api/t/{code}/state", "/api/t/{code}/comments"), "code"),
}
"""Every route of ours, but those under /t/, which all ask for the code of a workshop."""


def who_at(access: Access | None, municipality_id: str, workshop_id: str) -> Who | None:
    """What they are at this workshop of this municipality; None for nobody there."""
    if access is None:
        return None
    if access.person is not None:
        role = access.person.roles.get(municipality_id)
        return None if role is None else AS_MEMBER[role]
    return access.role if access.workshop_id in (None, workshop_id) else None


def may(access: Access | None, act: Act, of: Workshop) -> bool:
    """Whether they may do this in this workshop."""
    who = who_at(access, of.municipality_id, of.id)
    return who is not None and who in MAY[act]


def may_somewhere(access: Access | None, act: Act) -> bool:
    """Whether there is anything where they may."""
    if access is None:
        return False
    if act == "operate" and access.person is not None:
        return access.person.is_operator
    if act == "account":
        return access.person is not None
    return access.role in MAY[act]


def where(access: Access | None, act: Act) -> frozenset[str] | None:
    """The municipalities in which they may do this; None: it does not depend on that."""
    if access is None:
        return frozenset()
    if access.person is None:
        return None
    return frozenset(one for one, role in access.person.roles.items() if AS_MEMBER[role] in MAY[act])


def reach(access: Access | None) -> frozenset[str] | None:
    """The municipalities that the dashboard shows them, those in which they may do most; None: all there are."""
    if access is None:
        return frozenset()
    if access.person is None:
        return None
    at = access.person.roles.items()
    return frozenset(one for one, role in at if AS_MEMBER[role] == access.role)


def reaches(access: Access, store: Store) -> bool:
    """Whether all of what this store shows is still theirs; all there is, is the Betrieb's."""
    if access.person is None:
        return True
    if store.municipalities is None:
        return access.person.is_operator
    return store.municipalities <= (reach(access) or frozenset())


def still_holds(now: Access, then: Access | None) -> bool:
    """Whether what was made for who they were ``then`` is still for who they are ``now``."""
    if then is None or (now.role, now.link_id) != (then.role, then.link_id):
        return False
    if now.person is None or then.person is None:
        return now.person is then.person
    is_lowered = then.person.is_operator and not now.person.is_operator
    return not is_lowered and (reach(then) or frozenset()) <= (reach(now) or frozenset())


def own_part(store: Store, access: Access | None) -> Store:
    """The store as the dashboard of these people has it."""
    return store.only(reach(access))
