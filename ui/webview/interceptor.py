"""The gate every request of the page passes, whatever its scheme."""

import logging
from collections import Counter
from typing import Protocol

from PySide6.QtWebEngineCore import QWebEngineUrlRequestInfo, QWebEngineUrlRequestInterceptor

from ui.webview.policy import Kind, origin_of

logger = logging.getLogger(__name__)

_Type = QWebEngineUrlRequestInfo.ResourceType
_KINDS = {
    _Type.ResourceTypeMainFrame: Kind.MAIN_FRAME,
    _Type.ResourceTypeNavigationPreloadMainFrame: Kind.MAIN_FRAME,
    _Type.ResourceTypeSubFrame: Kind.FRAME,
    _Type.ResourceTypeNavigationPreloadSubFrame: Kind.FRAME,
    _Type.ResourceTypeScript: Kind.SCRIPT,
    _Type.ResourceTypeXhr: Kind.CALL,
}


class Rules(Protocol):
    """What a gate asks: `RequestPolicy`, or `HostedPolicy` of a page of Stripe's own."""

    @property
    def page_origin(self) -> str: ...

    def allows(self, kind: Kind, url: str, initiator: str) -> bool: ...

    def allows_frame(self, url: str) -> bool: ...


class RequestGate(QWebEngineUrlRequestInterceptor):
    """Blocks what the policy doesn't name; counts what it blocked by kind of request.

    The engine calls it on the UI thread (since Qt 6.0), so it needs no lock.
    """

    def __init__(self, policy: Rules) -> None:
        super().__init__()
        self.policy = policy
        self.blocked: Counter[str] = Counter()
        self._own_load = ""

    def expect_own_load(self, html_url_prefix: str) -> None:
        """Let one main-frame load of `data:` through: what setHtml turns its text into."""
        self._own_load = html_url_prefix

    def count(self, what: str, url: str) -> None:
        """Note a refusal, by origin only: paths and queries may carry a customer's data."""
        self.blocked[what] += 1
        logger.warning("request_refused kind=%s to=%s", what, origin_of(url) or _scheme(url))

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Called by the engine for each request, before it leaves."""
        info.block(True)  # whatever goes wrong below, nothing leaves
        url = info.requestUrl().toString()
        kind = _KINDS.get(info.resourceType(), Kind.OTHER)
        if kind is Kind.MAIN_FRAME and self._own_load and url.startswith(self._own_load):
            self._own_load = ""
            info.block(False)
        elif self.policy.allows(kind, url, info.initiator().toString()):
            info.block(False)
        elif info.resourceType() != _Type.ResourceTypeFavicon:
            self.count(info.resourceType().name.removeprefix("ResourceType").lower(), url)


def _scheme(url: str) -> str:
    return url.partition(":")[0][:20] + ":"
