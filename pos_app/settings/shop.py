"""What a shop chooses, each key declared once with its type, default and what it accepts."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any, Final, TypeVar

from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import TillId
from pos_app.settings.choices import (
    AUTOMATIC,
    LANGUAGES,
    LONGEST_SHOP_NAME,
    LONGEST_TILL_NAME,
    SIZES,
    THEMES,
)

__all__ = [
    "AUTOMATIC",
    "LANGUAGES",
    "SIZES",
    "THEMES",
    "Shop",
    "accepts",
    "check_shop",
    "shop_from",
]

T = TypeVar("T")
_LONGEST_ADDRESS: Final = 200
_WEB_ADDRESS: Final = re.compile(
    r"https://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
    r"(?:/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?(?:\?[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?"
)
"""A name as DNS has it, in lower case; then only what a path and a query are made of."""
_PAGE_ORIGIN: Final = re.compile(r"https://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


def _one_of(*values: object) -> Callable[[object], bool]:
    return lambda value: value in values


def _text(longest: int) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and len(value) <= longest


def _matches(pattern: str) -> Callable[[object], bool]:
    compiled = re.compile(pattern)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value) is not None


def _whole(least: int, most: int) -> Callable[[object], bool]:
    return lambda value: type(value) is int and least <= value <= most


def _is_web_address(value: object) -> bool:
    """`https://name.example/page`, or empty: no user, no port, nothing to be filled in."""
    if not isinstance(value, str) or len(value) > _LONGEST_ADDRESS:
        return False
    return not value or _WEB_ADDRESS.fullmatch(value) is not None


def _is_page_origin(value: object) -> bool:
    """`https://name.example`, or empty: a page has no port or path of the shop's. Never Stripe's
    own: its frames tell the page from themselves by the origin."""
    if not isinstance(value, str) or len(value) > _LONGEST_ADDRESS:
        return False
    if value.endswith(("//stripe.com", ".stripe.com")):
        return False
    return not value or _PAGE_ORIGIN.fullmatch(value) is not None


def _truth(value: object) -> bool:
    return type(value) is bool


def _declared(default: T, accepts: Callable[[object], bool]) -> T:
    return field(default=default, metadata={"accepts": accepts})


@dataclass(frozen=True, slots=True)
class Shop:
    """The settings of this till and its shop. Texts may be empty."""

    shop_name: str = _declared("", _text(LONGEST_SHOP_NAME))
    shop_address: str = _declared("", _text(400))
    """Lines as printed on a receipt."""
    web_address: str = _declared("", _is_web_address)
    """The shop's own page in the world, https only: whoever paid by link comes there afterwards.
    Empty: the shop has none."""
    page_origin: str = _declared("", _is_page_origin)
    """The origin that the page with the card form says it is of, best a name the shop owns and has
    told Stripe; nothing is loaded from there. Empty: a name that is nobody's."""
    till_id: TillId = _declared(TillId(""), _matches(r"[a-z0-9_]{0,40}"))  # noqa: RUF009 (a str)
    """Made once (`new_id("till", …)`) and sent in Stripe metadata; empty until then."""
    till_name: str = _declared("", _text(LONGEST_TILL_NAME))
    language: str = _declared("fr", _one_of(*LANGUAGES))
    theme: str = _declared("system", _one_of(*THEMES))
    size_percent: int = _declared(AUTOMATIC, _one_of(*SIZES))
    """How large everything is, in per cent; AUTOMATIC goes by the screen. From the next start."""
    tones: bool = _declared(True, _truth)
    """Whether the outcomes of payments are heard as well."""
    currency: str = _declared("eur", _matches("[a-z]{3}"))
    """As Stripe writes it, lower case."""
    sync_share: int = _declared(60, _whole(5, 90))
    """Per cent of Stripe's limit of reads that copying customers may use; the rest stays for the
    cashiers of all tills with this key."""
    customers_as_accounts: bool = _declared(False, _truth)
    """Whether customers who are accounts (Accounts v2) belong to the shop's customers, and new ones
    are made so. From the next start."""
    lock_minutes: int = _declared(5, _whole(1, 15))
    """Minutes without a touch after which the till asks who is there, once it has staff."""
    refusals_customer: int = _declared(5, _whole(1, 20))
    """Cards refused to one customer within ten minutes after which the next try needs an
    approval."""
    refusals_till: int = _declared(10, _whole(1, 60))
    """The same of all customers at this till."""
    kiosk: bool = _declared(False, _truth)
    """Whether the till has the screen to itself, and closes only by who may close it. From the next
    start."""
    import_per_second: int = _declared(10, _whole(1, 50))
    """Customers an import may send to Stripe in a second, of about 100 that all programs share."""
    customer_place: str = _declared(
        "automatic", _one_of("automatic", "second", "hand_over", "window")
    )
    """Where customers get their page: see `pos_app.checkout.place`."""
    finds_at_once: bool = _declared(False, _truth)
    """Whether customers may be found before it is known who stands at the till: it had no staff
    when it was last open. The till keeps it by itself."""
    tour_seen: bool = _declared(False, _truth)
    """Whether the tour was taken or declined on this till."""
    terms_version: str = _declared("", _matches(r"([a-z0-9][a-z0-9._-]{0,39})?"))
    """The wording of new agreements; empty: the shop's own newest by name, else the program's."""
    cancel_notice_days: int = _declared(0, _whole(0, 365))
    """Whole days before a charge by which a customer calls off what is still to come; 0: until it
    is made. This and the next two are promised in new agreements."""
    cancel_prepaid_back: bool = _declared(True, _truth)
    """Whether what was paid in advance is then given back."""
    refund_within_days: int = _declared(14, _whole(1, 365))
    """Whole days within which money that is owed back is sent."""
    printer_kind: str = _declared("", _one_of("", "network", "usb", "file"))
    """How the receipt printer is reached; empty: there is none."""
    printer_address: str = _declared("", _text(300))
    """`host:port`, `vendor:product` in hexadecimal, or a device's path."""
    printer_mm: int = _declared(80, lambda value: value in (58, 80) and type(value) is int)
    """How wide its paper is."""
    print_after_payment: bool = _declared(False, _truth)
    """Whether a receipt is printed without being asked for."""


def accepts(name: str, value: object) -> bool:
    """Whether `value` may stand for the declared key; False for an unknown key."""
    return any(key.name == name and key.metadata["accepts"](value) for key in fields(Shop))


def check_shop(shop: Shop) -> Shop:
    """The settings themselves. Raises UserError settings.bad_value with the field's name."""
    for key in fields(Shop):
        if not key.metadata["accepts"](getattr(shop, key.name)):
            raise UserError("settings.bad_value", field=key.name)
    return shop


def shop_from(values: dict[str, Any]) -> tuple[Shop, list[str]]:
    """Settings from stored values, and the names that were unknown or not accepted."""
    good = {name: value for name, value in values.items() if accepts(name, value)}
    return Shop(**good), sorted(values.keys() - good.keys())
