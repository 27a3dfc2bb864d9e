"""The stand-in's web server: the API, its page, its controls."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pos_app.training.objects import redactions
from pos_app.training.page import page_api
from pos_app.training.records.call import Endpoint
from pos_app.training.records.idempotency import KeyedRequest, keyed
from pos_app.training.records.kinds import FILE
from pos_app.training.records.work import API_VERSION
from pos_app.training.server import control, scenarios, v2
from pos_app.training.server.door import Door
from pos_app.training.server.engine import ENDPOINTS, Engine, Reply, refused, reply_of
from pos_app.training.server.hosted import Hosted
from pos_app.training.server.recording import Keep, keep_nothing
from pos_app.training.server.scenarios import Kind, Scenario
from pos_app.training.wire import forms, guard, json_bodies, multipart, permissions
from pos_app.training.wire.errors import Body, StripeError, invalid, unknown_address

ASSETS = Path(__file__).parents[1] / "assets"
_ROOMS = "  /* rooms */\n"
"""Where stripe.js takes its parts in."""
LARGEST_BODY = 1_000_000
LARGEST_UPLOAD = 12_000_000
_STATIC = {
    "access-control-allow-origin": "*",
    "cross-origin-resource-policy": "cross-origin",
    "cache-control": "no-cache",
    "x-content-type-options": "nosniff",
}
_TYPES = {
    ".js": "text/javascript", ".html": "text/html", ".css": "text/css", ".svg": "image/svg+xml",
    ".json": "application/json",
}  # fmt: skip

Cut = Callable[[tuple[str, int]], None]
"""Drops the connection of a client (address, port) without an answer."""
Perform = Callable[[], Reply]


class Server:
    """Answers HTTP requests out of an `Engine`."""

    def __init__(self, engine: Engine, door: Door, cut: Cut, keep: Keep = keep_nothing) -> None:
        self._engine = engine
        self._door = door
        self._cut = cut
        self._keep = keep
        self._stripe_js = stripe_js().encode()

    def build(self) -> Starlette:
        routes = [
            Route(path, self._api_route(path), methods=sorted(_methods(path)))
            for path in dict.fromkeys(endpoint.path for endpoint in ENDPOINTS)
        ]
        app = Starlette(
            routes=[
                *routes,
                *(
                    Route(path, self._page_route(path), methods=["POST"])
                    for path in page_api.PAGE_HANDLERS
                ),
                Route("/v1/files/{id}/contents", self._contents),
                Route("/_training/{name}", self._control, methods=["GET", "POST"]),
                Route(scenarios.SCRIPT_PATH, self._script),
                Route("/frames/{name}", self._frame),
                *Hosted(self._engine, self._door).routes(),
            ],
            exception_handlers={HTTPException: self._unknown_route},
        )
        # an address with a slash too many names nothing: `customers.update("")` must not create
        app.router.redirect_slashes = False
        return app

    # --- the API

    def _api_route(self, path: str) -> Callable[[Request], Awaitable[Response]]:
        by_method = {e.method: e for e in ENDPOINTS if e.path == path}

        async def route(request: Request) -> Response:
            method = "GET" if request.method == "HEAD" else request.method
            return await self._api(request, by_method[method])

        return route

    async def _api(self, request: Request, endpoint: Endpoint) -> Response:
        request_id = self._engine.new_request_id()
        try:
            self._check_api(request)
            raw = await self._form(request)
            self._engine.keys.check_expanded(_key(request), _expanded(raw))
            self._engine.settle_time()
            key = request.headers.get("idempotency-key")
            known = keyed(key, "POST", request.url.path, raw) if key and _is_post(request) else None
            if self._engine.keys.sees_nothing(_key(request), request.method, request.url.path):
                reply = reply_of(200, permissions.nothing(request.url.path))
            else:
                reply = await self._keyed(request, endpoint, raw, request_id, known)
        except StripeError as error:
            reply = refused(error)
        except _Dropped:
            return Response(status_code=500)
        if v2.speaks(request.url.path):
            reply = v2.in_shape(reply)
        if reply.own:
            self._keep(endpoint.method, endpoint.path, reply.status, reply.body)
        return self._finish(request, reply, request_id)

    def _check_api(self, request: Request) -> None:
        guard.check_host(request.headers.get("host"))
        self._door.check_origin(request.headers.get("origin"))
        authorization, path = request.headers.get("authorization"), request.url.path
        key, secret = _key(request), request.query_params.get("client_secret")
        if key.startswith("pk_") and permissions.may_be_looked_at(request.method, path, secret):
            guard.check_publishable_key(key, live=self._door.live)
        else:
            guard.check_secret_key(authorization, live=self._door.live)
            guard.check_permission(authorization, request.method)
        self._engine.keys.check(key, request.method, path)
        if v2.speaks(request.url.path):
            v2.check_version(request.headers.get("stripe-version"))
        redactions.check_version(request.method, path, request.headers.get("stripe-version"))

    async def _form(self, request: Request) -> Body:
        """The parameters still as text. Raises StripeError (400)."""
        if request.method == "GET":
            return forms.decode(request.url.query)
        body = await request.body()
        kind = request.headers.get("content-type", "")
        uploads = request.url.path == FILE.url and kind.startswith(multipart.FORM_DATA)
        if len(body) > (LARGEST_UPLOAD if uploads else LARGEST_BODY):
            raise invalid("The request body is too large.")
        if uploads:
            return multipart.decode(body, kind)
        if v2.speaks(request.url.path):
            return v2.decode(body, kind, LARGEST_BODY)
        if body and not kind.startswith("application/x-www-form-urlencoded"):
            raise invalid(f"Invalid content type: {kind}. Send application/x-www-form-urlencoded.")
        try:
            text = body.decode()
        except UnicodeDecodeError as fault:
            raise invalid("The request body is not valid UTF-8.") from fault
        return forms.decode("&".join(t for t in (text, request.url.query) if t))

    async def _keyed(
        self, request: Request, endpoint: Endpoint, raw: Body,
        request_id: str, known: KeyedRequest | None,
    ) -> Reply:  # fmt: skip
        if known is None:
            return await self._troubled(
                request, lambda: self._checked(endpoint, raw, request, request_id, None),
                request_id, None,
            )  # fmt: skip
        stored = self._engine.idempotency.begin(known)
        if stored is not None:
            headers = {"idempotent-replayed": "true", "original-request": stored.request_id}
            replay = Reply(stored.status, stored.body, headers)
            return await self._troubled(request, lambda: replay, request_id, None)
        try:
            return await self._troubled(
                request, lambda: self._checked(endpoint, raw, request, request_id, known),
                request_id, known,
            )  # fmt: skip
        finally:
            self._engine.idempotency.end(known)

    def _checked(
        self, endpoint: Endpoint, raw: Body, request: Request,
        request_id: str, known: KeyedRequest | None,
    ) -> Reply:  # fmt: skip
        try:
            params = self._engine.check(endpoint, raw)
            endpoint.check_implemented(params)
        except StripeError as error:
            return refused(error)
        path = {name: str(value) for name, value in request.path_params.items()}
        return self._engine.perform(endpoint, params, path, request_id, known)

    async def _contents(self, request: Request) -> Response:
        """What was uploaded, as the file's own `url` gives it to whoever has the key."""
        request_id = self._engine.new_request_id()
        try:
            self._check_api(request)
            content, media = self._engine.contents(request.path_params["id"])
        except StripeError as error:
            return self._finish(request, refused(error), request_id)
        return Response(content, media_type=media, headers={"request-id": request_id})

    # --- trouble on order

    async def _troubled(
        self, request: Request, perform: Perform, request_id: str, known: KeyedRequest | None
    ) -> Reply:
        scenario = self._engine.scenarios.take(request.method, request.url.path)
        if scenario is None:
            return perform()
        if scenario.kind is Kind.LOST_BEFORE:
            await self._drop(request, scenario)
        if scenario.kind is Kind.LOST_AFTER:
            perform()
            await self._drop(request, scenario)
        if scenario.after:
            reply = perform()
            await asyncio.sleep(scenario.delay_s)
            return (
                reply if scenario.kind is Kind.SLOW else self._instead(scenario, request_id, known)
            )
        await asyncio.sleep(scenario.delay_s)
        if scenario.kind is Kind.SLOW:
            return perform()
        return self._instead(scenario, request_id, known)

    async def _drop(self, request: Request, scenario: Scenario) -> None:
        await asyncio.sleep(scenario.delay_s)
        assert request.client is not None  # TCP always has one
        self._cut((request.client.host, request.client.port))
        raise _Dropped

    def _instead(self, scenario: Scenario, request_id: str, known: KeyedRequest | None) -> Reply:
        """The answer on order; 500s are kept under the key, as Stripe keeps its own."""
        if scenario.kind is Kind.NONSENSE:
            kind = {"content-type": "text/html; charset=utf-8"}
            return Reply(200, scenarios.NONSENSE, kind, own=False)
        error = scenarios.refusal(scenario)
        if known is not None and error.stored:
            self._engine.store_refusal(error, request_id, known)
        if scenario.body is None:
            return refused(error)
        if isinstance(scenario.body, str):
            return Reply(scenario.status, scenario.body, own=False)
        return replace(reply_of(scenario.status, scenario.body), own=False)

    def _finish(self, request: Request, reply: Reply, request_id: str) -> Response:
        headers = {
            "content-type": "application/json",
            "request-id": request_id,
            "stripe-version": request.headers.get("stripe-version", API_VERSION),
            "date": self._engine.clock.http_date(),
            "cache-control": "no-cache, no-store",
        }
        key = request.headers.get("idempotency-key")
        if key is not None:
            headers["idempotency-key"] = key
        body = self._door.in_mode(reply.body)
        return Response(body, reply.status, headers | reply.headers)

    # --- the page

    def _page_route(self, path: str) -> Callable[[Request], Awaitable[Response]]:
        handler = page_api.PAGE_HANDLERS[path]

        async def route(request: Request) -> Response:
            request_id = self._engine.new_request_id()
            try:
                guard.check_host(request.headers.get("host"))
                self._door.check_origin(request.headers.get("origin"))
                given = json_bodies.read(await request.body(), LARGEST_BODY)
                if path not in page_api.KEYLESS:
                    guard.check_publishable_key(given.get("key"), live=self._door.live)
                self._engine.settle_time()
                reply = await self._troubled(
                    request,
                    lambda: self._engine.perform_page(
                        lambda work: handler(work, given), request_id
                    ),
                    request_id,
                    None,
                )
            except StripeError as error:
                reply = refused(error)
            except _Dropped:
                return Response(status_code=500)
            return self._finish(request, _for_page(reply), request_id)

        return route

    # --- controls and files

    async def _control(self, request: Request) -> Response:
        request_id = self._engine.new_request_id()
        try:
            guard.check_host(request.headers.get("host"))
            self._door.check_origin(request.headers.get("origin"))
            given = {}
            if _is_post(request):
                given = json_bodies.read(await request.body(), LARGEST_BODY)
            name = request.path_params["name"]
            reply = reply_of(200, control.run(self._engine, request.method, name, given))
        except StripeError as error:
            reply = refused(error)
        return self._finish(request, reply, request_id)

    async def _script(self, request: Request) -> Response:
        """Stripe.js, or trouble in its place: a page must get by without it."""
        kept = Reply(200, "")
        request_id = self._engine.new_request_id()
        try:
            guard.check_host(request.headers.get("host"))
            reply = await self._troubled(request, lambda: kept, request_id, None)
        except StripeError as error:
            return self._finish(request, refused(error), request_id)
        except _Dropped:
            return Response(status_code=500)
        if reply is kept:
            return self._static(request, ".js", lambda: self._stripe_js)
        return Response(reply.body, reply.status, _STATIC, media_type=_TYPES[".js"])

    async def _frame(self, request: Request) -> Response:
        name = request.path_params["name"]
        path = ASSETS / "frames" / Path(name).name
        return self._static(request, path.suffix, path.read_bytes)

    def _static(self, request: Request, suffix: str, read: Callable[[], bytes]) -> Response:
        try:
            guard.check_host(request.headers.get("host"))
        except StripeError as error:
            return self._finish(request, refused(error), self._engine.new_request_id())
        kind = _TYPES.get(suffix)
        if kind is None:
            return self._unknown(request)
        try:
            return Response(read(), media_type=kind, headers=_STATIC)
        except (FileNotFoundError, ValueError):  # ValueError: a name that no file can have
            return self._unknown(request)

    async def _unknown_route(self, request: Request, _fault: Exception) -> Response:
        try:
            guard.check_host(request.headers.get("host"))
        except StripeError as error:
            return self._finish(request, refused(error), self._engine.new_request_id())
        return self._unknown(request)

    def _unknown(self, request: Request) -> Response:
        reply = refused(unknown_address(request.method, request.url.path))
        return self._finish(request, reply, self._engine.new_request_id())


def stripe_js() -> str:
    """The stand-in's Stripe.js in one piece: its rooms, by name, inside the wall of stripe.js."""
    rooms = [path.read_text("utf-8") for path in sorted((ASSETS / "stripe").glob("*.js"))]
    before, _, after = (ASSETS / "stripe.js").read_text("utf-8").partition(_ROOMS)
    return before + "\n".join(rooms) + after


class _Dropped(Exception):
    """The connection was cut on purpose: there is nobody to answer."""


def _methods(path: str) -> set[str]:
    return {endpoint.method for endpoint in ENDPOINTS if endpoint.path == path}


def _key(request: Request) -> str:
    """The key it was asked with; empty for none."""
    return guard.key_of(request.headers.get("authorization") or "") or ""


def _is_post(request: Request) -> bool:
    return request.method == "POST"


def _for_page(reply: Reply) -> Reply:
    """Refusals too in the shape Stripe.js gives its page."""
    if reply.status == 200 or reply.headers:
        return reply
    try:
        message = json.loads(reply.body)["error"]["message"]
    except (ValueError, KeyError, TypeError):
        return reply
    return reply_of(reply.status, page_api.failure(message))


def _expanded(raw: Body) -> list[str]:
    """The paths to expand, while parameters are still text."""
    given = raw.get("expand")
    return [str(path) for path in given.values()] if isinstance(given, dict) else []
