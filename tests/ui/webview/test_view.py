"""The view around the page: what it tells, in which order, and what it leaves behind."""

import gc
import sys
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWebEngineCore import QWebEngineProfile
from PySide6.QtWebEngineWidgets import QWebEngineView
from pytestqt.qtbot import QtBot

from pos_app.kernel.errors import Bug
from tests.ui.webview.conftest import DoubleServer, Till, request, settle
from ui.webview.checkout_view import CheckoutView
from ui.webview.model import PageConfig

MakeTill = Callable[..., Till]
MakeConfig = Callable[..., PageConfig]


def close(view: CheckoutView) -> None:
    view.shutdown()
    view.deleteLater()
    settle()


def test_it_gets_ready_while_hidden(qtbot: QtBot, config: MakeConfig) -> None:
    view = CheckoutView()
    with qtbot.waitSignal(view.ready, timeout=40_000):
        view.preload(config())
    assert view.is_ready
    assert not view.isVisible()
    close(view)


def test_a_session_handed_over_early_waits_for_the_page(qtbot: QtBot, config: MakeConfig) -> None:
    view = CheckoutView()
    view.preload(config())
    with qtbot.waitSignals([view.ready, view.usable], timeout=40_000, order="strict"):
        view.open(request())
    close(view)


def test_a_script_that_does_not_load_is_told(qtbot: QtBot, config: MakeConfig) -> None:
    view = CheckoutView()
    nowhere = "http://127.0.0.1:9/stripe.js"
    with qtbot.waitSignal(view.failed, timeout=40_000) as seen:
        view.preload(config(stripe_js_url=nowhere))
    assert seen.args == ["script"]
    close(view)


def test_test_keys_are_not_called_training(qtbot: QtBot, config: MakeConfig) -> None:
    """Stripe's own script, with keys that move no money; here nothing answers under its name."""
    view = CheckoutView()
    with qtbot.waitSignal(view.failed, timeout=40_000):
        view.preload(config(stripe_js_url="https://127.0.0.1:9/stripe.js"))
    page = Till(qtbot, view)
    assert page.js("document.getElementById('training').hidden") is False
    assert page.js("document.getElementById('training').textContent").startswith("TEST")
    close(view)


def test_a_script_that_throws_is_told(
    qtbot: QtBot, config: MakeConfig, double: DoubleServer
) -> None:
    double.plan = {"throws": True}
    view = CheckoutView()
    with qtbot.waitSignal(view.failed, timeout=40_000) as seen:
        view.preload(config())
    assert seen.args == ["script"]
    close(view)


def test_a_session_stripe_refuses_is_told_and_shown(
    till: MakeTill, qtbot: QtBot, double: DoubleServer
) -> None:
    double.plan = {"loadError": True}
    page = till(opened=False)
    with qtbot.waitSignal(page.view.failed, timeout=40_000) as seen:
        page.view.open(request())
    assert seen.args == ["session"]
    assert "Nothing was charged" in page.text("#end")


def test_a_session_that_comes_to_another_total_is_never_shown(
    till: MakeTill, qtbot: QtBot, double: DoubleServer
) -> None:
    double.plan = {"total": 1251}
    page = till(opened=False)
    with qtbot.waitSignal(page.view.failed, timeout=40_000) as seen:
        page.view.open(request())
    assert seen.args == ["session"]
    assert "Nothing was charged" in page.text("#end")


def test_card_fields_that_do_not_load_are_told(
    till: MakeTill, qtbot: QtBot, double: DoubleServer
) -> None:
    double.plan = {"elementFails": True}
    page = till(opened=False)
    with qtbot.waitSignal(page.view.failed, timeout=40_000) as seen:
        page.view.open(request())
    assert seen.args == ["script"]


def test_patience_has_an_end(qtbot: QtBot, config: MakeConfig) -> None:
    view = CheckoutView(patience_s=0.001)
    with qtbot.waitSignal(view.failed, timeout=40_000) as seen:
        view.preload(config())
    assert seen.args == ["script"]
    close(view)


def test_a_view_that_broke_while_waiting_says_so_when_opened(
    qtbot: QtBot, config: MakeConfig
) -> None:
    view = CheckoutView(patience_s=0.001)
    with qtbot.waitSignal(view.failed, timeout=40_000):
        view.preload(config())
    with qtbot.waitSignal(view.failed, timeout=40_000) as seen:
        view.open(request())
    assert seen.args == ["script"]
    close(view)


def test_one_view_is_one_checkout(qtbot: QtBot, config: MakeConfig) -> None:
    view = CheckoutView()
    with pytest.raises(Bug):
        view.open(request())
    view.preload(config())
    with pytest.raises(Bug):
        view.preload(config())
    view.open(request())
    with pytest.raises(Bug):
        view.open(request())
    close(view)


def test_the_secret_is_not_kept_nor_shown(till: MakeTill) -> None:
    page = till(request(client_secret="cs_test_a_secret_b"))
    assert "secret_b" not in repr(request(client_secret="cs_test_a_secret_b"))
    kept = [getattr(value, "client_secret", "") for value in vars(page.view).values()]
    assert "cs_test_a_secret_b" not in kept


@pytest.mark.skipif(sys.platform != "linux", reason="looks processes up in /proc")
def test_shutting_down_leaves_nothing(
    qtbot: QtBot, config: MakeConfig, capfd: pytest.CaptureFixture[str]
) -> None:
    view = CheckoutView()
    with qtbot.waitSignal(view.ready, timeout=40_000):
        view.preload(config())
    page = view.findChild(QWebEngineView).page()
    pid = page.renderProcessPid()
    order: list[str] = []
    page.destroyed.connect(lambda: order.append("page"))
    page.profile().destroyed.connect(lambda: order.append("profile"))
    view.shutdown()
    view.shutdown()
    settle()
    assert order == ["page", "profile"]
    assert view.findChild(QWebEngineView) is None
    assert view.findChild(QWebEngineProfile) is None
    qtbot.waitUntil(lambda: not Path(f"/proc/{pid}").exists(), timeout=40_000)
    close(view)
    assert "Release of profile" not in capfd.readouterr().err


def test_a_parent_that_goes_takes_everything_along(
    qtbot: QtBot, config: MakeConfig, capfd: pytest.CaptureFixture[str]
) -> None:
    view = CheckoutView()
    with qtbot.waitSignal(view.ready, timeout=40_000):
        view.preload(config())
    order: list[str] = []
    page = view.findChild(QWebEngineView).page()
    page.destroyed.connect(lambda: order.append("page"))
    page.profile().destroyed.connect(lambda: order.append("profile"))
    del page
    view.deleteLater()
    settle()
    assert order == ["page", "profile"]
    assert "Release of profile" not in capfd.readouterr().err


def test_the_python_side_is_let_go(qtbot: QtBot, config: MakeConfig) -> None:
    view = CheckoutView()
    with qtbot.waitSignal(view.ready, timeout=40_000):
        view.preload(config())
    gone = weakref.ref(view)
    close(view)
    del view
    gc.collect()
    assert gone() is None
