"""Ids that are made of what people call something."""

import re
from collections.abc import Collection
from itertools import chain, count

_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def new_id(title: str, taken: Collection[str], *, otherwise: str, longest: int | None = None) -> str:
    """Small letters, digits and hyphens, at most ``longest`` before a number that tells it from what is ``taken``;
    ``otherwise``: of a title without a letter that can stand in an id."""
    base = "-".join(re.findall(r"[a-z0-9]+", title.casefold().translate(_LETTERS)))[:longest].strip("-") or otherwise
    return next(one for one in chain([base], (f"{base}-{n}" for n in count(2))) if one not in taken)
