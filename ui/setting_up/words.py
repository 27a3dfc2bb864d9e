"""Words about keys and permissions that screen and command line share."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from pos_app.settings.environment import EnvironmentKind
from pos_app.settings.permissions import Finding, Need, Standing, switched_off
from ui.i18n import messages

_WIDTH = 28
"""Characters, at least."""


def sentence_of(finding: Finding) -> str:
    """What doesn't work without it; empty where it is there."""
    if finding.standing is Standing.GRANTED:
        return ""
    return messages.sentence(switched_off(finding.need))


def name_of(need: Need) -> str:
    """`Refunds: write`."""
    return messages.permission_name(need)


def rotated() -> str:
    """Every file has another key, and what that asks of whoever keeps copies."""
    return messages.sentence("keys.rotated")


class CommandWords(QObject):
    """What the command line says."""

    def lines(self, findings: Sequence[Finding]) -> list[str]:
        """One for each permission, in columns."""
        width = max([_WIDTH, *(len(name_of(one.need)) + 2 for one in findings)])
        return [self._line(one, width) for one in findings]

    def _line(self, finding: Finding, width: int) -> str:
        standings = {
            Standing.GRANTED: self.tr("yes"),
            Standing.MISSING: self.tr("NO"),
            Standing.UNKNOWN: self.tr("not known"),
        }
        name = name_of(finding.need)
        said = sentence_of(finding) if finding.standing is Standing.MISSING else ""
        return f"{name:<{width}}{standings[finding.standing]:<12}{said}".rstrip()

    def account_unclear(self) -> str:
        """Where the account holds nothing yet."""
        return self.tr(
            "Whether the publishable key is of the same account can’t be told yet: this account "
            "has no payment. The first one shows it."
        )

    def set_up(self, kind: EnvironmentKind) -> str:
        """Done."""
        if kind is EnvironmentKind.LIVE:
            return self.tr("The till is set up: from its next start it takes real money.")
        return self.tr("The till is set up: from its next start it works with the test account.")

    def replaced(self) -> str:
        """Done."""
        return self.tr(
            "The keys were replaced; the till works with the new ones from its next start. Delete "
            "the old ones in the Stripe Dashboard after that."
        )

    def rotated(self) -> str:
        """Done, and what that asks of whoever keeps copies."""
        return rotated()

    def removed(self, folder: str, *, files: bool) -> str:
        """Done, and what is left."""
        gone = self.tr(
            "The keys are gone from this computer. At Stripe they still work: delete them in the "
            "Stripe Dashboard (Developers, API keys)."
        )
        if not files:
            return gone
        left = self.tr(
            "What the till has recorded stays in {folder}, encrypted; its key stays in the keyring."
        )
        return f"{gone} {left.format(folder=folder)}"
