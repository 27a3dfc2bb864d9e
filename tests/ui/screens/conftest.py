"""What the walks over the screens share."""

import pytest

from tests.ui.screens.walked import Walk
from tests.ui.screens.walking import walked_apart

pytest.register_assert_rewrite("tests.ui.screens.in_each_theme")


@pytest.fixture(scope="module")
def walk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """All of the till on the way that the module names as WALK, once for all its tests."""
    way: str = request.module.WALK
    return walked_apart(way, tmp_path_factory.mktemp(way))
