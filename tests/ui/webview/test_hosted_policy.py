"""The rules of Stripe's own page in the window, without a browser."""

import pytest

from ui.webview.hosted_policy import HostedPolicy, hosted_policy_for
from ui.webview.model import HostedAddress, PageConfig
from ui.webview.policy import Kind

LIVE = PageConfig("https://js.stripe.com/endive/stripe.js", "pk_live_x", "fr")
HERE = "http://127.0.0.1:4000"
TRAINING = PageConfig(f"{HERE}/endive/stripe.js", "pk_test_x", "fr", api_hosts=(HERE,))
CHECKOUT = "https://checkout.stripe.com"
ENDS = ("https://shop.example/merci", "https://shop.example/", f"{HERE}/c/thanks")


def rules(config: PageConfig, url: str) -> HostedPolicy:
    made = hosted_policy_for(config, HostedAddress(url, ENDS, "fr"))
    assert made is not None
    return made


REAL = rules(LIVE, f"{CHECKOUT}/c/pay/cs_live_1#part")
STANDIN = rules(TRAINING, f"{HERE}/c/pay/cs_test_1")


@pytest.mark.parametrize(
    ("kind", "url", "live", "training"),
    [
        (Kind.MAIN_FRAME, f"{CHECKOUT}/c/pay/cs_live_1", True, False),
        (Kind.MAIN_FRAME, f"{HERE}/c/pay/cs_test_1", False, True),
        (Kind.MAIN_FRAME, f"{HERE}/c/thanks?x=1", False, False),
        (Kind.MAIN_FRAME, "https://stripe.com/legal", False, False),
        (Kind.MAIN_FRAME, "https://hooks.stripe.com/redirect", False, False),
        (Kind.MAIN_FRAME, "https://acs.any-bank.example/3ds", False, False),
        (Kind.MAIN_FRAME, "http://checkout.stripe.com/c/pay/cs_live_1", False, False),
        (Kind.MAIN_FRAME, "https://shop.example/merci", False, False),
        (Kind.MAIN_FRAME, "data:text/html,x", False, False),
        (Kind.MAIN_FRAME, "file:///etc/passwd", False, False),
        (Kind.SCRIPT, "https://js.stripe.com/v3/", True, False),
        (Kind.SCRIPT, "https://b.stripecdn.com/x.js", True, False),
        (Kind.SCRIPT, "https://stripe.com.evil.example/x.js", False, False),
        (Kind.SCRIPT, "https://evilstripe.com/x.js", False, False),
        (Kind.SCRIPT, "https://evil.example/x.js", False, False),
        (Kind.SCRIPT, "http://js.stripe.com/v3/", False, False),
        (Kind.SCRIPT, f"{HERE}/hosted/page.js", False, True),
        (Kind.SCRIPT, "http://127.0.0.1:4001/x.js", False, False),
        (Kind.CALL, "https://api.stripe.com/v1/payment_pages", True, False),
        (Kind.CALL, "https://evil.example/", False, False),
        (Kind.OTHER, "https://files.stripe.com/logo.png", True, False),
        (Kind.OTHER, "https://evil.example/pixel.png", False, False),
        (Kind.OTHER, "wss://js.stripe.com/", False, False),
        (Kind.OTHER, f"blob:{CHECKOUT}/1", False, False),
        (Kind.FRAME, "https://hooks.stripe.com/3d_secure", True, False),
        (Kind.FRAME, "https://acs.any-bank.example/3ds", True, False),
        (Kind.FRAME, "http://acs.any-bank.example/3ds", False, False),
        (Kind.FRAME, f"{HERE}/frames/card.html", False, True),
        (Kind.FRAME, "data:text/html,x", False, False),
    ],
)
def test_what_the_page_itself_may_ask_for(kind: Kind, url: str, live: bool, training: bool) -> None:
    assert REAL.allows(kind, url, f"{CHECKOUT}/") is live
    assert STANDIN.allows(kind, url, f"{HERE}/") is training


@pytest.mark.parametrize(
    ("url", "initiator", "live", "training"),
    [
        ("https://acs.any-bank.example/logo.png", "https://acs.any-bank.example", True, False),
        ("wss://acs.any-bank.example/push", "https://acs.any-bank.example", True, False),
        ("http://acs.any-bank.example/logo.png", "https://acs.any-bank.example", False, False),
        ("https://b.stripecdn.com/x.js", "https://js.stripe.com", True, False),
        (f"{CHECKOUT}/x", "null", False, False),
        (f"{CHECKOUT}/x", "", False, False),
        (f"{CHECKOUT}/x", "http://evil.example", False, False),
        (f"{HERE}/x", "http://127.0.0.1:4001", False, False),
    ],
)
def test_what_frames_of_others_may_ask_for(
    url: str, initiator: str, live: bool, training: bool
) -> None:
    assert REAL.allows(Kind.OTHER, url, initiator) is live
    assert STANDIN.allows(Kind.OTHER, url, initiator) is training


@pytest.mark.parametrize(
    ("url", "end"),
    [
        ("https://shop.example/merci", True),
        ("https://shop.example/merci?session_id=cs_1#x", True),
        ("https://shop.example", True),
        ("https://shop.example/", True),
        ("https://shop.example:443/merci", True),
        ("https://shop.example/merci/", False),
        ("http://shop.example/merci", False),
        ("https://shop.example.evil.example/merci", False),
        ("https://evil.example/https://shop.example/merci", False),
        ("about:blank", False),
        ("https://[", False),
    ],
)
def test_which_addresses_are_the_end(url: str, end: bool) -> None:
    assert REAL.is_end(url) is end
    assert not end or not REAL.allows_top(url)


@pytest.mark.parametrize(
    ("config", "url", "shown"),
    [
        (LIVE, f"{CHECKOUT}/c/pay/cs_live_1", True),
        (LIVE, "https://pay.maison-lumiere.example/c/pay/cs_live_1", True),  # a name of the shop's
        (LIVE, "http://checkout.stripe.com/c/pay/cs_live_1", False),
        (LIVE, "file:///etc/passwd", False),
        (LIVE, "", False),
        (TRAINING, f"{HERE}/c/pay/cs_test_1", True),
        (TRAINING, "http://127.0.0.1:4001/c/pay/cs_test_1", False),
        (TRAINING, f"{CHECKOUT}/c/pay/cs_test_1", False),
        (TRAINING, "", False),
    ],
)
def test_where_a_page_may_be_to_be_shown(config: PageConfig, url: str, shown: bool) -> None:
    assert (hosted_policy_for(config, HostedAddress(url, (), "fr")) is not None) is shown
