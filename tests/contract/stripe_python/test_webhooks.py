"""Events really delivered, verified with the Python package's own means."""

import http.server
import queue
import threading
from collections.abc import Iterator

import pytest
import stripe

from tests.contract.stripe_python.conftest import SDK_WARNS

pytestmark = pytest.mark.filterwarnings(SDK_WARNS)


class Receiver(http.server.HTTPServer):
    """Takes every event; `told` holds (body, signature)."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.told: queue.Queue[tuple[bytes, str]] = queue.Queue()
        self.url = f"http://127.0.0.1:{self.server_port}/hook"


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.send_response(200)
        self.send_header("content-length", "0")
        self.end_headers()
        self.server.told.put((body, self.headers["stripe-signature"]))

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    thread = threading.Thread(target=made.serve_forever, args=(0.01,))
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


async def test_a_delivered_event_is_verified(api, receiver):
    hook = await api.hook(url=receiver.url)
    made = await api.customer()
    body, signature = receiver.told.get(timeout=15)
    event = api.client.construct_event(body, signature, hook.secret)
    assert type(event) is stripe.Event
    assert (event.type, event.data.object.to_dict()) == ("customer.created", made.to_dict())


@pytest.mark.parametrize("wrong", ["body", "signature", "secret", "none"])
async def test_a_delivery_that_was_tampered_with(api, receiver, wrong):
    hook = await api.hook(url=receiver.url)
    await api.customer()
    body, signature = receiver.told.get(timeout=15)
    given = {"body": body, "signature": signature, "secret": hook.secret}
    given |= {
        "body": {"body": body.replace(b"Zo", b"Jo")},
        "signature": {"signature": signature[:-1] + ("0" if signature[-1] != "0" else "1")},
        "secret": {"secret": "whsec_other"},
        "none": {"signature": "t=1"},
    }[wrong]
    with pytest.raises(stripe.SignatureVerificationError) as fault:
        api.client.construct_event(given["body"], given["signature"], given["secret"])
    assert fault.value.sig_header == given["signature"]
