"""Search: Stripe's query language, and the kinds of object a shop searches.

A query is up to ten clauses `field operator value`, joined by AND (or a space) or by OR, never
both; `-` before a clause negates it (Stripe's documentation of search). Stripe's results may be a
minute old; here they are exact.
"""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from pos_app.training.records import lists
from pos_app.training.records.call import Call, Endpoint
from pos_app.training.records.kinds import (
    CHARGE,
    CUSTOMER,
    PAYMENT_INTENT,
    PRICE,
    PRODUCT,
    Kind,
    kind_named,
)
from pos_app.training.records.work import Work, private
from pos_app.training.wire.errors import Body, StripeError, invalid

MOST_CLAUSES = 10
SHORTEST_PART = 3
"""Characters to look for inside a text."""


class Type(Enum):
    """What a field holds, and so what can be asked of it.

    `INDEXED` is an id, with a column of its own: found without reading every object.
    """

    EXACT = "exact"
    INDEXED = "indexed"
    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"


_OPERATORS = {
    Type.EXACT: (":",),
    Type.INDEXED: (":",),
    Type.TEXT: (":", "~"),
    Type.NUMBER: (":", "=", ">", "<", ">=", "<="),
    Type.FLAG: (":",),
}
_METADATA = "metadata"
_CARD = "payment_method_details.card"
FIELDS: dict[str, Mapping[str, Type]] = {
    PAYMENT_INTENT.name: {
        "amount": Type.NUMBER, "created": Type.NUMBER, "currency": Type.EXACT,
        "customer": Type.INDEXED, "status": Type.EXACT, _METADATA: Type.EXACT,
    },
    CHARGE.name: {
        "amount": Type.NUMBER, "billing_details.address.postal_code": Type.EXACT,
        "created": Type.NUMBER, "currency": Type.EXACT, "customer": Type.INDEXED,
        "disputed": Type.FLAG, f"{_CARD}.brand": Type.EXACT, f"{_CARD}.exp_month": Type.NUMBER,
        f"{_CARD}.exp_year": Type.NUMBER, f"{_CARD}.fingerprint": Type.EXACT,
        f"{_CARD}.last4": Type.EXACT, "refunded": Type.FLAG, "status": Type.EXACT,
        _METADATA: Type.EXACT,
    },
    CUSTOMER.name: {
        "created": Type.NUMBER, "email": Type.TEXT, "name": Type.TEXT, "phone": Type.TEXT,
        _METADATA: Type.EXACT,
    },
    PRODUCT.name: {
        "active": Type.FLAG, "description": Type.TEXT, "name": Type.TEXT, "shippable": Type.FLAG,
        "url": Type.TEXT, _METADATA: Type.EXACT,
    },
    PRICE.name: {
        "active": Type.FLAG, "currency": Type.EXACT, "lookup_key": Type.EXACT,
        "product": Type.EXACT, "type": Type.EXACT, _METADATA: Type.EXACT,
    },
}  # fmt: skip

_CLAUSE = re.compile(
    r"""(?P<negated>-)?
        (?P<field>[a-z][a-z0-9_.]*)
        (?:\[ (?P<key>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*') \])?
        (?P<operator>>=|<=|[:~=><])
        (?P<value>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|null|-?[0-9]+)
        (?P<joint>\s*$|\s+(?:(?P<word>and|or)\s+)?)""",
    re.VERBOSE | re.IGNORECASE,
)


class BadQuery(Exception):
    """`args[0]` says what is wrong with it."""


@dataclass(frozen=True)
class Clause:
    """`value` None looks for what isn't set; `key` is a metadata key."""

    field: str
    operator: str
    value: str | None
    key: str | None = None
    negated: bool = False


@dataclass(frozen=True)
class Query:
    """Every clause holds, or (`either`) one does."""

    clauses: tuple[Clause, ...]
    either: bool = False


def parse(text: str) -> Query:
    """Raises BadQuery."""
    clauses: list[Clause] = []
    words: set[str] = set()
    place, rest = 0, text.strip()
    while place < len(rest):
        found = _CLAUSE.match(rest, place)
        if found is None:
            raise BadQuery(_UNREADABLE)
        clauses.append(_clause(found))
        place = found.end()
        joined = place < len(rest)
        if found["word"] is not None and not joined:
            raise BadQuery(_UNREADABLE)
        if joined:
            words.add((found["word"] or "and").lower())
    if not clauses:
        raise BadQuery(_UNREADABLE)
    if len(words) > 1:
        raise BadQuery("You can't combine AND and OR in one search query.")
    if len(clauses) > MOST_CLAUSES:
        raise BadQuery(f"A search query can have up to {MOST_CLAUSES} clauses.")
    return Query(tuple(clauses), words == {"or"})


_UNREADABLE = (
    'We were unable to parse your search query. Try using the format `metadata["key"]:"value"` to'
    ' query for metadata or key:"value" to query for other fields.'
)


def _clause(found: re.Match[str]) -> Clause:
    value, key = found["value"], found["key"]
    if (key is not None) != (found["field"] == _METADATA):
        raise BadQuery(_UNREADABLE)
    return Clause(
        found["field"],
        found["operator"],
        None if value.lower() == "null" else _unquoted(value),
        None if key is None else _unquoted(key),
        found["negated"] is not None,
    )


def _unquoted(text: str) -> str:
    if text[0] in "\"'":
        return re.sub(r"\\(.)", r"\1", text[1:-1])
    return text


def condition(query: Query, fields: Mapping[str, Type], resource: str) -> tuple[str, list[object]]:
    """The query as SQL with its values. Raises BadQuery for a field or operator it can't have."""
    parts: list[str] = []
    values: list[object] = []
    for clause in query.clauses:
        sql, given = _one(clause, fields, resource)
        # what is not set matches nothing, so its negation matches
        parts.append(f"NOT coalesce({sql}, 0)" if clause.negated else sql)
        values += given
    return f"({(' OR ' if query.either else ' AND ').join(parts)})", values


def _one(clause: Clause, fields: Mapping[str, Type], resource: str) -> tuple[str, list[object]]:
    kind = fields.get(clause.field)
    if kind is None:
        page = f"http://stripe.com/docs/search#query-fields-for-{resource.replace('_', '-')}"
        raise BadQuery(
            f"Field `{clause.field}` is an unsupported search field for resource `{resource}`."
            f" See {page} for a list of supported fields."
        )
    if clause.operator not in _OPERATORS[kind]:
        raise BadQuery(
            f"Operator `{clause.operator}` is not supported for the field `{clause.field}`."
        )
    place, given = (clause.field, []) if kind is Type.INDEXED else _place(clause)
    if clause.value is None:
        return f"{place} IS NULL", given
    return _compared(clause, clause.value, kind, place, given)


def _place(clause: Clause) -> tuple[str, list[object]]:
    if clause.key is not None:
        each = "json_each(body, '$.metadata')"
        return f"(SELECT value FROM {each} WHERE key = ?)", [clause.key]  # noqa: S608 - constant
    return "json_extract(body, ?)", [f"$.{clause.field}"]


def _compared(
    clause: Clause, value: str, kind: Type, place: str, given: list[object]
) -> tuple[str, list[object]]:
    if kind is Type.NUMBER:
        if re.fullmatch("-?[0-9]{1,18}", value) is None:
            raise BadQuery(f"The value of `{clause.field}` must be a whole number.")
        operator = "=" if clause.operator == ":" else clause.operator
        return f"{place} {operator} ?", [*given, int(value)]
    if kind is Type.FLAG:
        if value.lower() not in ("true", "false"):
            raise BadQuery(f"The value of `{clause.field}` must be true or false.")
        return f"{place} = ?", [*given, value.lower() == "true"]
    if kind is Type.INDEXED:
        return f"{place} = ?", [*given, value]
    if clause.operator == "~":
        if len(value) < SHORTEST_PART:
            raise BadQuery(f"Look for at least {SHORTEST_PART} characters in `{clause.field}`.")
        return f"instr(lower({place}), lower(?)) > 0", [*given, value]
    return f"lower({place}) = lower(?)", [*given, value]


def _resource(kind: Kind) -> str:
    return kind.url.removeprefix("/v1/")


def _search(call: Call, kind: Kind) -> Body:
    """One page, newest first. Raises StripeError (400) for a query or a page that can't be read."""
    query = call.params["query"]
    sql, values = _sql(query, kind)
    params = {"limit": call.params.get("limit", 10)}
    if "page" in call.params:
        params["starting_after"] = _read_page(call.params["page"], call.work, kind)
    found = lists.page(call.work, kind, params, extra=sql, values=tuple(values))
    more = found["has_more"]
    return {
        "object": "search_result",
        "data": found["data"],
        "has_more": more,
        "next_page": _page_after(found["data"][-1]["id"]) if more else None,
        "url": f"{kind.url}/search",
        "_private": {"kind": kind.name, "query": query},
    }


def _sql(query: str, kind: Kind) -> tuple[str, list[object]]:
    try:
        sql, values = condition(parse(query), FIELDS[kind.name], _resource(kind))
    except BadQuery as fault:
        raise invalid(str(fault), param="query") from fault
    if kind in (CUSTOMER, PRODUCT):
        sql += " AND json_extract(body, '$.deleted') IS NULL"
    return sql, values


def _page_after(identifier: str) -> str:
    return base64.urlsafe_b64encode(identifier.encode()).decode().rstrip("=")


def _read_page(token: str, work: Work, kind: Kind) -> str:
    try:
        identifier = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode()
    except ValueError as fault:  # not base64, or not text in it
        raise _bad_page(token) from fault
    if work.find(kind, identifier) is None:
        raise _bad_page(token)
    return identifier


def _bad_page(token: str) -> StripeError:
    return invalid(f"Invalid page token: {token}", param="page")


def total_count(work: Work, result: Body) -> int:
    """How many a search finds in all, shown when asked for."""
    asked = private(result)
    kind = kind_named(asked["kind"])
    sql, values = _sql(asked["query"], kind)
    # the table's name is ours, the condition holds placeholders only
    row = work.database.row(f"SELECT count(*) AS n FROM {kind.table} WHERE {sql}", values)  # noqa: S608
    return int(row["n"]) if row is not None else 0


def payment_intents(call: Call) -> Body:
    return _search(call, PAYMENT_INTENT)


def charges(call: Call) -> Body:
    return _search(call, CHARGE)


def customers(call: Call) -> Body:
    return _search(call, CUSTOMER)


def products(call: Call) -> Body:
    return _search(call, PRODUCT)


def prices(call: Call) -> Body:
    return _search(call, PRICE)


ENDPOINTS = (
    Endpoint("GET", "/v1/payment_intents/search", payment_intents, "PaymentIntentSearchParams"),
    Endpoint("GET", "/v1/charges/search", charges, "ChargeSearchParams"),
    Endpoint("GET", "/v1/customers/search", customers, "CustomerSearchParams"),
    Endpoint("GET", "/v1/products/search", products, "ProductSearchParams"),
    Endpoint("GET", "/v1/prices/search", prices, "PriceSearchParams"),
)
"""Before the addresses that end in an id, which would take `search` for one."""
