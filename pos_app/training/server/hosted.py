"""The page Stripe would host: at a session's own address, or in a frame of the merchant's page.

Whoever has the address `/c/pay/{session}` may pay, so the server hands that page the session's
secret while it is open; the API never shows it for a hosted session. The page in a frame is given
its secret by the stand-in's Stripe.js around it, and its address says nothing.
"""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pos_app.training.objects import session_questions
from pos_app.training.page import page_session
from pos_app.training.records.kinds import SESSION
from pos_app.training.records.work import Work, private, with_private
from pos_app.training.server.door import Door
from pos_app.training.server.engine import Engine, Reply, refused
from pos_app.training.wire import guard, json_bodies
from pos_app.training.wire.errors import Body, StripeError, invalid

ASSETS = Path(__file__).parents[1] / "assets" / "hosted"
_KEYS = {False: "pk_test_hosted", True: "pk_live_hosted"}
"""By whether live: the publishable key of pages that no merchant's script opened."""
LARGEST_ANSWER = 100_000
_SLOT = "<!-- given -->"
_TYPES = {".js": "text/javascript", ".css": "text/css"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
    " frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors "
)
_FRAMED_BY = "https: http://127.0.0.1:* http://localhost:*"
"""What live Stripe.js takes, and loopback."""
_HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
}
_HTTP_STATUS = {"open": 200, "complete": 200, "expired": 410, "unknown": 404}

Ask = Callable[[Work, Body], Body]


class Hosted:
    """The routes of the page, its files and its two questions."""

    def __init__(self, engine: Engine, door: Door) -> None:
        self._engine = engine
        self._door = door
        self._html = (ASSETS / "page.html").read_text("utf-8")

    def routes(self) -> list[Route]:
        return [
            Route("/c/pay/{session}", self._own_address),
            Route("/c/embedded", self._in_a_frame),
            Route("/c/thanks", self._after("thanks.html")),
            Route("/c/back", self._after("back.html")),
            Route("/c/facts", self._question(facts), methods=["POST"]),
            Route("/c/answers", self._question(take_answers), methods=["POST"]),
            Route("/hosted/{name}", self._file),
        ]

    async def _own_address(self, request: Request) -> Response:
        try:
            guard.check_host(request.headers.get("host"))
        except StripeError as error:
            return _sent(refused(error))
        self._engine.settle_time()
        identifier = str(request.path_params["session"])
        session = self._engine.database.load(SESSION, identifier)
        state = standing(session)
        given: Body = {"state": state, "embedded": False, "key": _KEYS[self._door.live]}
        if session is not None and state != "unknown":
            given["locale"] = session["locale"]
            given["merchant"] = page_session.BUSINESS_NAME
            given["back"] = session["cancel_url"]
        if session is not None and state == "open":
            given["secret"] = private(session)["secret"]
        return self._page(given, _HTTP_STATUS[state], "'none'")

    async def _in_a_frame(self, request: Request) -> Response:
        try:
            guard.check_host(request.headers.get("host"))
        except StripeError as error:
            return _sent(refused(error))
        return self._page({"state": "open", "embedded": True}, 200, _FRAMED_BY)

    def _after(self, name: str) -> Callable[[Request], Awaitable[Response]]:
        """Where a till in training sends who paid, or turned back, as a shop does to its own
        pages."""

        async def route(request: Request) -> Response:
            try:
                guard.check_host(request.headers.get("host"))
            except StripeError as error:
                return _sent(refused(error))
            headers = {**_HEADERS, "content-security-policy": _POLICY + "'none'"}
            html = (ASSETS / name).read_text("utf-8")
            return Response(html, 200, headers, media_type="text/html")

        return route

    def _page(self, given: Body, status: int, framed_by: str) -> Response:
        # Inside a script element only "<" could end it.
        data = json.dumps(given).replace("<", "\\u003c")
        slot = f'<script type="application/json" id="given">{data}</script>'
        headers = {**_HEADERS, "content-security-policy": _POLICY + framed_by}
        html = self._html.replace(_SLOT, slot)
        return Response(html, status, headers, media_type="text/html")

    def _question(self, ask: Ask) -> Callable[[Request], Awaitable[Response]]:
        async def route(request: Request) -> Response:
            try:
                guard.check_host(request.headers.get("host"))
                self._door.check_origin(request.headers.get("origin"))
                given = json_bodies.read(await request.body(), LARGEST_ANSWER)
                self._engine.settle_time()
                request_id = self._engine.new_request_id()
                reply = self._engine.perform_page(lambda work: ask(work, given), request_id)
            except StripeError as error:
                reply = refused(error)
            return _sent(reply)

        return route

    async def _file(self, request: Request) -> Response:
        path = ASSETS / Path(str(request.path_params["name"])).name
        try:
            guard.check_host(request.headers.get("host"))
            kind = _TYPES.get(path.suffix)
            if kind is None:
                raise FileNotFoundError(path.name)
            headers = {"cache-control": "no-cache", "x-content-type-options": "nosniff"}
            return Response(path.read_bytes(), media_type=kind, headers=headers)
        except StripeError as error:
            return _sent(refused(error))
        except (FileNotFoundError, ValueError):  # ValueError: a name that no file can have
            return _sent(refused(invalid("There is no such file.", status=404)))


def standing(session: Body | None) -> str:
    """open, complete, expired or unknown: only a hosted session may be paid at its address."""
    if session is None or session["ui_mode"] != "hosted_page":
        return "unknown"
    return str(session["status"])


def facts(work: Work, given: Body) -> Body:
    """What the page must ask and say, besides what Stripe.js tells every page."""
    session = page_session.of_secret(work, given)
    return {
        **page_session.particulars(work, session),
        "allowPromotionCodes": bool(session["allow_promotion_codes"]),
    }


def take_answers(work: Work, given: Body) -> Body:
    """Keep, for the confirmation to come, what no call of Stripe.js carries."""
    session = page_session.of_secret(work, given)
    fields = given.get("customFields")
    fields = fields if isinstance(fields, dict) else {}
    wrong = _wrong_field(session["custom_fields"], fields)
    if wrong is not None or session["status"] != "open":
        return {"type": "error", "field": wrong}
    answers = {"customFields": fields, "termsAccepted": given.get("termsAccepted") is True}
    page = {**page_session.page_of(session), "answers": answers}
    work.save(session, with_private(session, page=page))
    return {"type": "success"}


def _wrong_field(fields: list[Body], values: Body) -> str | None:
    """The key of the first custom field whose answer is missing or doesn't fit."""
    for one in session_questions.answered(fields, values):
        given = values.get(one["key"])
        if one[one["type"]]["value"] is None and (given or not one["optional"]):
            return str(one["key"])
    return None


def _sent(reply: Reply) -> Response:
    headers = {"content-type": "application/json", "cache-control": "no-store"}
    return Response(reply.body, reply.status, headers)
