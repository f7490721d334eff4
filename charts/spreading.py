"""What must not meet: labels of one side, each as near as possible to where it belongs, and dots of a row."""

from collections.abc import Sequence


def spread(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Middles of labels of these heights that would stand at ``wanted``, moved apart as little as all of them together
    can be; between ``top`` and ``bottom`` if there is room."""
    order = sorted(range(len(wanted)), key=lambda place: (wanted[place], place))
    blocks: list[list[int]] = []
    for place in order:
        blocks.append([place])
        while len(blocks) > 1 and _begin(blocks[-2], wanted, heights, top, bottom) + _tall(
            blocks[-2], heights
        ) > _begin(blocks[-1], wanted, heights, top, bottom):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    middles = [0.0] * len(wanted)
    for block in blocks:
        at = _begin(block, wanted, heights, top, bottom)
        for place in block:
            middles[place] = at + heights[place] / 2
            at += heights[place]
    return middles


def _tall(block: Sequence[int], heights: Sequence[float]) -> float:
    return sum(heights[place] for place in block)


def _begin(block: Sequence[int], wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> float:
    """Upper edge of labels that touch one another, with the least sum of squares to where they belong."""
    above, sums = 0.0, 0.0
    for place in block:
        sums += wanted[place] - above - heights[place] / 2
        above += heights[place]
    return max(min(sums / len(block), bottom - above), top)


def lanes_of(
    places: Sequence[float], width: float, *, lowest: int | None = None, highest: int | None = None
) -> list[float]:
    """How many dots above the middle of its row each of them stands, so that none of this width covers another.

    ``lowest`` and ``highest``: the dots below and above which something is written, which no other stands in between.
    """
    chained = sorted(range(len(places)), key=lambda one: (places[one], one))
    chains: list[list[int]] = []
    for one in chained:
        if chains and places[one] - places[chains[-1][-1]] < width:
            chains[-1].append(one)
        else:
            chains.append([one])
    heights = [0.0] * len(places)
    for chain in chains:
        lanes = _laned(chain, places, width, lowest, highest)
        for one in chain:
            heights[one] = lanes[one] - max(lanes.values()) / 2
    return heights


def _laned(
    chain: Sequence[int], places: Sequence[float], width: float, lowest: int | None, highest: int | None
) -> dict[int, int]:
    """The lanes of dots of which each is near the next, from below."""
    last = (highest,) if highest in chain and highest != lowest else ()
    first = (lowest,) if lowest in chain else ()
    lanes: dict[int, int] = {}
    for one in (*first, *(other for other in chain if other not in (*first, *last)), *last):
        assert one is not None
        taken = {lane for other, lane in lanes.items() if abs(places[other] - places[one]) < width}
        least = max(lanes.values(), default=0) if one in last else 0
        lanes[one] = next(lane for lane in range(least, len(chain) + 1) if lane not in taken)
    return lanes
