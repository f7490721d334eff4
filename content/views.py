"""Which part of the results somebody looks at, as a value that can be passed on, stored and written in an address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args
from urllib.parse import parse_qsl, unquote, urlencode

from analysis.comparison import Order
from texts.words import Words

Page = Literal["ueberblick", "vergleich", "unterschiede", "plan", "aussage"]

VIEWS: Mapping[Page, tuple[str, ...]] = {
    "ueberblick": ("radar", "gruppen", "karte", "verwaltung", "anregungen"),
    "vergleich": ("felder", "aussagen"),
    "unterschiede": ("aussagen", "gruppen", "e"),
    "plan": ("liste",),
    "aussage": ("verteilung",),
}
"""The views of each page; the first is the default."""

ORDERS: tuple[Order, ...] = get_args(Order)
"""How the statements of Unterschiede can be sorted; the first is the default."""


@dataclass(frozen=True)
class View:
    """All that is needed to make a slide, whoever asks for it.

    ``part``: the field of Anregungen, the statement of "aussage", else the number of a screenful; empty
    is the first.
    ``groups``: what the radar shows beside the room instead of the Verwaltungsbogen; of a comparison of two runs the
    one group that is compared.
    """

    page: Page
    view: str = ""
    part: str = ""
    order: Order = ORDERS[0]
    groups: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Fill in the default view; raises ValueError for a page, view or order that does not exist."""
        if self.page not in VIEWS:
            raise ValueError(f"there is no page {self.page!r}")
        if not self.view:
            object.__setattr__(self, "view", VIEWS[self.page][0])
        if self.view not in VIEWS[self.page]:
            raise ValueError(f"{self.page} has no view {self.view!r}")
        if self.order not in ORDERS:
            raise ValueError(f"there is no order {self.order!r}")

    @property
    def query(self) -> dict[str, str]:
        """The view as parameters of its page's address, without those that are as they are by default."""
        said = {
            "sicht": self.view,
            "feld" if self.view == "anregungen" else "teil": self.part,
            "ordnung": "" if self.order == ORDERS[0] else self.order,
            "gruppen": groups_as_word(self.groups),
        }
        return {name: value for name, value in said.items() if value}

    @property
    def address(self) -> str:
        """The view as one word: "ueberblick?sicht=radar", "aussage?sicht=verteilung&teil=3.01"."""
        return f"{self.page}?{urlencode(self.query, safe=',')}"


def view_at(address: str) -> View:
    """The view that has this address; ValueError if there is none."""
    page, _, query = address.partition("?")
    said = dict(parse_qsl(query))
    order = cast(Order, said.get("ordnung") or ORDERS[0])
    part = said.get("feld") or said.get("teil", "")
    return View(cast(Page, page), said.get("sicht", ""), part, order, groups_of_word(said.get("gruppen", "")))


def groups_as_word(groups: Iterable[str]) -> str:
    """Ids of groups as they stand in an address, "verwaltung,politik"; a questionnaire's ids may have commas."""
    return ",".join(one.replace("%", "%25").replace(",", "%2C") for one in groups)


def groups_of_word(word: str) -> tuple[str, ...]:
    """The ids of ``groups_as_word``."""
    return tuple(unquote(one) for one in word.split(",") if one)


def view_titles(_: Words, page: Page) -> dict[str, str]:
    """The views of a page in words, in their order."""
    titles = {
        "radar": _("Handlungsfelder"),
        "felder": _("Handlungsfelder"),
        "karte": _("Feld × Perspektive"),
        # Translators: the administration’s own sheet against everyone present; no place and no building.
        "verwaltung": _("Verwaltung : Raum"),
        "anregungen": _("Anregungen"),
        "aussagen": _("Aussagen") if page == "vergleich" else _("Wie der Raum antwortet"),
        "gruppen": _("Perspektiven") if page == "ueberblick" else _("Wer sieht es wie"),
        "e": _("Wer kann es nicht einschätzen"),
        "liste": _("Gesprächsplan"),
        "verteilung": _("Aussage"),
    }
    return {view: titles[view] for view in VIEWS[page]}


def order_titles(_: Words) -> dict[Order, str]:
    """The orders in words, the default first."""
    return {
        "besprechen": _("Zuerst besprechen"),
        "uneinigkeit": _("Am weitesten auseinander"),
        "spannweite": _("Größte Spannweite"),
        "fragebogen": _("Reihenfolge des Fragebogens"),
    }
