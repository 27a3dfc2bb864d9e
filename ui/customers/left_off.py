"""Where a search was left when another takes its place."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pos_app.customers.model import Hit


class LeftOff(NamedTuple):
    """What somebody did there: what follows goes on with it."""

    text: str
    cursor: int
    chosen: bool
    """Whether Enter was pressed for the text."""
    hits: "Sequence[Hit]"
    """Who answers the text; nobody where that was not known yet."""
