"""One Stripe client per environment: pinned transport, time-outs, and how often a read repeats.

A POST is sent once; only the payment journal repeats one, under the same key.
"""

import importlib
import logging
import ssl
import sys
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pos_app.kernel.clock import Clock
from pos_app.kernel.errors import OTHER_MODE, PosError, RemoteUnknown, RemoteUnreachable
from pos_app.kernel.ids import Randomness
from pos_app.settings.environment import Environment
from pos_app.stripe_gateway.departure import leaving_soon
from pos_app.stripe_gateway.expanding import Expanding
from pos_app.stripe_gateway.half_open import HalfOpen
from pos_app.stripe_gateway.lanes import Lanes
from pos_app.stripe_gateway.mode import ModeGuard
from pos_app.stripe_gateway.pace import Pace
from pos_app.stripe_gateway.translation import translate

if TYPE_CHECKING:
    import httpx
    import stripe
    from stripe._base_address import BaseAddresses

_log = logging.getLogger(__name__)

CONNECT_SECONDS: Final = 5.0
READ_SECONDS: Final = 30.0
_KEEP_ALIVE_SECONDS: Final = 120.0
"""A new TLS connection costs three round trips: keep one between two customers."""
_CONNECTIONS: Final = 60
"""As many as a fill in parallel asks at once, and some for the cashier."""
_LONGEST_EXCHANGE: Final = timedelta(seconds=CONNECT_SECONDS + READ_SECONDS)
_READ_TRIES: Final = 3
_READ_PATIENCE_SECONDS: Final = 4.0

_OK, _TOO_MANY = 200, 429

_UPLOAD: Final = "multipart/form-data"

T = TypeVar("T")
Sleep = Callable[[float], Awaitable[object]]
_UNREADABLE: Final = (AttributeError, KeyError, TypeError, ValueError, RecursionError)
"""What the SDK raises over JSON that isn't shaped like Stripe's."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A definitive success: the JSON object Stripe answered with."""

    data: Mapping[str, Any]
    request_id: str | None


@dataclass(frozen=True, slots=True)
class Unread:
    """A definitive success whose JSON nobody has read yet."""

    body: bytes
    request_id: str | None


_unread: ContextVar[list[bytes] | None] = ContextVar("unread", default=None)
"""Where the transport leaves a body that this task wants for itself."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What differs between the till and a simulation of it; `sleep` takes seconds."""

    clock: Clock
    randomness: Randomness
    sleep: Sleep
    transport: "httpx.AsyncBaseTransport | None" = None
    """None: real sockets."""
    lanes: bool = False
    """Whether each request under way has a client of its own (`Lanes`)."""


class Caller:
    """Sends requests and hands back plain JSON.

    Plain, since building the SDK's objects takes 15 ms for a page of 100 customers, a frame of
    the screen. Raises RemoteRefused, RemoteUnreachable, RemoteUnknown; nothing else of the SDK's.
    """

    def __init__(
        self, client: "stripe.StripeClient", http: "stripe.HTTPClient",
        surroundings: Surroundings, mode: ModeGuard, pace: Pace | None = None,
    ) -> None:  # fmt: skip
        self._client = client
        self._mode = mode
        self._http = http
        self._surroundings = surroundings
        self.pace = pace or Pace(surroundings.clock, surroundings.sleep)
        self.expanding = Expanding()
        """What the key may have shown within other objects."""
        self.skew_seconds = 0.0
        """Stripe's clock minus this machine's, by the newest reply's Date (whole seconds)."""
        self.time_known = False
        """Whether a reply has carried a Date yet."""

    async def get(
        self, path: str, params: Mapping[str, Any] | None = None, *, background: bool = False,
        version: str | None = None,
    ) -> Reply:  # fmt: skip
        """A read: repeated at most twice, with backoff and jitter, within four seconds.

        One in the `background` waits for its turn each time; `version` as in `post`.
        """

        async def ask(given: Mapping[str, Any]) -> Reply:
            return await self._repeated(
                path,
                lambda: self._send("get", path, given, None, version, background=background),
            )

        return await self.expanding.asked(params or {}, ask)

    async def get_unread(self, path: str, params: Mapping[str, Any]) -> Unread:
        """A read sent once and at once, its JSON left to the caller: see `in_turn`.

        The SDK reads a page of 100 customers in 3 ms on this thread, a plain reader on any other
        in 1. Raises RemoteUnknown for what isn't JSON by its looks.
        """
        kept: list[bytes] = []
        mark = _unread.set(kept)
        try:
            reply = await self._sent("get", path, params, None)
        finally:
            _unread.reset(mark)
        if not kept or not kept[0].lstrip()[:1] == b"{":
            raise RemoteUnknown("remote.nonsense", request_id=reply.request_id)
        return Unread(kept[0], reply.request_id)

    async def in_turn(self, path: str, ask: Callable[[], Awaitable[T]]) -> T:
        """A read in the background, whoever makes it: each time in its turn, repeated as `get`."""

        async def send() -> T:
            await self.pace.background()
            self._mode.check_going_on()
            return await ask()

        return await self._repeated(path, send)

    def hear(self, answer: object, refusals: Iterable[float | None]) -> None:
        """What Stripe said to another process of this till counts here as well: that the mode is
        another one, and how long it wants not to be asked (seconds, as far as it said)."""
        if isinstance(answer, PosError) and answer.key == OTHER_MODE:
            self._mode.stop()
        for retry_after in refusals:
            self.pace.refused(retry_after)

    def stripe_time(self) -> datetime:
        """Now, by Stripe's clock as far as it is known."""
        return self._surroundings.clock.now() + timedelta(seconds=self.skew_seconds)

    async def post(
        self, path: str, params: Mapping[str, Any], key: str, *, version: str | None = None
    ) -> Reply:
        """A write under an idempotency key (at most 255 characters), sent once; again only where
        Stripe refused to show something within the reply, and so did nothing (`Expanding`).

        `version`: of Stripe's API, for what the SDK's own doesn't know."""
        return await self.expanding.asked(
            params, lambda given: self._send("post", path, given, key, version)
        )

    async def delete(self, path: str) -> Reply:
        """Take something away, sent once. Stripe takes no idempotency key here: done again it does
        no harm (docs.stripe.com/api/idempotent_requests)."""
        return await self._send("delete", path, {}, None)

    async def upload(self, filename: str, content: bytes, purpose: str, key: str) -> Reply:
        """A file under an idempotency key, sent once, to the host Stripe has for files (the
        SDK's `FileService.create`: base address `files`, multipart)."""
        file = BytesIO(content)
        file.name = filename
        given = {"file": file, "purpose": purpose, "base": "files", "content_type": _UPLOAD}
        return await self._send("post", "/v1/files", given, key)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.close_async()  # type: ignore[no-untyped-call]

    async def _repeated(self, path: str, send: Callable[[], Awaitable[T]]) -> T:
        monotonic = self._surroundings.clock.monotonic
        begun = monotonic()
        for number in range(1, _READ_TRIES + 1):
            try:
                return await send()
            except (RemoteUnknown, RemoteUnreachable) as fault:
                late = monotonic() - begun > _READ_PATIENCE_SECONDS
                if number == _READ_TRIES or late or fault.key == OTHER_MODE:
                    raise
                _log.info("read_repeated path=%s number=%d why=%s", path, number, fault.key)
            share = int.from_bytes(self._surroundings.randomness(2), "big") / 0xFFFF
            await self._surroundings.sleep(0.15 * 2**number * (0.5 + share / 2))
        raise AssertionError("the last try returns or raises")

    async def _send(
        self, method: str, path: str, params: Mapping[str, Any], key: str | None,
        version: str | None = None, *, background: bool = False,
    ) -> Reply:  # fmt: skip
        if background:
            await self.pace.background()
        waited_for = nullcontext() if background else self.pace.foreground(read=method == "get")
        with waited_for:
            return await self._sent(method, path, params, key, version)

    async def _sent(
        self, method: str, path: str, params: Mapping[str, Any], key: str | None,
        version: str | None = None,
    ) -> Reply:  # fmt: skip
        import stripe

        options = {} if key is None else {"idempotency_key": key}
        if version is not None:
            options["stripe_version"] = version
        asked_at = self._surroundings.clock.now()
        try:
            answer = await self._client.raw_request_async(method, path, **params, **options)
            data, headers, request_id = answer.data, answer.headers, answer.request_id
        except stripe.StripeError as error:
            self._notice_date(error.headers, asked_at)
            if error.http_status == _TOO_MANY:
                self.pace.refused(_retry_after(error.headers))
            fault = translate(error)
            _log.info(
                "stripe_refused method=%s path=%s fault=%s status=%s request=%s",
                method, path, type(fault).__name__, error.http_status, error.request_id,
            )  # fmt: skip
            raise fault from _without_secrets(error)
        except _UNREADABLE as error:
            raise RemoteUnknown("remote.nonsense") from error
        self._notice_date(headers, asked_at)
        if not isinstance(data, Mapping):
            raise RemoteUnknown("remote.nonsense", request_id=request_id)
        return Reply(data, request_id)

    def _notice_date(self, headers: Mapping[str, str] | None, asked_at: datetime) -> None:
        """A reply that lay waiting while the machine slept tells a time long past: it is passed
        over, as is one during which somebody set the clock."""
        text = (headers or {}).get("date")
        now = self._surroundings.clock.now()
        if not text or not timedelta(0) <= now - asked_at <= _LONGEST_EXCHANGE:
            return
        try:
            theirs = parsedate_to_datetime(text)
            self.skew_seconds = (theirs - now).total_seconds()
            self.time_known = True
        except (ValueError, TypeError, OverflowError):
            _log.info("date_unreadable")


def _retry_after(headers: Mapping[str, str] | None) -> float | None:
    """Seconds, when Stripe says so in digits."""
    text = (headers or {}).get("retry-after", "")
    return float(text) if text.isascii() and text.isdigit() else None


def _without_secrets(error: "stripe.StripeError") -> "stripe.StripeError | None":
    """No cause for crash reports to print: a reply's body holds e-mails and client secrets."""
    return None if error.http_body else error


def build_caller(
    environment: Environment, surroundings: Surroundings, mode: ModeGuard,
    pace: Pace | None = None, *, key: str = "",
) -> Caller:  # fmt: skip
    """A client with `key`, the environment's secret one unless given.

    Imports stripe, httpx and what the first request would import; takes about 0.2 s, so it runs in
    a worker thread. Nothing here is bound to an event loop yet."""
    import stripe

    importlib.import_module("anyio._backends._asyncio")  # else the first request's 20 ms
    if "sniffio" not in sys.modules and find_spec("sniffio") is None:
        # httpcore looks for it ten times a request, and a search that fails takes 0.3 ms.
        sys.modules["sniffio"] = None  # type: ignore[assignment]
    # The SDK offers no other switch: left on, it sends timings and a stored machine id.
    stripe.enable_telemetry = False
    # Its DEBUG lines hold whole bodies: e-mail addresses and client secrets.
    logging.getLogger("stripe").setLevel(logging.WARNING)
    http = _transport(surroundings, environment, mode)
    api_base = environment.api_base
    client = stripe.StripeClient(
        key or environment.secret_key,
        base_addresses=_one_host(api_base.rstrip("/")) if api_base else None,
        http_client=http,
        max_network_retries=0,
    )
    return Caller(client, http, surroundings, mode, pace)


def _one_host(address: str) -> "BaseAddresses":
    """The stand-in is all of Stripe's hosts."""
    return {"api": address, "files": address}


def _transport(
    surroundings: Surroundings, environment: Environment, mode: ModeGuard
) -> "stripe.HTTPClient":
    """The SDK's HTTPXClient around our own httpx client, which it has no parameter for."""
    import httpx
    import stripe

    class PinnedClient(stripe.HTTPXClient):
        def __init__(self) -> None:
            super(stripe.HTTPXClient, self).__init__()
            self.httpx = httpx
            self.anyio = importlib.import_module("anyio")
            self._client = None
            self._half_open = HalfOpen()
            self._timeout = httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
            authorities = _authorities_for(environment)
            connect = partial(_connections, surroundings, environment, authorities)
            self._client_async = Lanes(connect) if surroundings.lanes else connect()

        async def request_async(
            self, method: str, url: str, headers: Mapping[str, str], post_data: Any = None
        ) -> tuple[bytes, int, Mapping[str, str]]:
            """As the SDK's own, whose way of passing the body httpx deprecates."""
            mode.check_going_on()
            leaving = None if method == "get" else leaving_soon(surroundings.clock)
            try:
                response = await self._client_async.request(
                    method, url, headers=headers, content=post_data, timeout=self._timeout,
                    extensions={"trace": self._half_open.watched(leaving)},
                )  # fmt: skip
            except (httpx.HTTPError, OSError, RuntimeError) as error:
                self._handle_request_error(error)
            mode.check_reply(response.content)
            return _handed_over(response), response.status_code, response.headers

        async def close_async(self) -> None:
            self._half_open.close()
            await super().close_async()  # type: ignore[no-untyped-call]

    return PinnedClient()


def _connections(
    surroundings: Surroundings, environment: Environment, authorities: "ssl.SSLContext | bool"
) -> "httpx.AsyncClient":
    import httpx

    return httpx.AsyncClient(
        transport=surroundings.transport,
        verify=authorities,
        # A proxy of the machine's must not be asked for this very machine.
        trust_env=environment.api_base is None,
        limits=httpx.Limits(
            max_connections=_CONNECTIONS, max_keepalive_connections=_CONNECTIONS,
            keepalive_expiry=_KEEP_ALIVE_SECONDS,
        ),
    )  # fmt: skip


def _handed_over(response: "httpx.Response") -> bytes:
    """The body for the SDK to read: nothing much when the one who asked reads it itself."""
    unread = _unread.get()
    if unread is None or response.status_code != _OK:
        return response.content
    unread.append(response.content)
    return b"{}"


def _authorities_for(environment: Environment) -> ssl.SSLContext | bool:
    """Who may vouch for Stripe's name: Stripe's own list, as its HTTPXClient uses, unless told.
    Plain http needs none, and reading them takes 20 ms."""
    import stripe

    if (environment.api_base or "").startswith("http:"):
        return False
    return ssl.create_default_context(cafile=environment.authorities or stripe.ca_bundle_path)
