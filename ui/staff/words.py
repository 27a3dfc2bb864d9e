"""What the till says of roles, rights, and of what stands in the audit log."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from pos_app.payments.model import OutcomeKind
from pos_app.settings.formats import format_money
from pos_app.staff.audit import AuditKind, AuditRow
from pos_app.staff.model import Right, Role
from ui.i18n import messages
from ui.i18n.catalogue import SENTENCES
from ui.i18n.language import language_of


class StaffSpeaker(QObject):
    """Words in the language in force."""

    def role(self, role: Role) -> str:
        """What somebody is here."""
        words = {
            Role.CASHIER: self.tr("Cashier"),
            Role.MANAGER: self.tr("Manager"),
            Role.OWNER: self.tr("Owner"),
        }
        return words[role]

    def right(self, right: Right) -> str:
        """One thing a person may do."""
        words = {
            Right.TAKE_PAYMENT: self.tr("Take a payment the customer makes"),
            Right.SAVE_CARD: self.tr("Save a card with an agreement"),
            Right.USE_SAVED_CARD: self.tr("Charge a saved card"),
            Right.CHARGE_ABOVE_LIMIT: self.tr("Charge more than the limit"),
            Right.TAKE_DEPOSIT: self.tr("Take a deposit"),
            Right.HOLD: self.tr("Hold an amount, take it or let it go"),
            Right.REFUND: self.tr("Give money back"),
            Right.FORFEIT: self.tr("Keep a deposit when the sale is called off"),
            Right.REMOVE_CARD: self.tr("Remove a saved card"),
            Right.MOVE_DATE: self.tr("Move a date, or change an amount that is due"),
            Right.COLLECT_DUE: self.tr("Collect what is due"),
            Right.ANSWER_DISPUTE: self.tr("Answer a dispute"),
            Right.SETTINGS: self.tr("Change the settings"),
            Right.MANAGE_STAFF: self.tr("Manage people and PINs"),
            Right.ERASE_CUSTOMER: self.tr("Erase a customer"),
            Right.EXPORT_CUSTOMERS: self.tr("Export customers into a file"),
            Right.IMPORT_CUSTOMERS: self.tr("Import customers from a file"),
            Right.SEE_AUDIT: self.tr("Read the audit log"),
            Right.CLOSE_SHIFT: self.tr("Open and close a shift"),
            Right.SEE_REPORTS: self.tr("See the reports"),
            Right.CLOSE_TILL: self.tr("Close the till in kiosk mode"),
            Right.RETRY_CARDS: self.tr("Let a card be tried after too many were refused"),
        }
        return words[right]

    def what(self, row: AuditRow) -> str:
        """What a row of the audit log tells."""
        noted = row.noted
        right = self.right(noted.right) if noted.right is not None else ""
        if noted.kind is AuditKind.ACT:
            return right
        if noted.kind is AuditKind.OUTCOME:
            words = self.tr("{right}: {outcome}").replace("{outcome}", self.outcome(noted.outcome))
            return words.replace("{right}", right)
        if noted.kind is AuditKind.REFUSED:
            return self.tr("Not allowed: {right}").replace("{right}", right)
        if noted.kind is AuditKind.APPROVED:
            return self.tr("Approved: {right}").replace("{right}", right)
        return self._kind(noted.kind)

    def who(self, row: AuditRow) -> str:
        """Who did it, and who approved it."""
        noted = row.noted
        if not noted.approver.name:
            return noted.person.name
        words = self.tr("{person}, approved by {approver}")
        return words.format(person=noted.person.name, approver=noted.approver.name)

    def about(self, row: AuditRow, names: Mapping[str, str], detail: str) -> str:
        """How much, and what it was done to: people by their `names`, all else by its id; then what
        is said of it besides."""
        noted = row.noted
        what = names.get(noted.about, noted.about)
        detail = detail.removeprefix(f"{what}, ")  # who was added is called by their name once
        amount = format_money(noted.amount, language_of()) if noted.amount is not None else ""
        of = self.tr("of no. {number}").format(number=noted.of) if noted.of is not None else ""
        return "  ·  ".join(part for part in (amount, what, detail, of) if part)

    def outcome(self, word: str) -> str:
        """What became of an act, for a word of the log."""
        words = {
            OutcomeKind.SUCCEEDED.value: self.tr("done"),
            OutcomeKind.DECLINED.value: self.tr("declined"),
            OutcomeKind.NEEDS_CUSTOMER.value: self.tr("the customer has to confirm"),
            OutcomeKind.NOT_CHARGED.value: self.tr("nothing was done"),
            OutcomeKind.HELD.value: self.tr("held"),
            OutcomeKind.SAVED.value: self.tr("card saved"),
            OutcomeKind.UNKNOWN.value: self.tr("not known then"),
            "done": self.tr("done"),
            "redacted_by_hand": self.tr("redacted by hand"),
            "redaction_begun_anew": self.tr("redaction begun anew"),
            "import_paused": self.tr("paused"),
            "import_ended": self.tr("stopped for good"),
            "opened": self.tr("handed to the customer"),
            "broke_off": self.tr("broke off"),
        }
        if word.isascii() and word.isdigit():
            return self.tr("%n row(s)", "", int(word))
        return words.get(word) or (messages.sentence(word) if word in SENTENCES else word)

    def _kind(self, kind: AuditKind) -> str:
        words = {
            AuditKind.SIGNED_IN: self.tr("Signed in"),
            AuditKind.LOCKED: self.tr("Till locked"),
            AuditKind.WRONG_PIN: self.tr("Wrong PIN"),
            AuditKind.LOCKED_OUT: self.tr("Locked after too many wrong PINs"),
            AuditKind.UNLOCKED: self.tr("Unlocked"),
            AuditKind.PERSON_ADDED: self.tr("Person added"),
            AuditKind.PERSON_CHANGED: self.tr("Person changed"),
            AuditKind.PIN_CHANGED: self.tr("PIN changed"),
            AuditKind.ROLE_CHANGED: self.tr("Rights of a role changed"),
            AuditKind.SETTINGS_CHANGED: self.tr("Settings changed"),
            AuditKind.EXPORTED: self.tr("Audit log exported"),
            AuditKind.LET_GO: self.tr("Entries over twelve months old left the log"),
        }
        return words.get(kind, kind.value)
