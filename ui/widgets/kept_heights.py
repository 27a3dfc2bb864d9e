"""Heights in widths, worked out once each: layouts ask for the same ones again and again."""

from collections.abc import Callable


class KeptHeights:
    """Pixels by pixels of width, until something changes."""

    def __init__(self, work_out: Callable[[int], int]) -> None:
        """`work_out`: the height in a width, both in pixels."""
        self._work_out = work_out
        self._known: dict[int, int] = {}

    def of(self, width: int) -> int:
        """In that width."""
        if width not in self._known:
            self._known[width] = self._work_out(width)
        return self._known[width]

    def drop(self) -> None:
        """Something changed."""
        self._known.clear()
