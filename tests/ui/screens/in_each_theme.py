"""What is asked of a walk in each theme; each has a file of its own, so that they run side by
side."""

import pytest

from tests.ui.screens.seeing import SEEN
from tests.ui.screens.walked import Walk


class InItsTheme:
    """Tests about the fixture `walk`, for each file to inherit."""

    def test_all_of_the_till_was_looked_at(self, walk: Walk) -> None:
        assert len(walk.shots) > 120
        assert walk.errors == []

    @pytest.mark.parametrize("check", SEEN, ids=str)
    def test_nothing_is_hard_to_see(self, walk: Walk, check: str) -> None:
        assert walk.found[check] == {}, SEEN[check]

    def test_all_that_looks_otherwise_was_measured(self, walk: Walk) -> None:
        assert walk.counted["painted"] > 200, "different looks"
        assert walk.counted["focused"] > 40, "different looks"
