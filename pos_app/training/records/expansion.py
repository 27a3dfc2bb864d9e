"""`expand`: ids replaced by their objects, nested and inside lists."""

from collections.abc import Callable

from pos_app.training.records.kinds import PRODUCT, kind_of_id
from pos_app.training.records.work import Work, public
from pos_app.training.wire.errors import Body, StripeError, invalid

MAX_DEPTH = 4

_EXPANDABLE: dict[str, frozenset[str]] = {
    "payment_intent": frozenset({"customer", "payment_method", "latest_charge"}),
    "payment_method": frozenset({"customer"}),
    "setup_intent": frozenset({"customer", "payment_method", "latest_attempt", "mandate"}),
    "setup_attempt": frozenset({"customer", "payment_method", "setup_intent"}),
    "charge": frozenset({"customer", "payment_intent", "balance_transaction"}),
    "refund": frozenset(
        {"charge", "payment_intent", "balance_transaction", "customer", "payment_method"}
    ),
    "dispute": frozenset({"charge", "payment_intent"}),
    "checkout.session": frozenset({"customer", "payment_intent", "setup_intent"}),
    "product": frozenset({"default_price"}),
    "price": frozenset({"product"}),
    "balance_transaction": frozenset({"source"}),
    "customer": frozenset(),
}
_ALWAYS_NULL = frozenset(
    {"application", "on_behalf_of", "review", "invoice", "subscription",
     "default_source", "application_fee", "source_transfer", "transfer", "test_clock",
     "failure_balance_transaction", "transfer_reversal", "source_transfer_reversal",
     "payment_link", "payment_record", "source"}
)  # fmt: skip

Includable = Callable[[Work, Body], Body | int | None]
"""Makes a field that is left out unless asked for (line items, a count of what was found)."""


class Expander:
    """`includable` gives, by (object, field), how to make the fields left out by default."""

    def __init__(self, includable: dict[tuple[str, str], Includable]) -> None:
        self._includable = includable

    def apply(self, work: Work, body: Body, paths: list[str]) -> Body:
        """The answer with every path expanded. Raises StripeError (400) for what can't be."""
        for path in paths:
            parts = path.split(".")
            if len(parts) - (parts[0] == "data") > MAX_DEPTH:
                raise invalid(f"You cannot expand more than {MAX_DEPTH} levels of a property.")
            self._expand(work, body, parts, path)
        return body

    def _expand(self, work: Work, body: Body, parts: list[str], path: str) -> None:
        name, *rest = parts
        if body.get("object") in ("list", "search_result") and name == "data":
            for item in body["data"]:
                self._descend(work, item, rest, path)
            return
        value = body.get(name)
        if name not in body:
            value = self._made(work, body, name, path)
        elif isinstance(value, str):
            value = body[name] = self._object(work, body, name, path)
        elif rest and isinstance(value, list) and all(isinstance(item, dict) for item in value):
            for item in value:
                self._expand(work, item, rest, path)
            return
        elif not _opens(body, name, rest):
            raise _refused(path)
        if isinstance(value, dict):
            self._descend(work, value, rest, path)

    def _made(self, work: Work, body: Body, name: str, path: str) -> Body | int | None:
        """A field that is left out until asked for; None for one this object hasn't got."""
        make = self._includable.get((str(body.get("object")), name))
        if make is not None:
            body[name] = made = make(work, body)
            return made
        if not _may_expand(body, name):
            raise _refused(path)
        return None

    def _descend(self, work: Work, value: Body, rest: list[str], path: str) -> None:
        if rest:
            self._expand(work, value, rest, path)

    def _object(self, work: Work, body: Body, name: str, path: str) -> Body:
        identifier: str = body[name]
        kind = PRODUCT if name == "product" else kind_of_id(identifier)
        if kind is None or not _may_expand(body, name):
            raise _refused(path)
        return public(work.load(kind, identifier))


def _opens(body: Body, name: str, rest: list[str]) -> bool:
    """Whether a field that is there is an object, a hash on the way to one, or null for now."""
    value = body[name]
    if isinstance(value, dict):
        return bool(rest) or "object" in value
    return value is None and _may_expand(body, name)


def _may_expand(body: Body, name: str) -> bool:
    owner = body.get("object")
    if owner is None:  # a nested part, such as a customer's invoice_settings
        return name in ("default_payment_method", "shipping_rate")
    return name in _EXPANDABLE.get(str(owner), frozenset()) or name in _ALWAYS_NULL


def _refused(path: str) -> StripeError:
    message = f"This property cannot be expanded ({path})."
    return invalid(message, code="parameter_invalid_expand", param="expand")
