"""Replies as networks, proxies and bugs make them: what was right, spoilt in one of many ways.

What is made is known to its maker (`Answer.honest`): only a reply that says what Stripe said, and
says it as HTTP wants it, may be believed.
"""

import copy
import gzip
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

Json = dict[str, Any]
_IDS: Final = (
    "cus_Another1", "pi_Another1", "pm_Another1", "cs_test_Another1", "re_Another1", "du_Another1",
    "acct_Another1", "", "x", "cus_", "../../v1/charges", "pi_" + "a" * 300, "pi_1\n", "ПИ_1",
)  # fmt: skip
_STATUSES: Final = (
    200, 201, 202, 204, 206, 301, 302, 304, 307, 400, 401, 402, 403, 404, 405, 408, 409, 410, 413,
    418, 422, 424, 429, 451, 499, 500, 501, 502, 503, 504, 520, 599,
)  # fmt: skip
_PORTAL: Final = (
    b"<!DOCTYPE html><html><head><title>Wi-Fi</title></head><body>Please accept our terms."
    b"<form action=/accept><input name=mail></form></body></html>"
)
_ERROR_TYPES: Final = (
    "card_error", "invalid_request_error", "api_error", "idempotency_error", "rate_limit_error",
    "authentication_error", "", "unheard_of", None, 7, ["card_error"], {"a": 1},
)  # fmt: skip
_ERROR_CODES: Final = (
    "card_declined", "resource_missing", "authentication_required", "lock_timeout", "rate_limit",
    "idempotency_key_in_use", "expired_card", "", None, 0, [], {},
)  # fmt: skip


@dataclass
class Answer:
    """What goes over the wire. `raw` in place of everything else, when it isn't HTTP at all."""

    status: int
    headers: dict[str, str]
    body: bytes
    raw: bytes | None = None
    cut: int | None = None
    """After so many bytes the connection ends."""
    how: str = "as it was"
    """What was done to it, for whoever reads of a failure."""
    honest: bool = True
    """Whether it still says just what Stripe said."""
    seen: Any = field(default=None)
    """The JSON that is in it, as another reader than the till's reads it; None when there is
    none."""

    def wire(self) -> bytes:
        """The bytes that leave."""
        if self.raw is not None:
            return self.raw
        head = [f"HTTP/1.1 {self.status} X"]
        headers = {"Content-Type": "application/json", "Content-Length": str(len(self.body))}
        headers.update(self.headers)
        head += [f"{name}: {value}" for name, value in headers.items() if value is not None]
        whole = "\r\n".join(head).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + self.body
        return whole if self.cut is None else whole[: self.cut]


def read(body: bytes) -> Any:
    """The JSON of a body by Python's own reader; None for anything else."""
    try:
        return json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


class Mangler:
    """Spoils replies, each time in a way drawn from `random`. `forging` allows what only a liar
    would send: well-formed replies that say something else. Against those no client helps; the
    stories about money leave them out."""

    def __init__(self, random: Random, *, forging: bool) -> None:
        self._random = random
        self._forging = forging
        self._ways: list[Callable[[Answer], Answer]] = [
            self._truncated, self._shorter, self._no_json, self._not_an_object, self._portal,
            self._status, self._headers, self._encoded, self._closed, self._not_http, self._deep,
            self._top_junk, self._top_missing, self._other_characters, self._chunks, self._huge,
            self._row_junk,
        ]  # fmt: skip
        if forging:
            self._ways += [self._field_junk, self._field_missing, self._other_id, self._error,
                           self._field_junk, self._many_junk]  # fmt: skip

    def spoil(self, answer: Answer) -> Answer:
        """One spoilt reply; `answer` itself stays."""
        way = self._random.choice(self._ways)
        made = way(Answer(answer.status, dict(answer.headers), answer.body))
        made.honest = False
        made.how = f"{way.__name__.strip('_')}: {made.how}"
        made.seen = read(_plain(made)) if made.raw is None and made.cut is None else None
        return made

    # The body as bytes.

    def _truncated(self, answer: Answer) -> Answer:
        """Fewer bytes than were promised."""
        whole = len(answer.wire())
        answer.cut = self._random.randrange(1, whole) if whole > 1 else 0
        return answer

    def _shorter(self, answer: Answer) -> Answer:
        """The end is missing, and the length agrees."""
        answer.body = answer.body[: self._random.randrange(len(answer.body) or 1)]
        return answer

    def _no_json(self, answer: Answer) -> Answer:
        answer.body = self._random.choice(
            [b"", b" ", b"OK", b"{", b"{}}", b"{'id': 'pi_1'}", b"NaN", b"undefined", b"\x00",
             self._random.randbytes(self._random.randrange(400)), b"\xef\xbb\xbf", b"{\"a\":}"]
        )  # fmt: skip
        return answer

    def _not_an_object(self, answer: Answer) -> Answer:
        value = self._random.choice([[], None, True, 1, -1.5, "pi_1", [[]], [{}], {}, {"error": 1}])
        answer.body = json.dumps(value).encode()
        return answer

    def _portal(self, answer: Answer) -> Answer:
        answer.body, answer.headers = _PORTAL, {"Content-Type": "text/html"}
        answer.status = self._random.choice([200, 200, 302, 403, 404, 407, 511])
        return answer

    def _huge(self, answer: Answer) -> Answer:
        """A megabyte where a word should be; rarely, as it takes its time."""
        if self._random.random() < 0.97:
            return self._no_json(answer)
        body = read(answer.body)
        if isinstance(body, dict) and body:
            body[self._random.choice(sorted(body))] = "9" * 1_000_000
            answer.body = json.dumps(body).encode()
        return answer

    def _deep(self, answer: Answer) -> Answer:
        depth = self._random.choice([50, 1_000, 60_000])
        opening, closing = self._random.choice([(b"[", b"]"), (b'{"a":', b"}")])
        inside = opening * depth + b"1" + closing * depth
        if self._random.random() < 0.5:
            answer.body = inside
        else:
            answer.body = answer.body.rstrip()[:-1] + b', "deep": ' + inside + b"}"
            answer.how = "beside what is right"
        return answer

    def _other_characters(self, answer: Answer) -> Answer:
        text = answer.body.decode()
        answer.body = self._random.choice(
            [text.encode("utf-16"), text.encode("utf-32"), answer.body.replace(b'"', b"\xff", 3),
             b"\xff\xfe" + answer.body, answer.body + b"\x00", answer.body + answer.body]
        )  # fmt: skip
        return answer

    # What is around it.

    def _status(self, answer: Answer) -> Answer:
        answer.status = self._random.choice([one for one in _STATUSES if one != answer.status])
        if answer.status in (301, 302, 307):
            answer.headers["Location"] = self._random.choice(
                ["http://127.0.0.1:1/", "/elsewhere", "file:///etc/passwd", "//x", "\u00e9"]
            )
        if not self._forging and answer.status < 300:
            answer.status = 500
        answer.how = str(answer.status)
        return answer

    def _headers(self, answer: Answer) -> Answer:
        strange = self._random.choice(
            [{"Content-Length": "-1"}, {"Content-Length": "x"}, {"Content-Length": "9" * 30},
             {"Content-Length": "3"}, {"Date": "yesterday"}, {"Date": "Mon, 99 Foo 0000 99:99:99"},
             {"Date": "Thu, 01 Jan 0001 00:00:00 +9999"}, {"Request-Id": "x" * 20_000},
             {"Retry-After": "9" * 400}, {"Retry-After": "-1"}, {"X-Odd": "\udcff\udcfe"},
             {"Idempotent-Replayed": "true"}, {"Stripe-Should-Retry": "true"}, {"": "empty"},
             {"Transfer-Encoding": "chunked"}, {"Connection": "close"}, {"Set-Cookie": "a=b"}]
        )  # fmt: skip
        answer.headers.update(strange)
        answer.how = repr(strange)[:80]
        return answer

    def _encoded(self, answer: Answer) -> Answer:
        kind = self._random.choice(["gzip", "deflate", "br", "zstd", "identity", "x-unknown", "gz"])
        answer.headers["Content-Encoding"] = kind
        if kind == "gzip" and self._random.random() < 0.5:
            answer.body = gzip.compress(answer.body)[: self._random.choice([5, 20, -4])]
        answer.how = kind
        return answer

    def _chunks(self, answer: Answer) -> Answer:
        answer.headers["Content-Length"] = None  # type: ignore[assignment] # none is sent
        answer.headers["Transfer-Encoding"] = "chunked"
        size = self._random.choice(["zz", "-5", "ffffffffffffffff", "5;x=\x01", "3"])
        answer.body = f"{size}\r\n".encode() + answer.body + b"\r\n0\r\n\r\n"
        return answer

    def _closed(self, answer: Answer) -> Answer:
        answer.raw = b""
        return answer

    def _not_http(self, answer: Answer) -> Answer:
        answer.raw = self._random.choice(
            [b"SSH-2.0-x\r\n", b"HTTP/9.9 200 OK\r\n\r\n", b"HTTP/1.1 2000 OK\r\n\r\n", b"\x15\x03",
             b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 OK\r\n\r\n", b"\r\n" * 40,
             b"HTTP/1.1 200 OK\r\n" + b"a: " + b"b" * 200_000 + b"\r\n\r\n",
             b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n", self._random.randbytes(300)]
        )  # fmt: skip
        return answer

    # What it says.

    def _top_junk(self, answer: Answer) -> Answer:
        """A member that everything hangs on is of another kind."""
        return self._changed(answer, self._essential, junk=True)

    def _top_missing(self, answer: Answer) -> Answer:
        return self._changed(answer, self._essential, junk=False)

    def _essential(self, body: Json) -> tuple[Any, Any] | None:
        names = ("id", "object", "status", "amount", "currency", "metadata", "created", "data")
        there = [name for name in names if name in body]
        return (body, self._random.choice(there)) if there else None

    def _row_junk(self, answer: Answer) -> Answer:
        """One object of a list is none."""
        body = read(answer.body)
        if isinstance(body, dict) and isinstance(body.get("data"), list) and body["data"]:
            place = self._random.randrange(len(body["data"]))
            body["data"][place] = self._random.choice([None, 1, "x", [], {}, {"id": "pi_1"}])
            answer.body = json.dumps(body).encode()
            return answer
        return self._no_json(answer)

    def _field_junk(self, answer: Answer) -> Answer:
        return self._changed(answer, self._anything, junk=True)

    def _many_junk(self, answer: Answer) -> Answer:
        for _ in range(self._random.randint(2, 8)):
            answer = self._changed(answer, self._anything, junk=self._random.random() < 0.7)
        return answer

    def _field_missing(self, answer: Answer) -> Answer:
        return self._changed(answer, self._anything, junk=False)

    def _other_id(self, answer: Answer) -> Answer:
        body = read(answer.body)
        if isinstance(body, dict) and "id" in body:
            body["id"] = self._random.choice(_IDS)
            answer.how = repr(body["id"])
            answer.body = json.dumps(body).encode()
        return answer

    def _error(self, answer: Answer) -> Answer:
        """What looks like an error of Stripe's."""
        random = self._random
        answer.status = random.choice([400, 401, 402, 403, 404, 409, 424, 429, 500, 200])
        error: Json = {"type": random.choice(_ERROR_TYPES), "code": random.choice(_ERROR_CODES)}
        error["message"] = random.choice(["No.", None, 5, "permission", {"a": []}, "x" * 5_000])
        if random.random() < 0.7:
            thing = read(answer.body)
            kept = random.choice([thing, {}, None, [], "pi_1", {"id": "pi_Another1"}])
            error["payment_intent"] = kept
        for name in ("decline_code", "param", "advice_code"):
            if random.random() < 0.3:
                error[name] = random.choice(["insufficient_funds", 1, None, [], {}])
        whole = random.choice([{"error": error}, {"error": error}, {"error": [error]}, error])
        answer.body = json.dumps(whole).encode()
        answer.how = f"{answer.status} {error['type']!r} {error['code']!r}"
        return answer

    def _changed(
        self, answer: Answer, choose: Callable[[Json], tuple[Any, Any] | None], *, junk: bool
    ) -> Answer:
        body = copy.deepcopy(read(answer.body))
        chosen = choose(body) if isinstance(body, dict) else None
        if chosen is None:
            return self._no_json(answer)
        holder, name = chosen
        if junk:
            holder[name] = self._junk(holder[name])
            answer.how += f" {name}={str(holder[name])[:40]!r}"
        else:
            del holder[name]
            answer.how += f" without {name}"
        answer.body = json.dumps(body).encode("utf-8", "surrogatepass")
        return answer

    def _anything(self, body: Json) -> tuple[Any, Any] | None:
        """Somewhere in it: the object and the name, or the list and the place."""
        places: list[tuple[Any, Any]] = []
        waiting: list[Any] = [body]
        while waiting:
            holder = waiting.pop()
            pairs = holder.items() if isinstance(holder, dict) else enumerate(holder)
            for name, value in pairs:
                places.append((holder, name))
                if isinstance(value, dict | list):
                    waiting.append(value)
        return self._random.choice(places) if places else None

    def _junk(self, before: Any) -> Any:
        """Of another kind than before, or beyond all measure."""
        kinds: list[Any] = [
            None, True, False, -1, 0, 1 << 62, -(1 << 63), 1 << 90, 10**400, 1.5, -0.0, 1e300, "",
            "x", "9" * 40, "\u0000", "\ud800", "é" * 300, "<b>", [], {}, [None], [[]], {"id": 1},
            {"id": "pi_1", "object": "payment_intent"}, [{"id": "x"}], "2026-13-45T99:99:99Z",
            float("nan"), float("inf"), str(before), [before], {"value": before},
        ]  # fmt: skip
        others = [one for one in kinds if type(one) is not type(before)]
        return self._random.choice(kinds if self._forging else others)


def _plain(answer: Answer) -> bytes:
    """The body as whoever unpacks it leniently reads it: a missing check sum takes nothing away."""
    body = answer.body
    if answer.headers.get("Content-Encoding") in ("gzip", "deflate"):
        try:
            return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(body)
        except zlib.error:
            return body
    if answer.headers.get("Transfer-Encoding") == "chunked" and b"\r\n" in body:
        return body.split(b"\r\n")[1]
    return body


def honest(reply: Mapping[str, Any], status: int = 200) -> Answer:
    """A reply of Stripe's as it is."""
    body = json.dumps(reply).encode()
    return Answer(status, {"Request-Id": "req_1"}, body, seen=reply)
