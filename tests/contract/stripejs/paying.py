"""What the tests of the page script share: a page ready to pay, and what became of its session."""

from typing import Any

from PySide6.QtWebEngineCore import QWebEngineFrame

from tests.contract.stripejs.conftest import Api, MakePage, Page, ask

VISA = "4242424242424242"
AUTO = {"enableSave": "auto", "enableRedisplay": "auto"}
NEVER = {"enableSave": "never", "enableRedisplay": "never"}


def opened(make_page: MakePage, session: dict[str, Any], **options: Any) -> Page:
    saved, asked = options.pop("saved", NEVER), options.pop("asked", None)
    page = make_page(**options)
    page.open(session["client_secret"], saved, options=asked)
    return page


def status(api: Api, session: dict[str, Any]) -> tuple[str, str]:
    now = api.call(f"checkout/sessions/{session['id']}")
    return now["status"], now["payment_status"]


def click(frame: QWebEngineFrame, name: str) -> None:
    ask(frame, f"void document.getElementById('{name}').click()")
