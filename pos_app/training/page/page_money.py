"""Amounts in a session's currency, written in its language."""

from decimal import Decimal

from pos_app.training.wire.currencies import exponent
from pos_app.training.wire.errors import Body

FALLBACK_LOCALE = "en"


class Money:
    """`locale` is Checkout's (`fr`, `en-GB`, `auto`, none)."""

    def __init__(self, currency: str, locale: str | None) -> None:
        self._currency = currency
        wanted = str(locale or "auto").replace("-", "_")
        self._locale = FALLBACK_LOCALE if wanted == "auto" else wanted

    def of(self, minor: int) -> Body:
        """`StripeCheckoutAmount`."""
        return {"minorUnitsAmount": minor, "amount": self._text(Decimal(minor))}

    def of_fraction(self, minor: str) -> Body:
        """An amount finer than the currency's smallest unit; the number is rounded half even."""
        exact = Decimal(minor)
        return {"minorUnitsAmount": round(exact), "amount": self._text(exact)}

    def _text(self, minor: Decimal) -> str:
        from babel.numbers import format_currency  # heavy, and only pages need it

        # scaled as a decimal, never a float: 10.10 must stay 10.10
        amount = minor.scaleb(-exponent(self._currency))
        whole = minor == minor.to_integral_value()
        return str(
            format_currency(
                amount, self._currency.upper(), locale=self._locale, decimal_quantization=whole
            )
        )
