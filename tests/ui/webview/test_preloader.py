"""One page in hand, never two, never the wrong one."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.webview.conftest import DoubleServer, Till, request, settle
from ui.webview.checkout_view import CheckoutView
from ui.webview.model import PageConfig
from ui.webview.preloader import Preloader

MakeConfig = Callable[..., PageConfig]


@pytest.fixture
def preloader(qtbot: QtBot) -> Iterator[Preloader]:
    host = QWidget()
    host.resize(900, 700)
    host.show()
    made = Preloader(host, idle_ms=0)
    yield made
    made.shutdown()
    host.close()
    host.deleteLater()
    settle()


def warm(preloader: Preloader, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: preloader.is_warm, timeout=40_000)


def test_the_warm_page_is_the_one_handed_out(
    preloader: Preloader, qtbot: QtBot, config: MakeConfig
) -> None:
    preloader.configure(config())
    warm(preloader, qtbot)
    view = preloader.take()
    assert view.is_ready
    assert view.isEnabled()
    assert not preloader.is_warm
    view.move(0, 0)
    view.show()
    with qtbot.waitSignal(view.usable, timeout=40_000):
        view.open(request())


def test_a_page_taken_before_it_was_loaded_is_loaded_at_once(
    preloader: Preloader, qtbot: QtBot, config: MakeConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare, taken = CheckoutView.prepare, []

    def prepare_and_take(view: CheckoutView, given: PageConfig) -> None:
        prepare(view, given)
        QTimer.singleShot(0, lambda: taken.append(preloader.take()))

    monkeypatch.setattr(CheckoutView, "prepare", prepare_and_take)
    preloader.configure(config())
    qtbot.waitUntil(lambda: len(taken) == 1)
    [view] = taken
    assert not preloader.is_warm
    view.move(0, 0)
    view.show()
    with qtbot.waitSignal(view.usable, timeout=40_000):
        view.open(request())
    assert preloader.parent().findChildren(CheckoutView) == [view]


def test_the_next_is_made_when_the_checkout_is_over(
    preloader: Preloader, qtbot: QtBot, config: MakeConfig
) -> None:
    preloader.configure(config())
    warm(preloader, qtbot)
    view = preloader.take()
    qtbot.wait(50)
    assert len(preloader.parent().findChildren(CheckoutView)) == 1
    preloader.give_back(view)
    warm(preloader, qtbot)
    settle()
    [other] = preloader.parent().findChildren(CheckoutView)
    assert other is not view
    assert preloader.take() is other


def test_asked_too_early_it_hands_out_a_cold_one(
    preloader: Preloader, qtbot: QtBot, config: MakeConfig
) -> None:
    preloader.configure(config())
    view = preloader.take()
    assert not view.is_ready
    with qtbot.waitSignals([view.ready, view.usable], timeout=40_000, order="strict"):
        view.show()
        view.open(request())


def test_a_change_of_look_makes_another(
    preloader: Preloader, qtbot: QtBot, config: MakeConfig
) -> None:
    preloader.configure(config(language="en"))
    warm(preloader, qtbot)
    preloader.configure(config(language="fr"))
    assert not preloader.is_warm
    warm(preloader, qtbot)
    view = preloader.take()
    assert view.config is not None
    assert view.config.language == "fr"


def test_the_warm_page_is_out_of_everybodys_way(
    preloader: Preloader, qtbot: QtBot, config: MakeConfig
) -> None:
    preloader.configure(config())
    warm(preloader, qtbot)
    host = preloader.parent()
    assert isinstance(host, QWidget)
    view = host.findChild(CheckoutView)
    assert not view.geometry().intersects(host.rect())
    assert not view.isEnabled()


def test_the_first_click_after_usable_counts(
    preloader: Preloader, qtbot: QtBot, config: MakeConfig
) -> None:
    preloader.configure(config())
    warm(preloader, qtbot)
    view = preloader.take()
    page = Till(qtbot, view)
    view.move(0, 0)
    with qtbot.waitSignal(view.usable, timeout=40_000):
        view.open(request())
    page.click("#keep-card")
    page.wait_js("document.getElementById('keep-card').checked")


def test_the_same_look_keeps_the_page(
    preloader: Preloader, qtbot: QtBot, config: MakeConfig
) -> None:
    preloader.configure(config())
    warm(preloader, qtbot)
    preloader.configure(config())
    assert preloader.is_warm


def test_a_page_that_could_not_be_made_is_not_handed_out(
    preloader: Preloader, qtbot: QtBot, config: MakeConfig, double: DoubleServer
) -> None:
    double.plan = {"throws": True}
    preloader.configure(config())
    views = preloader.parent().findChildren
    qtbot.waitUntil(lambda: len(views(CheckoutView)) == 1, timeout=40_000)
    qtbot.waitUntil(lambda: len(views(CheckoutView)) == 0, timeout=40_000)
    double.plan = {}
    view = preloader.take()
    with qtbot.waitSignal(view.ready, timeout=40_000):
        pass


def test_after_shutdown_nothing_is_made(
    preloader: Preloader, qtbot: QtBot, config: MakeConfig
) -> None:
    preloader.configure(config())
    warm(preloader, qtbot)
    preloader.shutdown()
    qtbot.wait(50)
    settle()
    assert preloader.parent().findChildren(CheckoutView) == []


def test_preloading_leaves_the_focus_alone(
    preloader: Preloader, qtbot: QtBot, config: MakeConfig
) -> None:
    host = preloader.parent()
    assert isinstance(host, QWidget)
    search = QLineEdit(host)
    search.show()
    host.activateWindow()
    search.setFocus()
    preloader.configure(config())
    warm(preloader, qtbot)
    qtbot.wait(200)
    assert host.focusWidget() is search
