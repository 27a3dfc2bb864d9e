"""Tables and pictures into a file that somebody chose."""

import asyncio
from pathlib import Path

from ui.printing.pdf import write_file


async def write_table(table: str, path: Path) -> None:
    """With the mark by which spreadsheets know UTF-8. Raises EnvironmentFault shift.not_written
    (file, reason)."""
    await write_bytes(table.encode("utf-8-sig"), path)


async def write_bytes(data: bytes, path: Path) -> None:
    """Whole or not at all. Raises EnvironmentFault shift.not_written (file, reason)."""
    await asyncio.to_thread(write_file, data, path, "shift.not_written")
