"""What stands at the end of the status line: always there, in words, and it leads somewhere."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.settings.formats import format_datetime, format_day_month
from pos_app.sync.model import CaughtUp, LastCaughtUp, SyncProgressed, SyncState
from tests.ui.conftest import settle
from tests.ui.screens.looking import LEAST_PX
from ui.i18n.language import install_language
from ui.shell.main_window import MainWindow
from ui.shell.standing import Standing, StandingPart
from ui.shell.standing_model import Work

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
CLOCK = AT.astimezone().strftime("%H:%M")


class _Stopped:
    """A clock that stands until a test moves it."""

    def __init__(self, at: datetime = AT) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return 0.0


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(shop_name="Atelier", till_name="Till 1", training=False)
    qtbot.addWidget(made)
    made.standing.clock = _Stopped()
    made.resize(1024, 700)
    made.show()
    yield made
    made.close_now()


def _hear(standing: Standing, event: object) -> None:
    if isinstance(event, SyncState):
        standing.hear_state(event)
    else:
        assert isinstance(event, SyncProgressed | CaughtUp | LastCaughtUp)
        standing.hear_copy(event)


def _plain(words: str) -> str:
    return words.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("told", "english", "french"),
    [
        (
            [],
            "Customers are not compared with Stripe yet; those known can be found.",
            "Les clients ne sont pas encore comparés avec Stripe ; ceux connus sont trouvables.",
        ),
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
            f"Customers as of 23 Nov 2026 {CLOCK}; newer ones come once Stripe answers",
            f"Clients au 23 nov. 2026 {CLOCK} ; les suivants dès que Stripe répond",
        ),
        (
            [LastCaughtUp(AT)],
            f"Customers as of 23 Nov 2026 {CLOCK}; newer ones come once Stripe answers",
            f"Clients au 23 nov. 2026 {CLOCK} ; les suivants dès que Stripe répond",
        ),
        (
            [LastCaughtUp(AT - timedelta(days=2)), CaughtUp(AT)],
            f"Customers up to date, {CLOCK}",
            f"Clients à jour, {CLOCK}",
        ),
    ],
)
def test_it_says_how_far_the_copy_is(
    qapp: QApplication, qtbot: QtBot, told: list[object], english: str, french: str
) -> None:
    standing = Standing()
    standing.clock = _Stopped()
    qtbot.addWidget(standing)
    for event in told:
        _hear(standing, event)
    try:
        for language, words in (("en", english), ("fr", french)):
            install_language(qapp, language)
            settle()
            assert _plain(standing.copy.accessibleName()) == words
            assert standing.copy.toolTip() == standing.copy.accessibleName()
    finally:
        install_language(qapp, "en")


@pytest.mark.parametrize(("language", "words"), [("en", "Customers"), ("fr", "Clients")])
def test_the_time_that_is_read_is_when_the_copy_was_last_compared(
    qapp: QApplication, window: MainWindow, language: str, words: str
) -> None:
    """Not the time that room is kept free for."""
    window.standing.hear_copy(CaughtUp(AT))
    install_language(qapp, language)
    settle()
    try:
        assert _plain(window.standing.copy.text()) == f"{words} {CLOCK}"
    finally:
        install_language(qapp, "en")


@pytest.mark.parametrize(("language", "words"), [("en", "Customers"), ("fr", "Clients")])
@pytest.mark.parametrize("event", [CaughtUp, LastCaughtUp])
def test_another_day_s_copy_says_its_day(
    qapp: QApplication,
    window: MainWindow,
    language: str,
    words: str,
    event: type[CaughtUp | LastCaughtUp],
) -> None:
    """By its hour alone yesterday's would read as today's."""
    yesterday = AT - timedelta(days=1)
    window.standing.hear_copy(event(yesterday))
    install_language(qapp, language)
    settle()
    try:
        part = window.standing.copy
        assert _plain(part.text()) == _plain(
            f"{words} {format_day_month(yesterday.astimezone().date(), language)}"
        )
        assert _plain(part.said.short) in _plain(part.text())
        assert format_datetime(yesterday, language) in part.accessibleName()
    finally:
        install_language(qapp, "en")


def test_the_day_is_said_once_it_is_over(window: MainWindow) -> None:
    """On a till that stays on overnight and hears of nothing."""
    clock = _Stopped()
    window.standing.clock = clock
    window.standing.hear_copy(CaughtUp(AT))
    window.standing.hear_state(SyncState(False, AT))
    assert window.standing.copy.text() == f"Customers {CLOCK}"
    window.standing.tell_day()
    assert window.standing.copy.text() == f"Customers {CLOCK}"
    clock.at = AT + timedelta(days=1)
    window.standing.tell_day()
    assert window.standing.copy.text() == "Customers 23\u00a0Nov"


@pytest.mark.parametrize(
    ("language", "today", "later"),
    [
        ("en", f"Offline since {CLOCK}: ", f"Offline since {CLOCK} on 23 Nov 2026: "),
        ("fr", f"Hors ligne depuis {CLOCK} : ", f"Hors ligne depuis le 23 nov. 2026 à {CLOCK} : "),
    ],
)
def test_since_when_it_is_offline_has_its_day_once_that_is_over(
    window: MainWindow, dress: Callable[..., None], language: str, today: str, later: str
) -> None:
    dress(language=language)
    clock = _Stopped()
    window.standing.clock = clock
    window.standing.hear_state(SyncState(False, AT))
    settle()
    assert _plain(window.standing.connection.said.whole).startswith(today)
    clock.at = AT + timedelta(days=1)
    window.standing.tell_day()
    assert _plain(window.standing.connection.said.whole).startswith(later)


def test_another_year_s_copy_says_its_year(window: MainWindow) -> None:
    window.standing.hear_copy(LastCaughtUp(AT - timedelta(days=365)))
    assert window.standing.copy.text() == "Customers 23\u00a0Nov\u00a02025"


def test_a_copy_of_any_day_has_room_on_a_small_screen(
    window: MainWindow, dress: Callable[..., None]
) -> None:
    for language in ("en", "fr"):
        dress(language=language)
        for month in range(1, 13):
            standing = window.standing
            standing.hear_copy(CaughtUp(AT.replace(month=month, day=28)))
            standing.hear_state(SyncState(False, AT))
            standing.set_work(Work(unknown=99))
            settle()
            settle()  # the parts, then the line they stand in
            for part in (standing.connection, standing.copy, standing.work):
                _is_whole(part)
                assert part.text() == part.said.words


@pytest.mark.parametrize(
    ("state", "words", "kind"),
    [
        (SyncState(True, AT), "Connected", "success"),
        (SyncState(True, AT, slow=True), "Slow", "warning"),
        (SyncState(False, AT, "remote.unreachable"), "Offline", "danger"),
    ],
)
def test_the_connection_is_said_by_colour_shape_and_words(
    window: MainWindow, state: SyncState, words: str, kind: str
) -> None:
    part = window.standing.connection
    assert part.text() == "Connecting…"
    window.standing.hear_state(state)
    assert (part.text(), part.said.kind) == (words, kind)
    assert part.accessibleName().startswith(words)
    assert len({part.said.icon, "refresh"}) == 2
    if words == "Offline":
        assert CLOCK in part.accessibleName()


@pytest.mark.parametrize(
    ("work", "words", "kind"),
    [
        (Work(), "Nothing pending", "neutral"),
        (Work(unknown=2, under_way=1), "2 to check", "unknown"),
        (Work(under_way=1, queued=5), "1 under way", "info"),
        (Work(queued=5), "5 waiting", "info"),
        (Work(queued=5, importing=True), "5 waiting", "info"),
    ],
)
def test_what_is_pending_is_counted(
    window: MainWindow, qtbot: QtBot, work: Work, words: str, kind: str
) -> None:
    window.standing.set_work(work)
    part = window.standing.work
    assert (part.text(), part.said.kind) == (words, kind)
    with qtbot.waitSignal(window.pending_pressed):
        part.click()
    assert window.status_text() == part.said.whole


def test_pressing_a_part_tells_all_of_it_and_leaves_the_keyboard(
    window: MainWindow, qtbot: QtBot
) -> None:
    before = window.focusWidget()
    window.standing.hear_state(SyncState(False, AT))
    window.standing.connection.click()
    assert "no card can be charged" in window.status_text()
    window.standing.copy.click()
    assert window.status_text().startswith("Customers")
    assert window.focusWidget() is before


def test_nothing_moves_when_a_state_changes(window: MainWindow) -> None:
    standing = window.standing

    def places() -> list[tuple[int, int]]:
        settle()
        parts = (standing.connection, standing.copy, standing.work)
        return [(one.x(), one.width()) for one in parts]

    standing.hear_copy(CaughtUp(AT))
    before = places()
    for state in (SyncState(True, AT), SyncState(True, AT, slow=True), SyncState(False, AT)):
        standing.hear_state(state)
        assert places() == before
    for work in (Work(unknown=3), Work(under_way=12), Work(queued=99), Work()):
        standing.set_work(work)
        assert places() == before


def test_a_long_message_gets_the_room_but_never_that_of_trouble(
    window: MainWindow, dress: Callable[..., None]
) -> None:
    for language in ("en", "fr"):
        dress(language=language)
        standing = window.standing
        standing.set_work(Work())
        standing.hear_copy(CaughtUp(AT))
        standing.hear_state(SyncState(True, AT))
        window.status("")
        settle()
        assert standing.connection.text()
        assert standing.work.text()
        window.status("Long " * 40, "danger")
        settle()
        assert standing.connection.text() == ""
        assert standing.copy.text()
        assert standing.work.text() == ""
        standing.hear_state(SyncState(False, AT))
        standing.set_work(Work(unknown=2))
        settle()
        for part in (standing.connection, standing.copy, standing.work):
            _is_whole(part)
        assert standing.connection.text()
        assert standing.work.text()


def _is_whole(part: StandingPart) -> None:
    assert part.isVisible()
    assert part.width() >= part.sizeHint().width()
    assert min(part.width(), part.height()) >= LEAST_PX


def test_lost_again_was_lost_the_first_time(window: MainWindow) -> None:
    later = AT.replace(hour=AT.hour + 1)
    window.standing.hear_state(SyncState(False, AT, "remote.unreachable"))
    window.standing.hear_state(SyncState(False, later, "remote.slow"))
    assert CLOCK in window.standing.connection.accessibleName()
