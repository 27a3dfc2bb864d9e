"""What a set-up is given and what it found out. Decisions only."""

from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.kernel.errors import UserError
from pos_app.settings.environment import EnvironmentKind
from pos_app.settings.permissions import Finding, Need, Permission, enough, missing, unclear


@dataclass(frozen=True, slots=True)
class Wish:
    """Which till is wanted."""

    kind: EnvironmentKind
    """TEST or LIVE; training needs no keys."""
    shop_name: str
    till_name: str
    language: str
    currency: str


@dataclass(frozen=True, slots=True)
class Report:
    """What Stripe says of the keys. `same_account`: whether publishable and secret key are of one
    account; None where the account holds nothing yet to tell it by."""

    till: Sequence[Finding]
    refunds: Sequence[Finding] = ()
    """Of the key for refunds; empty where there is none."""
    same_account: bool | None = None

    @property
    def findings(self) -> Sequence[Finding]:
        """Of all keys; for refunds only what their own key says, where there is one."""
        own = {finding.need.name for finding in self.refunds}
        return (*(one for one in self.till if one.need.name not in own), *self.refunds)

    @property
    def missing(self) -> Sequence[Need]:
        """What is switched off, what matters most first."""
        return missing(self.findings)

    @property
    def unclear(self) -> Sequence[Need]:
        """What shows only when it is needed."""
        return unclear(self.findings)


def check_report(report: Report) -> Report:
    """The report itself. Raises UserError key.too_little (permissions, field secret_key) where no
    payment could be taken."""
    if not enough(report.till):
        lacking = tuple(Permission(one.name) for one in missing(report.till) if one.essential)
        raise UserError("key.too_little", field="secret_key", permissions=lacking)
    return report
