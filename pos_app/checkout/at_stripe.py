"""What a shop's account at Stripe wants of its tills, and the way to say so."""

from dataclasses import dataclass

from pos_app.settings.live import LiveSettings
from pos_app.staff.model import NOBODY, Actor, Permissions, Right, RiskyAct
from pos_app.staff.open_house import OpenHouse


@dataclass(frozen=True, slots=True)
class StripeChoices:
    """See `Shop`, whose settings of these names they are."""

    page_origin: str
    customers_as_accounts: bool


class AtStripe:
    """What the shop wishes, and the way to wish otherwise."""

    def __init__(self, settings: LiveSettings, *, permissions: Permissions | None = None) -> None:
        self._settings = settings
        self._permits = permissions or OpenHouse()

    def wished(self) -> StripeChoices:
        """As the settings say now."""
        shop = self._settings.shop
        return StripeChoices(shop.page_origin, shop.customers_as_accounts)

    async def wish(self, choices: StripeChoices, *, actor: Actor = NOBODY) -> None:
        """From the next page, and for customers from the next start on.

        Raises UserError settings.bad_value (field page_origin), staff.not_allowed,
        staff.sign_in_first; EnvironmentFault settings.not_saved.
        """
        await self._permits.carry_out(
            actor, RiskyAct(Right.SETTINGS, "at_stripe"),
            lambda: self._settings.change(
                page_origin=_spelled_out(choices.page_origin),
                customers_as_accounts=choices.customers_as_accounts,
            ),
            lambda _: "changed",
        )  # fmt: skip


def _spelled_out(typed: str) -> str:
    """The origin, of which people type or paste the name alone, or with a slash at its end."""
    name = typed.strip().lower().rstrip("/")
    return name if not name or "://" in name else f"https://{name}"
