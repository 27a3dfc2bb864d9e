"""The storage under the till's own loop: Qt's, through qasync."""

from pathlib import Path

import qasync
from PySide6.QtWidgets import QApplication

from pos_app.storage import Database, Migrations, Storage
from tests.helpers.qt import Stage


def test_reads_and_writes_under_the_qt_loop(qapp: QApplication, tmp_path: Path) -> None:
    migrations = Migrations("numbers")

    @migrations()
    def create(db: Database) -> None:
        db.execute("CREATE TABLE numbers (number INTEGER PRIMARY KEY) STRICT")

    async def work() -> list[int]:
        storage = Storage.open(tmp_path / "qt.db", bytes(32), migrations, durable=True)
        for number in range(3):
            await storage.write(
                lambda db, number=number: db.execute("INSERT INTO numbers VALUES (?)", [number])
            )
        found = await storage.read(lambda db: db.execute("SELECT * FROM numbers").fetchall())
        await storage.close()
        return [number for (number,) in found]

    with qasync.QEventLoop(Stage(qapp)) as loop:
        assert loop.run_until_complete(work()) == [0, 1, 2]
