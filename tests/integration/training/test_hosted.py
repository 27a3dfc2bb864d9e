"""The hosted page over plain HTTP: who may open it, what its answers carry, what stays secret."""

import json
import re
import urllib.error
import urllib.request
from email.message import Message
from typing import Any

import pytest

from tests.helpers.standin import StandInHandle
from tests.integration.training.conftest import Shop

Answer = tuple[int, Message, str]


def fetch(address: str, body: dict[str, Any] | None = None, **headers: str) -> Answer:
    """(status, headers, text); with `body`, a JSON POST."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.headers, refused.read().decode()


def hosted(shop: Shop, **fields: Any) -> Any:
    return shop.session(
        **{
            "ui_mode": "hosted_page", "success_url": "https://shop.invalid/{CHECKOUT_SESSION_ID}",
            "cancel_url": "https://shop.invalid/back", **fields,
        },
    )  # fmt: skip


def given(text: str) -> dict[str, Any]:
    """What the server wrote into the page for its script."""
    [found] = re.findall(r'<script type="application/json" id="given">(.*?)</script>', text)
    told: dict[str, Any] = json.loads(found)
    return told


def secret_of(session: Any) -> str:
    """Of a hosted session: only its page is told."""
    secret: str = given(fetch(session.url)[2])["secret"]
    return secret


def test_the_page_may_run_and_reach_nothing_but_its_own(shop: Shop) -> None:
    status, headers, text = fetch(hosted(shop).url)
    assert status == 200
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in headers
    # its own words and files only
    assert re.findall(r"(?:src|href)=\"(?!/)[^\"]+\"", text) == []


def test_the_page_in_a_frame_may_be_framed_by_shops(standin: StandInHandle) -> None:
    status, headers, text = fetch(f"{standin.url}/c/embedded")
    assert status == 200
    assert "frame-ancestors https: http://127.0.0.1:*" in headers["content-security-policy"]
    assert given(text) == {"state": "open", "embedded": True}


@pytest.mark.parametrize(
    ("closing", "status"), [("expire", 410), ("clock", 410), ("pay", 200), ("", 200)]
)
def test_the_status_of_the_address(
    shop: Shop, standin: StandInHandle, closing: str, status: int
) -> None:
    session = hosted(shop)
    if closing == "expire":
        shop.v1.checkout.sessions.expire(session.id)
    elif closing == "clock":
        standin.advance(24 * 3600 + 1)
    elif closing == "pay":
        assert standin.pay(secret_of(session), email="z@example.fr")["type"] == "success"
    found, _, text = fetch(session.url)
    assert found == status
    state = {"expire": "expired", "clock": "expired", "pay": "complete", "": "open"}[closing]
    assert given(text)["state"] == state


def test_no_such_address(shop: Shop, standin: StandInHandle) -> None:
    other = shop.session()  # one that is paid elsewhere has no page here
    for name in ("cs_test_nothing", other.id, "..%2f..%2fstripe.js"):
        status, _, text = fetch(f"{standin.url}/c/pay/{name}")
        assert status == 404, name
        assert "secret" not in text


def test_a_closed_sessions_page_is_told_no_secret(shop: Shop) -> None:
    session = hosted(shop)
    secret = secret_of(session)
    assert secret.startswith(f"{session.id}_secret_")
    shop.v1.checkout.sessions.expire(session.id)
    assert secret not in fetch(session.url)[2]


def test_the_api_never_shows_a_hosted_sessions_secret(shop: Shop, standin: StandInHandle) -> None:
    session = hosted(shop)
    secret = secret_of(session)
    assert session.client_secret is None
    assert shop.v1.checkout.sessions.retrieve(session.id).client_secret is None
    assert [one.client_secret for one in shop.v1.checkout.sessions.list().data] == [None]
    assert standin.pay(secret, email="z@example.fr")["type"] == "success"
    events = json.dumps([event.to_dict() for event in shop.v1.events.list().data], default=str)
    assert session.id in events
    assert secret not in events


def test_what_is_written_into_the_page_can_not_end_it(shop: Shop) -> None:
    session = hosted(shop, cancel_url="https://shop.invalid/?</script><script>alert(1)</script>")
    text = fetch(session.url)[2]
    assert "<script>alert" not in text
    assert given(text)["back"].endswith("</script><script>alert(1)</script>")


@pytest.mark.parametrize("path", ["/c/pay/cs_test_x", "/c/embedded", "/hosted/page.js"])
def test_another_name_for_this_machine_is_refused(standin: StandInHandle, path: str) -> None:
    assert fetch(standin.url + path, host="shop.example")[0] == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": "https://shop.invalid"}, 403),
        ({"host": "shop.example"}, 403),
    ],
)
def test_only_the_page_itself_asks(
    shop: Shop, standin: StandInHandle, headers: dict[str, str], status: int
) -> None:
    session = hosted(shop)
    body = {"client_secret": secret_of(session)}
    assert fetch(f"{standin.url}/c/facts", body, **headers)[0] == status


def test_what_the_page_is_told(shop: Shop, standin: StandInHandle) -> None:
    session = hosted(
        shop, locale="fr", submit_type="donate", billing_address_collection="required",
        phone_number_collection={"enabled": True},
    )  # fmt: skip
    told = json.loads(fetch(f"{standin.url}/c/facts", {"client_secret": secret_of(session)})[2])
    assert told["successUrl"] == f"https://shop.invalid/{session.id}"
    assert told["cancelUrl"] == "https://shop.invalid/back"
    assert told["billingAddressCollection"] == "required"
    assert told["phoneNumberRequired"] is told["emailRequired"] is True
    assert told["allowPromotionCodes"] is False
    assert (told["locale"], told["submitType"]) == ("fr", "donate")


@pytest.mark.parametrize("secret", [None, 5, "", "cs_test_nothing_secret_x", "{id}_secret_wrong"])
def test_a_wrong_secret_opens_nothing(shop: Shop, standin: StandInHandle, secret: Any) -> None:
    session = hosted(shop)
    wrong = secret.replace("{id}", session.id) if isinstance(secret, str) else secret
    for path in ("/c/facts", "/c/answers"):
        status, _, text = fetch(standin.url + path, {"client_secret": wrong})
        assert status == 400
        assert "does not match" in json.loads(text)["error"]["message"]


def test_nonsense_is_refused(standin: StandInHandle) -> None:
    for data in (b"", b"[]", b"{", b'"' + b"x" * 200_000 + b'"'):
        request = urllib.request.Request(f"{standin.url}/c/facts", data)
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(request, timeout=30)
        assert caught.value.code == 400
        caught.value.close()


def test_only_the_pages_own_files_are_served(standin: StandInHandle) -> None:
    for name, status in {
        "page.js": 200, "page.css": 200, "page.html": 404, "nothing.js": 404,
        "..%2fstripe.js": 404, "%00.js": 404,
    }.items():  # fmt: skip
        assert fetch(f"{standin.url}/hosted/{name}")[0] == status, name
