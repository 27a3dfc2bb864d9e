"""A stand-in that can't even be started: said as a fault, never as a crash of the till."""

import pytest

from pos_app.kernel.errors import EnvironmentFault
from pos_app.training.process import StandIn


async def test_a_log_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "stripe.log").mkdir()
    with pytest.raises(EnvironmentFault, match=r"training\.not_started"):
        await StandIn.start(tmp_path / "stripe.db", customers=0)
