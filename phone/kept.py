"""Pages that are the same for everyone are rendered once."""

from collections.abc import Callable, Hashable

MOST = 300


class KeptTexts:
    """Texts by what they depend on; forgets all when it has too many."""

    def __init__(self) -> None:
        self._texts: dict[Hashable, str] = {}

    def text(self, key: Hashable, render: Callable[[], str]) -> str:
        """The text for this key, rendered if it is new."""
        if key not in self._texts:
            if len(self._texts) >= MOST:
                self._texts.clear()
            self._texts[key] = render()
        return self._texts[key]
