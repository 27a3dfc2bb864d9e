"""How far the copy of the customers is, in words that say what happened and what to do."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.kernel.events import EventBus
from pos_app.sync.model import CaughtUp, SyncProgressed, SyncState
from tests.ui.conftest import settle
from ui.i18n.language import install_language
from ui.shell.copy_line import CopyLine
from ui.shell.events import EventBridge

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
CLOCK = AT.astimezone().strftime("%H:%M")


@pytest.mark.parametrize(
    ("told", "english", "french"),
    [
        ([], "", ""),
        (
            [SyncProgressed(12_300, False)],
            "Loading customers: 12,300 so far, those can be found",
            "Chargement des clients : 12 300, déjà trouvables",
        ),
        (
            [SyncProgressed(12_300, False, 59)],
            "Loading customers: 12,300, less than a minute left",
            "Chargement des clients : 12 300, moins d’une minute",
        ),
        (
            [SyncProgressed(12_300, False, 61)],
            "Loading customers: 12,300, about 1 minute left",
            "Chargement des clients : 12 300, environ 1 minute",
        ),
        (
            [SyncProgressed(12_300, False, 400)],
            "Loading customers: 12,300, about 7 minutes left",
            "Chargement des clients : 12 300, environ 7 minutes",
        ),
        (
            [SyncProgressed(12_300, False, 400), SyncState(False, AT, "remote.unreachable")],
            "12,300 customers so far; goes on once Stripe answers",
            "12 300 clients pour l’instant ; la suite dès que Stripe répond",
        ),
        (
            [SyncProgressed(12_300, False, anew=True)],
            "Comparing customers with Stripe: 12,300 so far",
            "Clients comparés avec Stripe : 12 300 pour l’instant",
        ),
        (
            [SyncProgressed(12_300, False, 59, anew=True)],
            "Comparing customers with Stripe: 12,300, less than a minute left",
            "Clients comparés avec Stripe : 12 300, moins d’une minute",
        ),
        (
            [SyncProgressed(12_300, False, 400, anew=True)],
            "Comparing customers with Stripe: 12,300, about 7 minutes left",
            "Clients comparés avec Stripe : 12 300, environ 7 minutes",
        ),
        (
            [SyncProgressed(12_300, False, 400, anew=True), SyncState(False, AT, "remote.slow")],
            "Customers compared with Stripe: 12,300; goes on once it answers",
            "Clients comparés avec Stripe : 12 300 ; la suite dès qu’il répond",
        ),
        (
            [SyncProgressed(12_300, True), CaughtUp(AT)],
            f"Customers up to date, {CLOCK}",
            f"Clients à jour, {CLOCK}",
        ),
        (
            [CaughtUp(AT), SyncState(False, AT, "remote.unreachable")],
            f"Customers as of {CLOCK}; newer ones come once Stripe answers",
            f"Clients à {CLOCK} ; les suivants dès que Stripe répond",
        ),
    ],
)
def test_it_says_how_far_the_copy_is(
    qapp: QApplication, qtbot: QtBot, told: list[object], english: str, french: str
) -> None:
    bus = EventBus()
    line = CopyLine(EventBridge(bus))
    qtbot.addWidget(line)
    for event in told:
        bus.publish(event)
    try:
        for language, words in (("en", english), ("fr", french)):
            install_language(qapp, language)
            settle()
            plain = line.text().replace("\u202f", " ").replace("\u00a0", " ")
            assert plain == words
            assert line.isHidden() == (words == "")
    finally:
        install_language(qapp, "en")
