"""Stripe's own page in the till's window: it takes a card, ends where it would lead on, and its
hostile twin gets nowhere."""

import os
import signal
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWebEngineCore import QWebEngineFrame
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.page_sessions import sold
from tests.helpers.standin import StandInHandle
from tests.ui.webview.conftest import DoubleServer, Till, settle
from tests.ui.webview.test_standin import REFUSED, VISA, Shop
from ui.webview.hosted_view import HostedView
from ui.webview.model import HostedAddress, PageConfig
from ui.webview.preloader import Preloader

CARD = "/frames/card.html"
BACK = "https://shop.example/back"


class Hosted(Till):
    """A view of the hosted page with what a test does to it."""

    view: HostedView  # type: ignore[assignment]

    def press(self, selector: str) -> None:
        """Click, and again where the page still unfolded and the click fell beside it."""
        self.js(
            f"(one => {{ window.pressed = 0; one.addEventListener('click',"
            f" () => {{ window.pressed = 1 }}, {{capture: true}}) }})"
            f"(document.querySelector({selector!r}))"
        )
        for _ in range(8):
            self.click(selector)
            for _ in range(20):
                self.qtbot.wait(50)
                if self.js("window.pressed"):
                    return
        raise TimeoutError(f"no click ever came to {selector}")

    def frame(self, path: str) -> QWebEngineFrame | None:
        page = self.view.findChild(QWebEngineView).page()
        found = [one for one in _below(page.mainFrame()) if one.url().path() == path]
        return found[-1] if found else None


def _below(frame: QWebEngineFrame) -> Iterator[QWebEngineFrame]:
    for child in frame.children():
        if child.isValid():
            yield child
            yield from _below(child)


@pytest.fixture
def stripe(qtbot: QtBot, standin: StandInHandle) -> Iterator[Shop]:
    """What Stripe would say; no page of the till's own."""
    host = QWidget()
    yield Shop(qtbot, standin, Preloader(host))
    host.deleteLater()


Open = Callable[..., Hosted]


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Open]:
    """Opens an address; by default until it can be used."""
    views: list[HostedView] = []

    def make(config: PageConfig, address: HostedAddress, *, usable: bool = True) -> Hosted:
        view = HostedView(patience_s=40 if usable else 1.5)
        views.append(view)
        view.resize(760, 900)
        view.show()
        view.activateWindow()
        if usable:
            with qtbot.waitSignal(view.usable, timeout=40_000):
                assert view.load(config, address)
        else:
            assert view.load(config, address)
        return Hosted(qtbot, view)

    yield make
    for view in views:
        view.shutdown()
        view.deleteLater()
    settle()


def _config(standin: StandInHandle, **changes: Any) -> PageConfig:
    given = {"api_hosts": (standin.url,), **changes}
    return PageConfig(f"{standin.url}/endive/stripe.js", standin.publishable_key, "en", **given)


class Session:
    """One at the stand-in, and its page's address."""

    def __init__(self, stripe: Shop, **more: str) -> None:
        self.stripe = stripe
        self.made = stripe.sessions.ask(
            "/v1/checkout/sessions",
            {
                "mode": "payment", "ui_mode": "hosted_page",
                "allowed_payment_method_types[0]": "card", "customer": stripe.customer(),
                "success_url": f"{stripe.standin.url}/c/thanks", "cancel_url": BACK,
                **sold(), **more,
            },
        )  # fmt: skip

    @property
    def address(self) -> HostedAddress:
        return HostedAddress(self.made["url"], (f"{self.stripe.standin.url}/c/thanks", BACK), "en")

    @property
    def paid(self) -> bool:
        return self.stripe.status(self.made) == "paid"


def _card(page: Hosted, number: str) -> None:
    """Type a card: a full field hands on to the next."""
    _enter(page)
    for name, text in (("number", number), ("expiry", "1240"), ("cvc", "123")):
        _wait(page, f"document.activeElement.id === '{name}' && document.hasFocus()")
        page.type(text)
    _wait(page, "document.getElementById('cvc').value === '123'")


def _enter(page: Hosted) -> None:
    """Until the caret is in the number, in a form that is all there."""
    page.wait_js("!document.getElementById('checkout').hidden")
    field = "document.getElementById('number')"
    there: list[bool] = []

    def entered() -> bool:
        page.view.setFocus()
        page.js("void document.querySelector('#card iframe')?.focus()")
        frame = page.frame(CARD)
        if frame is not None:
            script = f"({field}.focus(), document.activeElement === {field} && document.hasFocus())"
            frame.runJavaScript(script, 0, lambda got: there.append(got is True))
        return any(there)

    page.qtbot.waitUntil(entered, timeout=40_000)


def _wait(page: Hosted, script: str) -> None:
    answers: list[bool] = []

    def true() -> bool:
        frame = page.frame(CARD)
        if frame is not None:
            frame.runJavaScript(script, 0, lambda got: answers.append(got is True))
        return any(answers)

    page.qtbot.waitUntil(true, timeout=40_000)


def test_a_customer_pays_and_where_the_page_leads_is_not_followed(
    stripe: Shop,
    opened: Open,
    qtbot: QtBot,
) -> None:
    session = Session(stripe)
    page = opened(_config(stripe.standin), session.address)
    _card(page, VISA)
    with qtbot.waitSignal(page.view.left, timeout=40_000):
        page.press("#pay")
    assert session.paid
    assert "/c/pay/" in page.view.findChild(QWebEngineView).page().url().path()
    assert page.view.blocked == {}
    assert page.view.is_over


def test_a_refused_card_then_a_good_one(stripe: Shop, opened: Open, qtbot: QtBot) -> None:
    session = Session(stripe)
    page = opened(_config(stripe.standin), session.address)
    _card(page, REFUSED)
    page.press("#pay")
    page.wait_js("document.getElementById('problem').innerText !== ''")
    assert not session.paid
    _enter(page)
    qtbot.keyClick(page.surface, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    page.type(VISA)
    with qtbot.waitSignal(page.view.left, timeout=40_000):
        page.press("#pay")
    assert session.paid


def test_the_way_back_ends_it_too_and_pays_nothing(
    stripe: Shop,
    opened: Open,
    qtbot: QtBot,
) -> None:
    session = Session(stripe)
    page = opened(_config(stripe.standin), session.address)
    with qtbot.waitSignal(page.view.left, timeout=40_000):
        page.press("#back")
    assert not session.paid
    assert page.view.blocked == {}


def test_a_killed_renderer_is_told(stripe: Shop, opened: Open, qtbot: QtBot) -> None:
    page = opened(_config(stripe.standin), Session(stripe).address)
    pid = page.view.findChild(QWebEngineView).page().renderProcessPid()
    with qtbot.waitSignal(page.view.failed, timeout=40_000) as seen:
        os.kill(pid, signal.SIGKILL)
    assert seen.args == ["renderer"]
    assert page.view.is_usable


def _double(server: DoubleServer, html: str | tuple[int, str]) -> tuple[PageConfig, HostedAddress]:
    """A page of its own at the double of Stripe, which may do as it likes."""
    server.pages["/c/pay/x"] = html
    ends = (f"{server.url}/c/thanks", BACK)
    config = PageConfig(f"{server.url}/stripe.js", "pk_test_double", "en")
    return config, HostedAddress(f"{server.url}/c/pay/x#part", ends, "en")


FORM = "<body style='height: 100vh'><input style='width: 300px; height: 40px' autofocus>"


@pytest.mark.parametrize("html", ["<p>One moment</p>", (500, ""), "<input hidden><iframe hidden>"])
def test_a_page_that_never_gets_ready_is_told(
    double: DoubleServer, opened: Open, qtbot: QtBot, html: Any
) -> None:
    page = opened(*_double(double, html), usable=False)
    with qtbot.waitSignal(page.view.failed, timeout=40_000) as seen:
        pass
    assert seen.args[0] in ("script", "load")
    assert not page.view.is_usable


def test_a_page_that_is_not_there_is_told(opened: Open, qtbot: QtBot) -> None:
    nobody = "http://127.0.0.1:9"
    config = PageConfig(f"{nobody}/stripe.js", "pk_test_double", "en")
    page = opened(config, HostedAddress(f"{nobody}/c/pay/x", (), "en"), usable=False)
    with qtbot.waitSignal(page.view.failed, timeout=40_000) as seen:
        pass
    assert seen.args == ["load"]


BUILT = "document.body.innerHTML = `<input style='width: 300px; height: 40px'>`"


def test_a_page_made_of_what_an_unlisted_host_has_leaves_the_code(
    double: DoubleServer, elsewhere: DoubleServer, opened: Open, qtbot: QtBot
) -> None:
    """Which hosts Stripe's own page takes its parts from can't be tried here: one that is missing
    in the list must not leave a customer before an empty page."""
    double.pages["/parts.js"] = elsewhere.pages["/parts.js"] = BUILT
    page = opened(*_double(double, "<body><script src='/parts.js'></script>"))
    assert page.view.is_usable, "so that the other fails for no other reason"
    strange = f"<body><script src='{elsewhere.url}/parts.js'></script>"
    page = opened(*_double(double, strange), usable=False)
    with qtbot.waitSignal(page.view.failed, timeout=40_000) as seen:
        pass
    assert seen.args == ["script"]
    assert page.view.blocked.get("script", 0) == 1
    assert elsewhere.asked == []


def test_a_page_that_is_somewhere_else_by_now_leaves_the_code(
    double: DoubleServer, elsewhere: DoubleServer, opened: Open, qtbot: QtBot
) -> None:
    """Stripe's address leads on to another host: nothing of it is loaded."""
    elsewhere.pages["/c/pay/x"] = FORM
    page = opened(*_double(double, (302, f"{elsewhere.url}/c/pay/x")), usable=False)
    with qtbot.waitSignal(page.view.failed, timeout=40_000) as seen:
        pass
    assert seen.args[0] in ("load", "script")
    assert elsewhere.asked == []
    assert page.view.blocked.get("navigation", 0) == 1


def test_what_belongs_to_the_address_gets_to_the_page(double: DoubleServer, opened: Open) -> None:
    """Stripe's own addresses carry what the page needs behind their #."""
    page = opened(*_double(double, FORM))
    assert page.js("location.hash") == "#part"


_AWAY = """
  const add = (name, more) => document.body.appendChild(Object.assign(document.createElement(name), more));
"""  # noqa: E501 - a script


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        ("location.href = 'URL/main?pan=42424242'", "navigation"),
        ("location.replace('URL/replaced')", "navigation"),
        ("location.href = 'https://elsewhere.invalid/'", "navigation"),
        ("location.href = 'file:///etc/passwd'", ""),  # the engine's own refusal
        ("location.href = 'data:text/html,x'", ""),  # the engine's own refusal
        ("location.href = 'mailto:a@example.test'", ""),  # the engine's own refusal
        ("add('meta', {httpEquiv: 'refresh', content: '0; url=URL/refresh'})", "navigation"),
        ("add('form', {method: 'post', action: 'URL/form'}).submit()", "navigation"),
        ("add('iframe', {srcdoc: '<script>top.location = `URL/top`</script>'})", "navigation"),
        ("location.href = '/c/away'", "navigation"),
        ("location.href = '/c/far'", "navigation"),
        ("add('iframe', {src: 'URL/frame'})", "frame"),
        ("add('iframe', {src: '/c/away'})", "frame"),
        ("window.open('URL/window')", ""),  # nobody clicked: the engine's own
        ("add('a', {href: 'URL/blank', target: '_blank'}).click()", ""),
        ("fetch('URL/fetch?pan=4242', {mode: 'no-cors'}).catch(() => 0)", "xhr"),
        ("new Image().src = 'URL/image'", "image"),
        ("add('script', {src: 'URL/js'})", "script"),
        ("navigator.sendBeacon('URL/beacon', 'x')", "ping"),
        ("new WebSocket('URL/socket'.replace('http', 'ws'))", "websocket"),
        ("add('input', {type: 'file', id: 'file'}); document.getElementById('file').click()", ""),
        ("navigator.geolocation.getCurrentPosition(() => 0)", "permission"),
    ],
)
def test_a_hostile_page_gets_nowhere_and_each_try_is_counted(
    double: DoubleServer, elsewhere: DoubleServer, opened: Open, qtbot: QtBot,
    script: str, kind: str,
) -> None:  # fmt: skip
    double.pages |= {"/c/away": (302, f"{elsewhere.url}/redirected"), "/c/far": (302, "/c/away")}
    page = opened(*_double(double, FORM))
    left: list[bool] = []
    page.view.left.connect(lambda: left.append(True))
    page.js(f"[(() => {{ {_AWAY} {script.replace('URL', elsewhere.url)} }})()]")
    if kind:
        qtbot.waitUntil(lambda: page.view.blocked.get(kind, 0) >= 1, timeout=40_000)
    page.js("[setTimeout(() => { window.later = 1 }, 150)]")
    page.wait_js("window.later === 1")
    assert elsewhere.asked == []
    assert left == []
    assert page.js("location.pathname") == "/c/pay/x"
    assert page.view.isVisible()


@pytest.mark.parametrize(
    "script",
    [
        "location.href = '/c/thanks'", "location.href = '/c/thanks?session=cs_1#x'",
        "location.replace('https://shop.example/back')", "location.href = '/c/onward'",
        "add('form', {method: 'post', action: '/c/thanks'}).submit()",
        "add('iframe', {srcdoc: '<script>top.location = `/c/thanks`</script>'})",
    ],
)  # fmt: skip
def test_every_way_to_the_end_is_the_end_and_is_not_loaded(
    double: DoubleServer, opened: Open, qtbot: QtBot, script: str
) -> None:
    double.pages["/c/onward"] = (302, "/c/thanks")
    page = opened(*_double(double, FORM))
    with qtbot.waitSignal(page.view.left, timeout=40_000):
        page.js(f"[(() => {{ {_AWAY} {script} }})()]")
    assert double.asked == []
    assert "navigation" not in page.view.blocked
    assert page.view.is_over


def test_each_page_starts_without_a_memory(double: DoubleServer, opened: Open) -> None:
    given = _double(double, FORM)
    page = opened(*given)
    page.js("[localStorage.setItem('who', 'zoe'), document.cookie = 'who=zoe; max-age=9999']")
    assert page.js("localStorage.getItem('who')") == "zoe"
    assert page.view.findChild(QWebEngineView).page().profile().isOffTheRecord()
    page.view.shutdown()
    other = opened(*given)
    assert other.js("[localStorage.getItem('who'), document.cookie]") == [None, ""]


def test_only_where_stripe_is_may_the_page_be(double: DoubleServer) -> None:
    config, _ = _double(double, FORM)
    view = HostedView()
    assert not view.load(config, HostedAddress("https://elsewhere.example/", (), "en"))
    assert view.findChild(QWebEngineView) is None
    view.deleteLater()
