"""Work that a service does by itself."""

import logging

import pytest

from pos_app.consent.background import Background
from pos_app.storage import Superseded


async def test_a_read_that_a_closing_file_stopped_is_no_failure(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def stopped() -> None:
        raise Superseded

    background = Background()
    with caplog.at_level(logging.INFO):
        background.start(stopped())
        await background.drain()
    assert "left_to_the_next_start" in caplog.text
