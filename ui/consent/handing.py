"""Giving a customer their agreement: as a PDF file, on paper, or by e-mail."""

from pathlib import Path
from typing import Final
from urllib.parse import quote

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject, QUrl, Signal

from pos_app.consent.service import Standing
from pos_app.customers.model import Customer
from pos_app.kernel.errors import EnvironmentFault
from ui.printing.agreement_words import printed_agreement
from ui.printing.desk import PaperDesk
from ui.printing.pages import PrintedPages
from ui.printing.speaker import PaperSpeaker

_LETTER: Final[object] = QT_TRANSLATE_NOOP(
    "HandingAgreements",
    "Hello,\n\nattached is the agreement you gave us.\n\n{short}\n\nAgreement {number}\n"
    "Fingerprint of its text (SHA-256): {sha}\n\n{shop}\n",
)


class HandingAgreements(QObject):
    """Signals: `done(str, str)`: what was done, and what is left to do; `faulted(PosError)`:
    nothing was."""

    done = Signal(str, str)
    faulted = Signal(object)

    def __init__(self, desk: PaperDesk, *, training: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._training = training
        desk.faulted.connect(self.faulted)
        desk.printed.connect(self._say_printed)

    def save(self, standing: Standing, customer: Customer | None) -> None:
        """As a PDF file, where somebody chooses."""
        self._desk.save(self._paper(standing, customer), self._name(standing), self._say_saved)

    def print(self, standing: Standing, customer: Customer | None) -> None:
        """On a printer that somebody chooses."""
        self._desk.print(self._paper(standing, customer))

    def mail(self, standing: Standing, customer: Customer | None) -> None:
        """Save it, then open the system's mail program with a letter to the customer.

        In training the letter is to nobody: sample customers have addresses that may be real.
        """
        to = customer.email if customer is not None and not self._training else ""
        self._desk.save(
            self._paper(standing, customer),
            self._name(standing),
            lambda path: self._write_letter(standing, to, path),
        )

    def _paper(self, standing: Standing, customer: Customer | None) -> PrintedPages:
        name = customer.name if customer is not None else ""
        agreement, ends = standing.agreement, standing.revocations
        return printed_agreement(agreement, ends, name, training=self._training)

    def _name(self, standing: Standing) -> str:
        prefix = "TRAINING-" if self._training else ""
        return f"{prefix}{standing.agreement.id}.pdf"

    def _say_saved(self, path: Path) -> None:
        self.done.emit(self.tr("The agreement was saved"), path.name)

    def _say_printed(self, _title: str) -> None:
        self.done.emit(
            self.tr("The agreement was sent to the printer"),
            self.tr("If nothing comes out, look at the printer, then print it again."),
        )

    def _write_letter(self, standing: Standing, to: str, path: Path) -> None:
        letter = mail_link(standing, to)
        if not self._desk.open(letter):
            self.faulted.emit(EnvironmentFault("mail.no_program", retryable=False, file=path.name))
            return
        words = self.tr(
            "Attach the file {file} before you send it: the till can’t put it in by itself. "
            "Nothing was sent yet."
        ).format(file=path.name)
        if self._training:
            words += " " + self.tr("In training the e-mail is addressed to nobody.")
        self.done.emit(self.tr("An e-mail is prepared in your mail program"), words)


def mail_link(standing: Standing, to: str) -> QUrl:
    """A letter in the agreement's language: its title, its short text, its fingerprint."""
    agreement = standing.agreement
    wording = agreement.wording
    say = PaperSpeaker("HandingAgreements", wording.language)
    subject = f"{agreement.subject.shop_name} – {wording.title or agreement.id}"
    body = say(_LETTER).format(
        shop=agreement.subject.shop_name,
        short=wording.short,
        number=agreement.id,
        sha=wording.sha256,
    )
    link = f"mailto:{quote(to, safe='@')}?subject={quote(subject)}&body={quote(body)}"
    return QUrl.fromEncoded(link.encode())
