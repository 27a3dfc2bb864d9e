"""Webhook endpoints and what they are told: by the official SDK, to a receiver on loopback."""

import http.server
import queue
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import stripe

from pos_app.training.process import StandIn
from pos_app.training.server.deliveries import RETRIES_AFTER_S
from tests.helpers.standin import StandInHandle

HOUR_S = 3600


@dataclass
class Told:
    """One request as it arrived."""

    path: str
    headers: dict[str, str]
    body: bytes

    def event(self, secret: str) -> stripe.Event:
        """Verified with the SDK's own means."""
        return stripe.Webhook.construct_event(self.body, self.headers["stripe-signature"], secret)


class Receiver(http.server.ThreadingHTTPServer):
    """Answers with `status`, and keeps what it was told."""

    daemon_threads = False
    block_on_close = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.status = 200
        self.told: queue.Queue[Told] = queue.Queue()
        self.url = f"http://127.0.0.1:{self.server_port}/webhooks?till=1"

    def next(self) -> Told:
        return self.told.get(timeout=15)

    def forget(self) -> None:
        """Whatever came so far."""
        while not self.told.empty():
            self.told.get()


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.send_response(self.server.status)
        if self.server.status == 302:
            self.send_header("location", "/elsewhere")
        self.send_header("content-length", "0")
        self.end_headers()
        self.server.told.put(Told(self.path, headers, body))

    def log_message(self, *_: Any) -> None:
        """Quiet."""


def listening(receiver: Receiver) -> threading.Thread:
    thread = threading.Thread(target=receiver.serve_forever, args=(0.01,))
    thread.start()
    return thread


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    thread = listening(made)
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.fixture
def endpoints(client: stripe.StripeClient) -> Any:
    return client.v1.webhook_endpoints


def settled(client: stripe.StripeClient, event: str, pending: int) -> stripe.Event:
    """The event once that many endpoints are still to be told; the answer is written after it."""
    for _ in range(2000):
        found = client.v1.events.retrieve(event)
        if found.pending_webhooks == pending:
            return found
    raise AssertionError(f"{event} is not down to {pending}")


def waiting(standin: StandInHandle) -> int:
    return int(standin.state()["deliveries_waiting"])


def test_the_life_of_an_endpoint(endpoints, receiver):
    made = endpoints.create(
        {
            "url": receiver.url, "enabled_events": ["charge.succeeded", "charge.failed"],
            "description": "Till", "metadata": {"till": "1"}, "api_version": "2026-10-28.endive",
        }
    )  # fmt: skip
    assert made.secret.startswith("whsec_")
    assert (made.status, made.url, made.application) == ("enabled", receiver.url, None)
    known = endpoints.retrieve(made.id)
    assert "secret" not in known
    assert known.api_version == "2026-10-28.endive"
    changed = endpoints.update(
        made.id,
        {"enabled_events": ["*"], "disabled": True, "description": "", "metadata": {"a": "b"}},
    )
    assert (changed.enabled_events, changed.status, changed.description) == (
        ["*"], "disabled", None,
    )  # fmt: skip
    assert changed.metadata.to_dict() == {"till": "1", "a": "b"}
    assert endpoints.update(made.id, {"disabled": False}).status == "enabled"
    assert [one.id for one in endpoints.list().data] == [made.id]
    gone = endpoints.delete(made.id)
    assert (gone.deleted, gone.id) == (True, made.id)
    assert endpoints.list().data == []
    with pytest.raises(stripe.InvalidRequestError) as caught:
        endpoints.retrieve(made.id)
    assert (caught.value.http_status, caught.value.code) == (404, "resource_missing")


@pytest.mark.parametrize(
    "url",
    ["https://example.com/hook", "http://10.0.0.1/", "http://127.0.0.1.example.com/",
     "ftp://127.0.0.1/", "127.0.0.1:80", "http://127.0.0.1:port/", "http://[::1", "",
     "http://user:word@127.0.0.1/", "http://127.0.0.1/a b", "http://127.0.0.1/\r\nX: y"],
)  # fmt: skip
def test_only_this_machine_is_told(endpoints, url):
    with pytest.raises(stripe.InvalidRequestError) as caught:
        endpoints.create({"url": url, "enabled_events": ["*"]})
    assert (caught.value.code, caught.value.param) == ("url_invalid", "url")


@pytest.mark.parametrize(
    ("fields", "param"),
    [({"enabled_events": ["no.such"]}, "enabled_events"), ({"connect": True}, "connect"),
     ({"api_version": "2025-03-31.basil"}, "api_version")],
)  # fmt: skip
def test_what_an_endpoint_cannot_be(endpoints, receiver, fields, param):
    with pytest.raises(stripe.InvalidRequestError) as caught:
        endpoints.create({"url": receiver.url, "enabled_events": ["*"], **fields})
    assert (caught.value.param or "").startswith(param)


def test_sixteen_at_most(endpoints, receiver):
    for _ in range(16):
        endpoints.create({"url": receiver.url, "enabled_events": ["payout.paid"]})
    with pytest.raises(stripe.InvalidRequestError, match="maximum of 16"):
        endpoints.create({"url": receiver.url, "enabled_events": ["*"]})


def test_a_delivery_is_signed_and_counted(client, endpoints, shop, receiver):
    hook = endpoints.create({"url": receiver.url, "enabled_events": ["customer.created"]})
    customer = shop.customer()
    told = receiver.next()
    event = told.event(hook.secret)
    assert (event.type, event.data.object.id) == ("customer.created", customer.id)
    assert event.data.object.name == "Zoé Müller"
    assert event.pending_webhooks == 1
    assert told.path == "/webhooks?till=1"
    assert told.headers["content-type"] == "application/json; charset=utf-8"
    assert told.headers["user-agent"] == "Stripe/1.0 (+https://stripe.com/docs/webhooks)"
    with pytest.raises(stripe.SignatureVerificationError):
        told.event("whsec_other")
    settled(client, event.id, 0)


def test_only_wanted_events_in_order_and_to_everybody(client, endpoints, shop, receiver):
    first = endpoints.create({"url": receiver.url, "enabled_events": ["*"]})
    other = endpoints.create({"url": receiver.url, "enabled_events": ["charge.succeeded"]})
    off = endpoints.create({"url": receiver.url, "enabled_events": ["*"]})
    endpoints.update(off.id, {"disabled": True})
    customer = shop.customer()
    shop.charge(customer, shop.card(customer).id)
    types = shop.events()
    seen: dict[str, list[str]] = {first.id: [], other.id: []}
    for _ in range(len(types) + 1):
        told = receiver.next()
        for hook in (first, other):
            try:
                seen[hook.id].append(told.event(hook.secret).type)
            except stripe.SignatureVerificationError:
                continue
    assert seen == {first.id: types, other.id: ["charge.succeeded"]}
    assert receiver.told.empty()


def test_what_is_undone_is_not_told(endpoints, shop, receiver, client):
    hook = endpoints.create({"url": receiver.url, "enabled_events": ["*"]})
    with pytest.raises(stripe.InvalidRequestError):
        shop.charge(shop.customer(), "pm_no")
    shop.v1.customers.create({"name": "After"})
    names = [receiver.next().event(hook.secret).data.object.name for _ in range(2)]
    assert names == ["Zoé Müller", "After"]


@pytest.mark.parametrize("status", [302, 400, 500])
def test_tried_again_until_taken(client, endpoints, shop, standin, receiver, status):
    hook = endpoints.create({"url": receiver.url, "enabled_events": ["customer.created"]})
    receiver.status = status
    shop.customer()
    event = receiver.next().event(hook.secret)
    assert settled(client, event.id, 1).pending_webhooks == 1
    failing = {"delivery_success": False, "types": ["customer.created"]}
    assert [one.id for one in client.v1.events.list(failing).data] == [event.id]
    standin.advance(10)
    assert receiver.next().event(hook.secret).id == event.id
    receiver.status = 204
    standin.advance(HOUR_S)
    again = receiver.next()
    assert again.event(hook.secret).id == event.id
    assert again.path == "/webhooks?till=1", "redirects are not followed"
    settled(client, event.id, 0)
    assert client.v1.events.list(failing).data == []
    assert waiting(standin) == 0


def test_given_up_after_three_days(client, endpoints, shop, standin, receiver):
    hook = endpoints.create({"url": receiver.url, "enabled_events": ["customer.created"]})
    receiver.status = 503
    shop.customer()
    event = receiver.next().event(hook.secret)
    for _ in RETRIES_AFTER_S:
        standin.advance(24 * HOUR_S)
        assert receiver.next().event(hook.secret).id == event.id
    gone_quiet(client, standin)
    assert client.v1.events.retrieve(event.id).pending_webhooks == 1
    assert client.v1.events.list({"delivery_success": False}).data[-1].id == event.id


def gone_quiet(client: stripe.StripeClient, standin: StandInHandle) -> None:
    """Nothing more is to be tried."""
    for _ in range(2000):
        if waiting(standin) == 0:
            return
    raise AssertionError("deliveries still wait")


def test_a_disabled_endpoint_misses_an_attempt_and_a_deleted_one_all(
    client, endpoints, shop, standin, receiver
):
    hook = endpoints.create({"url": receiver.url, "enabled_events": ["customer.created"]})
    receiver.status = 500
    shop.customer()
    event = receiver.next().event(hook.secret)
    endpoints.update(hook.id, {"disabled": True})
    receiver.forget()  # on a slow machine the second until the next attempt was over by then
    shop.customer()
    standin.advance(10)
    receiver.status = 200
    endpoints.update(hook.id, {"disabled": False})
    standin.advance(HOUR_S * 24)
    assert receiver.next().event(hook.secret).id == event.id
    settled(client, event.id, 0)
    assert receiver.told.empty(), "what happens while it is disabled is not for it"
    receiver.status = 500
    shop.customer()
    last = receiver.next().event(hook.secret)
    endpoints.delete(hook.id)
    settled(client, last.id, 0)
    assert waiting(standin) == 0


def test_an_answer_after_a_reset_is_of_no_later_event(client, standin, transport):
    """Rows are numbered anew after a reset: the late answer must not settle another's delivery."""
    asked, answer = threading.Event(), threading.Event()

    class Late(_Handler):
        def do_POST(self) -> None:
            asked.set()
            answer.wait(15)
            super().do_POST()

    late = Receiver()
    late.RequestHandlerClass = Late
    thread = listening(late)
    nobody = Receiver()
    nobody.server_close()
    endpoints = client.v1.webhook_endpoints
    endpoints.create({"url": late.url, "enabled_events": ["customer.created"]})
    client.v1.customers.create({"name": "Early"})
    assert asked.wait(15)
    standin.reset()
    endpoints.create({"url": nobody.url, "enabled_events": ["customer.created"]})
    client.v1.customers.create({"name": "Later"})
    answer.set()
    late.next()
    late.shutdown()
    thread.join()
    late.server_close()
    client.v1.customers.create({"name": "Last"})
    assert waiting(standin) == 2


def test_nobody_there_holds_up_nobody(client, endpoints, shop, standin):
    nobody = Receiver()
    nobody.server_close()
    endpoints.create({"url": nobody.url, "enabled_events": ["*"]})
    customer = shop.customer()
    assert shop.charge(customer, shop.card(customer).id).status == "succeeded"
    assert waiting(standin) == len(shop.events())


def test_a_killed_server_delivers_when_it_is_back(tmp_path: Path, transport):
    place = Receiver()
    place.server_close()
    process = StandIn.start_now(tmp_path / "s.db", customers=0)
    client = sdk(process, transport)
    fields = {"url": place.url, "enabled_events": ["customer.created"]}
    hook = client.v1.webhook_endpoints.create(fields)
    customer = client.v1.customers.create({"name": "Before"})
    process.kill_now()
    back = Receiver(place.server_port)
    thread = listening(back)
    process = StandIn.start_now(tmp_path / "s.db", customers=0)
    try:
        StandInHandle(process).advance(HOUR_S)
        event = back.next().event(hook.secret)
        assert event.data.object.id == customer.id
        settled(sdk(process, transport), event.id, 0)
    finally:
        process.stop_now()
        back.shutdown()
        thread.join()
        back.server_close()


def sdk(process: StandIn, transport: stripe.HTTPXClient) -> stripe.StripeClient:
    return stripe.StripeClient(
        process.secret_key, base_addresses={"api": process.url}, http_client=transport
    )


def test_the_server_ends_while_an_endpoint_keeps_it_waiting(tmp_path: Path, transport):
    asked, answer = threading.Event(), threading.Event()

    class Slow(_Handler):
        def do_POST(self) -> None:
            asked.set()
            answer.wait(15)

    slow = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    thread = threading.Thread(target=slow.serve_forever, args=(0.01,))
    thread.start()
    process = StandIn.start_now(tmp_path / "s.db", customers=0)
    client = sdk(process, transport)
    url = f"http://127.0.0.1:{slow.server_port}/"
    client.v1.webhook_endpoints.create({"url": url, "enabled_events": ["*"]})
    client.v1.customers.create({"name": "Slow"})
    assert asked.wait(15)
    process.stop_now()
    answer.set()
    slow.shutdown()
    thread.join()
    slow.server_close()
    assert not (tmp_path / "s.log").read_text("utf-8")
