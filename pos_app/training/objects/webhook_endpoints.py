"""Webhook endpoints: who is told of events.

Stripe refuses addresses that the internet can't reach; the stand-in refuses those it can, so that
practice never tells anybody outside this machine anything.
"""

from urllib.parse import urlsplit

from pos_app.training.records import lists, outbox
from pos_app.training.records.call import Call, Endpoint, names
from pos_app.training.records.kinds import WEBHOOK_ENDPOINT, random_text
from pos_app.training.records.work import API_VERSION, private, public
from pos_app.training.wire.errors import Body, invalid, unsupported
from pos_app.training.wire.guard import LOOPBACK
from pos_app.training.wire.metadata import merged

MOST = 16
"""Endpoints of one account (Stripe's documentation)."""
SECRET_LENGTH = 32
LONGEST_URL = 2048


def create(call: Call) -> Body:
    """The only answer that shows the secret. Raises StripeError (400)."""
    params = call.params
    if params.get("connect"):
        raise unsupported("connect")
    if params.get("api_version", API_VERSION) != API_VERSION:
        message = f"The training stand-in writes events as of {API_VERSION} only."
        raise invalid(message, code="training_not_implemented", param="api_version")
    if len(call.work.database.rows("SELECT id FROM webhook_endpoints")) >= MOST:
        raise invalid(f"You have reached the maximum of {MOST} test webhook endpoints.")
    secret = f"whsec_{random_text(SECRET_LENGTH)}"
    body: Body = {
        "id": WEBHOOK_ENDPOINT.new_id(),
        "object": "webhook_endpoint",
        "api_version": params.get("api_version"),
        "application": None,
        "created": call.work.now,
        "description": params.get("description") or None,
        "enabled_events": _types(params["enabled_events"]),
        "livemode": False,
        "metadata": merged({}, params.get("metadata")),
        "status": "enabled",
        "url": _address(params["url"]),
    }
    call.work.add({**body, "_private": {"secret": secret}})
    return {**body, "secret": secret}


def retrieve(call: Call) -> Body:
    return public(call.work.get(WEBHOOK_ENDPOINT, call.id, param="webhook_endpoint"))


def update(call: Call) -> Body:
    params = call.params
    before = call.work.get(WEBHOOK_ENDPOINT, call.id, param="webhook_endpoint")
    after = {**before, "metadata": merged(before["metadata"], params.get("metadata"))}
    if "description" in params:
        after["description"] = params["description"] or None
    if "enabled_events" in params:
        after["enabled_events"] = _types(params["enabled_events"])
    if "url" in params:
        after["url"] = _address(params["url"])
    if "disabled" in params:
        after["status"] = "disabled" if params["disabled"] else "enabled"
    return public(call.work.save(before, after))


def delete(call: Call) -> Body:
    """Gone for good; what it was still to be told goes with it."""
    body = call.work.get(WEBHOOK_ENDPOINT, call.id, param="webhook_endpoint")
    outbox.forget(call.work.database, body["id"])
    call.work.database.execute("DELETE FROM webhook_endpoints WHERE id = ?", (body["id"],))
    return {"id": body["id"], "object": "webhook_endpoint", "deleted": True}


def list_all(call: Call) -> Body:
    return lists.page(call.work, WEBHOOK_ENDPOINT, call.params)


def secret_of(endpoint: Body) -> str:
    """What its deliveries are signed with."""
    return str(private(endpoint)["secret"])


def _types(given: list[str]) -> list[str]:
    if not given:
        message = "You must choose at least one event type in enabled_events."
        raise invalid(message, code="parameter_missing", param="enabled_events")
    return list(dict.fromkeys(given))


def _address(url: str) -> str:
    """Raises StripeError url_invalid (400) for what isn't http or https on this machine."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:  # a port that is no number, half an IPv6 address
        host = port = None
        parts = urlsplit("")
    odd = any(not "!" <= character <= "~" for character in url) or len(url) > LONGEST_URL
    if parts.scheme not in ("http", "https") or odd or parts.username is not None or not host:
        message = "Invalid URL: an address with http or https is needed, such as"
        raise _refused(f"{message} http://127.0.0.1:8000/webhooks.")
    if host not in LOOPBACK or port == 0:
        message = "Invalid URL: the training stand-in tells only this machine of events; use"
        raise _refused(f"{message} 127.0.0.1, localhost or [::1].")
    return url


def _refused(message: str) -> Exception:
    return invalid(message, code="url_invalid", param="url")


_ITEM = "/v1/webhook_endpoints/{id}"

ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint("POST", WEBHOOK_ENDPOINT.url, create, "WebhookEndpointCreateParams",
             names("api_version connect description enabled_events metadata url")),
    Endpoint("GET", WEBHOOK_ENDPOINT.url, list_all, "WebhookEndpointListParams",
             names("limit starting_after ending_before")),
    Endpoint("GET", _ITEM, retrieve, "WebhookEndpointRetrieveParams"),
    Endpoint("POST", _ITEM, update, "WebhookEndpointUpdateParams",
             names("description disabled enabled_events metadata url")),
    Endpoint("DELETE", _ITEM, delete, "WebhookEndpointDeleteParams"),
)  # fmt: skip
