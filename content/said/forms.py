"""Sentences with a form for one thing and one for many."""

Sentence = str | tuple[str, str]


def plural(one: str, many: str) -> Sentence:
    """Both forms; the one that fits the gap {n} is chosen and translated when it is said."""
    return one, many
