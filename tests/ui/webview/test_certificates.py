"""Whoever stands between the till and Stripe with a certificate of their own is not believed."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWebEngineWidgets import QWebEngineView
from pytestqt.qtbot import QtBot

from tests.helpers.live import LiveStripe
from ui.webview.checkout_view import CheckoutView
from ui.webview.model import PageConfig


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[CheckoutView]:
    made = CheckoutView(patience_s=8)
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    yield made
    made.shutdown()


def config(stripe: LiveStripe) -> PageConfig:
    """As of a till that believes what the machine believes: not the authority made for the run."""
    at = stripe.at
    return PageConfig(at.stripe_js_url, "pk_" + "live_double", "en", api_hosts=(at.api_base,))


def test_a_script_behind_a_certificate_nobody_vouches_for_does_not_load(
    view: CheckoutView, live_stripe: LiveStripe, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(view.failed, timeout=30_000) as failed:
        view.preload(config(live_stripe))
    assert failed.args == ["script"]
    assert not view.is_ready


def test_with_the_authority_believed_the_same_page_loads(
    view: CheckoutView, live_stripe: LiveStripe, qtbot: QtBot
) -> None:
    """So that the other test fails for no other reason."""
    believed = replace(config(live_stripe), authorities=live_stripe.authorities)
    with qtbot.waitSignal(view.ready, timeout=30_000):
        view.preload(believed)


def test_a_frame_behind_such_a_certificate_is_refused_and_nobody_is_asked(
    view: CheckoutView, live_stripe: LiveStripe, qtbot: QtBot
) -> None:
    """No page with "go on anyway" either: the error is refused as soon as it is told."""
    with qtbot.waitSignal(view.failed, timeout=30_000):
        view.preload(config(live_stripe))
    page = view.findChild(QWebEngineView).page()
    address = f"{live_stripe.standin.url}/frames/card.html"
    page.runJavaScript(
        "const f = document.createElement('iframe'); f.id = 'stranger';"
        f" f.src = '{address}'; document.body.append(f)"
    )
    qtbot.waitUntil(lambda: view.blocked.get("certificate", 0) > 0, timeout=30_000)
    heard: list[object] = []
    page.runJavaScript(
        "try { document.querySelector('#stranger').contentDocument !== null ? 1 : 2 } catch { 3 }",
        0, heard.append,
    )  # fmt: skip
    qtbot.waitUntil(lambda: bool(heard), timeout=15_000)
