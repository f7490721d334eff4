"""Labels of one side that must not meet: each as near as possible to where it belongs, in the order of their places."""

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
