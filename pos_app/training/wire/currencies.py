"""What Stripe says of amounts: supported currencies, exponents, least and greatest charge.

From Stripe's public documentation (supported currencies, zero-decimal currencies, minimum and
maximum charge amounts). Amounts are integers in the currency's smallest unit; Stripe counts the
Icelandic króna and the Ugandan shilling in hundredths although they have none.
"""

from pos_app.training.wire.errors import Body, invalid

GREATEST = 99_999_999

_ZERO_DECIMAL = frozenset("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split())
_THREE_DECIMAL = frozenset("bhd jod kwd omr tnd".split())
_STEPS = {"isk": 100, "ugx": 100, **dict.fromkeys(_THREE_DECIMAL, 10)}
"""Amounts are whole multiples of these, though they are counted finer."""
_OTHERS = frozenset(
    (
        "aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd bwp byn bzd"
        " cad cdf chf cny cop crc cve czk dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gtq gyd"
        " hkd hnl htg huf idr ils inr isk jmd kes kgs khr kyd kzt lak lbp lkr lrd lsl mad mdl mkd"
        " mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd pab pen pgk php pkr pln qar"
        " ron rsd rub sar sbd scr sek sgd shp sle sos srd std szl thb tjs top try ttd twd tzs uah"
        " ugx usd uyu uzs wst xcd yer zar zmw"
    ).split()
)
_LEAST = {
    "usd": 50, "aed": 200, "aud": 50, "bgn": 100, "brl": 50, "cad": 50, "chf": 50, "czk": 1500,
    "dkk": 250, "eur": 50, "gbp": 30, "hkd": 400, "huf": 17500, "inr": 50, "jpy": 50,
    "mxn": 1000, "myr": 200, "nok": 300, "nzd": 50, "pln": 200, "ron": 200, "sek": 300,
    "sgd": 50, "thb": 1000,
}  # fmt: skip


def exponent(currency: str) -> int:
    """Digits after the decimal mark in Stripe's amounts."""
    if currency in _ZERO_DECIMAL:
        return 0
    return 3 if currency in _THREE_DECIMAL else 2


def check_currency(currency: str, *, param: str = "currency") -> str:
    """The lower-case code. Raises StripeError (400) for one Stripe does not take."""
    code = currency.lower()
    if code not in _ZERO_DECIMAL | _THREE_DECIMAL | _OTHERS:
        message = f"Invalid currency: {currency}. Stripe does not support it."
        raise invalid(message, param=param)
    return code


def check_amount(
    amount: int, currency: str, *, param: str | None = "amount", subject: str = "Amount"
) -> int:
    """Raises StripeError amount_too_small or amount_too_large (400)."""
    if amount < 1:
        code = "parameter_invalid_integer"
        raise invalid("This value must be greater than or equal to 1.", code=code, param=param)
    least = _LEAST.get(currency, 1)
    if amount < least:
        message = f"{subject} must be at least {readable(least, currency)}"
        raise invalid(message, code="amount_too_small", param=param)
    step = _STEPS.get(currency, 1)
    if amount % step:
        message = f"{subject} in {currency} must be evenly divisible by {step}."
        raise invalid(message, param=param)
    if amount > GREATEST:
        message = f"{subject} must be no more than {readable(GREATEST, currency)}"
        raise invalid(message, code="amount_too_large", param=param)
    return amount


def readable(amount: int, currency: str) -> str:
    """As Stripe's refusals write an amount in minor units."""
    digits = exponent(currency)
    whole, rest = divmod(amount, 10**digits)
    number = f"{whole:,}.{rest:0{digits}d}" if digits else f"{whole:,}"
    return f"{number} {currency}"


def amounts_by_currency(totals: dict[str, int]) -> list[Body]:
    """As the Balance shows them."""
    return [
        {"amount": amount, "currency": code, "source_types": {"card": amount}}
        for code, amount in sorted(totals.items())
    ]
