"""Pages that use the stand-in's Stripe.js in the real web engine."""

import json
import shutil
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import QWebEngineFrame, QWebEnginePage, QWebEngineProfile
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication

from tests.helpers.node import MISSING
from tests.helpers.qt import garbage_on_this_thread  # noqa: F401 (a fixture)
from tests.helpers.standin import StandInHandle

PATIENCE_S = 40.0
ORIGIN = "https://till.invalid"
_SETTINGS = {"enableSave": "never", "enableRedisplay": "never"}

_FRAME_OF = {
    "Payment": "card", "BillingAddress": "address", "ShippingAddress": "address",
    "ContactDetails": "contact", "CurrencySelector": "currency", "Terms": "terms",
}  # fmt: skip

_PAGE = """<!doctype html><meta charset="utf-8"><body style="margin:24px;background:@BACK@">
<form id="form"><div id="place"></div><button>Pay</button></form>
<script src="@HOME@/endive/stripe.js"></script>
<script>
const stripe = Stripe('@KEY@', {locale: '@LOCALE@'});
const seen = [];
let sdk, element, actions, answer;
form.onsubmit = (event) => { event.preventDefault(); seen.push('submitted'); };
const made = {};
function begin_(secret, saved, appearance, more) {
  const {elementsOptions, ...others} = more ?? {};
  sdk = stripe.initCheckoutElementsSdk({
    clientSecret: secret, ...others,
    elementsOptions: {savedPaymentMethod: saved, appearance, ...elementsOptions},
  });
  sdk.on('change', (session) => seen.push('session ' + session.canConfirm));
}
function mount_(kind, options) {
  const place = document.createElement('div');
  place.id = 'place-' + kind;
  place.style.marginBottom = '16px';
  document.querySelector('#form button').before(place);
  made[kind] = sdk['create' + kind + 'Element'](options);
  for (const type of ['ready', 'loaderror', 'change', 'focus', 'savedpaymentmethodremove']) {
    made[kind].on(type, (event) => seen.push(kind + ' ' + type + ' ' + JSON.stringify(event)));
  }
  made[kind].mount(place);
}
function load_() {
  sdk.loadActions().then((loaded) => { answer = loaded; actions = loaded.actions; });
}
function open_(secret, saved, appearance, options) {
  begin_(secret, saved, appearance);
  element = sdk.createPaymentElement(options);
  for (const type of ['ready', 'loaderror', 'change', 'focus', 'blur', 'escape']) {
    element.on(type, (event) => seen.push(type + ' ' + JSON.stringify(event)));
  }
  element.mount('#place');
  load_();
}
function run(promise) {
  answer = null;
  promise.then((result) => { answer = result; }, (fault) => { answer = {thrown: String(fault)}; });
}
</script>"""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if shutil.which("node") is None or shutil.which("npm") is None:
        terminalreporter.write_line(f"WARNING: {MISSING}", yellow=True, bold=True)


def wait_for(look: Callable[[], Any], what: str) -> Any:
    """What `look` finds, once it finds something."""
    deadline = time.monotonic() + PATIENCE_S
    while not (found := look()):
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
    return found


def ask(where: QWebEnginePage | QWebEngineFrame, script: str) -> Any:
    """The value of `script` there, brought over as JSON."""
    answers: list[str] = []
    where.runJavaScript(f"JSON.stringify({{value: ({script}) ?? null}})", 0, answers.append)
    wait_for(lambda: answers, script)
    assert answers[0], f"this script failed: {script}"
    return json.loads(answers[0])["value"]


class Page:
    """A merchant's page with the stand-in's Stripe.js, and hands to use it."""

    def __init__(
        self, standin: StandInHandle, locale: str = "en", back: str = "#fff", width: int = 520
    ) -> None:
        self.standin = standin
        self.profile = QWebEngineProfile()
        self.page = QWebEnginePage(self.profile)
        self.view = QWebEngineView()
        self.view.setPage(self.page)
        self.view.resize(width, 640)
        self.view.show()
        html = _PAGE.replace("@HOME@", standin.url).replace("@KEY@", standin.publishable_key)
        html = html.replace("@LOCALE@", locale).replace("@BACK@", back)
        self.page.setHtml(html, QUrl(f"{ORIGIN}/checkout"))
        wait_for(lambda: self.js("typeof run") == "function", "the page")

    def open(
        self,
        client_secret: str,
        saved: dict[str, str] = _SETTINGS,
        appearance: dict[str, Any] | None = None,
        options: dict[str, Any] | None = None,
    ) -> None:
        """Mount the Payment Element and wait until it takes typing."""
        settings = ", ".join(json.dumps(given or {}) for given in (saved, appearance, options))
        self.js(f"void open_({json.dumps(client_secret)}, {settings})")
        wait_for(lambda: self.saw("ready") and self.js("Boolean(actions)"), "a ready card form")

    def begin(
        self,
        client_secret: str,
        appearance: dict[str, Any] | None = None,
        saved: dict[str, str] = _SETTINGS,
        **more: Any,
    ) -> None:
        """Start a checkout without any Element; `more` are options of the SDK."""
        given = ", ".join(json.dumps(part) for part in (client_secret, saved, appearance, more))
        self.js(f"void (begin_({given}), load_())")
        wait_for(lambda: self.js("Boolean(actions)"), "the session")

    def mount(self, kind: str, **options: Any) -> None:
        """Create and mount `sdk.create<kind>Element()`, and wait until it is ready."""
        self.js(f"void mount_({json.dumps(kind)}, {json.dumps(options)})")
        wait_for(lambda: self.saw(f"{kind} ready"), f"a ready {kind} Element")

    def changes(self, kind: str) -> list[dict[str, Any]]:
        """The change events of that Element."""
        start = f"{kind} change "
        return [json.loads(line[len(start) :]) for line in self.seen() if line.startswith(start)]

    def inside(self, kind: str, script: str) -> Any:
        """The value of `script` inside the frame of that Element."""
        names = [frame for frame in self.page.mainFrame().children() if frame.isValid()]
        path = f"/frames/{_FRAME_OF[kind]}.html"
        title = self.js(f"document.querySelector('#place-{kind} iframe').title")
        found = [frame for frame in names if frame.url().path() == path]
        place = self.js(
            "[...document.querySelectorAll('iframe')].filter((node) =>"
            f" new URL(node.src).pathname === '{path}').map((node) => node.title)"
        ).index(title)
        return ask(found[place], script)

    def enter(self, kind: str, **values: str) -> None:
        """Fill in fields of that Element by their ids, as someone typing and moving on would."""
        for name, value in values.items():
            self.inside(
                kind,
                f"""void ((field, value) => {{
                  field.focus(); field.value = value;
                  field.dispatchEvent(new InputEvent('input', {{bubbles: true}}));
                  field.dispatchEvent(new Event('change', {{bubbles: true}}));
                }})(document.getElementById({json.dumps(name)}), {json.dumps(value)})""",
            )

    def js(self, script: str) -> Any:
        return ask(self.page, script)

    def seen(self) -> list[str]:
        found: list[str] = self.js("seen")
        return found

    def saw(self, beginning: str) -> bool:
        return any(line.startswith(beginning) for line in self.seen())

    def frame(self, path: str) -> QWebEngineFrame | None:
        for frame in self.page.mainFrame().children():
            if frame.isValid() and frame.url().path() == path:
                return frame
        return None

    def card(self, script: str) -> Any:
        """The value of `script` inside the card form, where no page can look."""
        frame = self.frame("/frames/card.html")
        assert frame is not None
        return ask(frame, script)

    def type(self, *texts: str) -> None:
        """Type on the keyboard; between two texts, Tab."""
        self.view.setFocus()
        for place, text in enumerate(texts):
            if place:
                self.press(Qt.Key.Key_Tab)
            for letter in text:
                QTest.keyClick(self._glass(), letter)
        self.settle()

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self._glass(), key)
        self.settle()

    def fill(self, number: str, expiry: str = "1240", cvc: str = "123") -> None:
        """Type a card; the caret moves on by itself."""
        self.focus()
        self.type(number)
        wait_for(lambda: self.card("document.activeElement.id") == "expiry", "the next field")
        self.type(expiry)
        wait_for(lambda: self.card("document.activeElement.id") == "cvc", "the last field")
        self.type(cvc)
        wait_for(lambda: self.card("cvc.value") == cvc, "the code")

    def focus(self) -> None:
        self.view.setFocus()
        self.js("void element.focus()")
        wait_for(lambda: self.card("document.activeElement.tagName") == "INPUT", "the focus")

    def start(self, call: str) -> None:
        """Begin an action of the SDK."""
        self.js(f"void run({call})")

    def result(self) -> dict[str, Any]:
        found: dict[str, Any] = wait_for(lambda: self.js("answer"), "an answer")
        return found

    def confirm(self, arguments: str = "") -> dict[str, Any]:
        self.start(f"actions.confirm({{redirect: 'if_required', {arguments}}})")
        return self.result()

    def bank(self) -> QWebEngineFrame:
        """The challenge's frame, once it asks."""
        frame = wait_for(lambda: self.frame("/frames/challenge.html"), "the bank's page")
        wait_for(lambda: ask(frame, "document.activeElement?.id") == "title", "the bank's question")
        assert isinstance(frame, QWebEngineFrame)
        return frame

    def settle(self) -> None:
        """Let the keys reach the renderer."""
        self.js("1")

    def close(self) -> None:
        self.view.close()
        self.page.deleteLater()
        self.view.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.profile.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _glass(self) -> Any:
        return self.view.focusProxy()


MakePage = Callable[..., Page]


class Api:
    """The stand-in's API as a merchant's server uses it."""

    def __init__(self, standin: StandInHandle) -> None:
        self._standin = standin

    def call(self, path: str, **fields: str) -> dict[str, Any]:
        """POST `fields`; without any, GET."""
        request = urllib.request.Request(
            f"{self._standin.url}/v1/{path}",
            urllib.parse.urlencode(fields).encode() if fields else None,
            {"authorization": f"Bearer {self._standin.secret_key}"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            found: dict[str, Any] = json.load(answer)
        return found

    def customer(self, **fields: str) -> str:
        customer: str = self.call("customers", email="zoe@example.fr", **fields)["id"]
        return customer

    def session(self, **fields: str) -> dict[str, Any]:
        """A session of 12.50 EUR as the till makes it; a walk-in's unless `customer` is given."""
        who = {} if "customer" in fields else {"customer_creation": "always"}
        return self.call(
            "checkout/sessions",
            **{
                "ui_mode": "elements", "mode": "payment", "allowed_payment_method_types[0]": "card",
                "line_items[0][quantity]": "1", "line_items[0][price_data][currency]": "eur",
                "line_items[0][price_data][unit_amount]": "1250",
                "line_items[0][price_data][product_data][name]": "Sale",
                "saved_payment_method_options[payment_method_save]": "enabled",
                "saved_payment_method_options[allow_redisplay_filters][0]": "always",
                **who, **fields,
            },
        )  # fmt: skip

    def cards(self, customer: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.call(f"customers/{customer}/payment_methods")["data"]
        return found


@pytest.fixture
def api(standin: StandInHandle) -> Api:
    return Api(standin)


@pytest.fixture
def make_page(qapp: QApplication, standin: StandInHandle) -> Iterator[MakePage]:
    """Opens pages, and closes them after the test."""
    opened: list[Page] = []

    def make(**options: Any) -> Page:
        opened.append(Page(standin, **options))
        return opened[-1]

    yield make
    for page in opened:
        page.close()
