"""How much of what people upload may wait in memory, for whom."""

from collections.abc import Mapping, Sequence

MB = 1024 * 1024
WINDOW = 40 * MB
LINK = 60 * MB
ALL_LINKS = 120 * MB
PROCESS = 200 * MB
"""Bytes in one window, by one link, by all links together, in the whole process: teams leave room for moderators."""

WINDOW_FILES = 100


def is_full(
    held: Mapping[str, Sequence[int]], links: Mapping[str, str | None], session_id: str, coming: int = 0
) -> bool:
    """Whether a file of so many bytes is too much.

    ``held``: sizes of the files by session; ``links``: the link of each session, None for a moderator.
    """
    sizes = {one: sum(files) for one, files in held.items()}
    link = links.get(session_id)
    of_link = sum(size for one, size in sizes.items() if links.get(one) == link)
    of_links = sum(size for one, size in sizes.items() if links.get(one) is not None)
    return (
        len(held.get(session_id, ())) >= WINDOW_FILES
        or sizes.get(session_id, 0) + coming > WINDOW
        or (link is not None and (of_link + coming > LINK or of_links + coming > ALL_LINKS))
        or sum(sizes.values()) + coming > PROCESS
    )
