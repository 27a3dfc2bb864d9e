"""Giving a customer their agreement: as a PDF file, on paper, or by e-mail."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject, QUrl, Signal

from pos_app.consent.service import Standing
from pos_app.customers.model import Customer
from pos_app.kernel.errors import EnvironmentFault
from ui.printing.agreement_words import printed_agreement
from ui.printing.desk import PaperDesk
from ui.printing.mail import LONGEST_LINK, DesktopMail, Letter, Mail, Prepared
from ui.printing.pages import PrintedPages
from ui.printing.practice import file_prefix
from ui.printing.speaker import PaperSpeaker
from ui.tasks import start
from ui.theme.apply import theme_of

_LETTER: Final[object] = QT_TRANSLATE_NOOP(
    "HandingAgreements",
    "Hello,\n\nattached is the agreement you gave us.\n\n{short}\n\nAgreement {number}\n"
    "Fingerprint of its text (SHA-256): {sha}\n\n{shop}\n",
)

_WHOLE_LETTER: Final[object] = QT_TRANSLATE_NOOP(
    "HandingAgreements",
    "Hello,\n\nthis is the agreement you gave us, every word of it.\n\n{full}\n\n"
    "Agreement {number}\nFingerprint of its text (SHA-256): {sha}\n\n{shop}\n",
)


class HandingAgreements(QObject):
    """Signals: `done(Speech, Speech)`: what was done, and what is left to do; `faulted(PosError)`:
    nothing was."""

    done = Signal(object, object)
    faulted = Signal(object)

    def __init__(
        self, desk: PaperDesk, *, training: bool, mail: Mail | None = None,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        """`mail`: None for the machine's own mail program."""
        super().__init__(parent)
        self._desk = desk
        self._mail = mail or DesktopMail(desk.open)
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
        """Save it, then open the system's mail program with a letter to the customer, the file in
        it where that can be had.

        In training the letter is to nobody: sample customers have addresses that may be real.
        """
        to = customer.email if customer is not None and not self._training else ""

        def write(path: Path) -> None:
            start(self, self._write_letter(standing, to, path))

        self._desk.save(self._paper(standing, customer), self._name(standing), write)

    def _paper(self, standing: Standing, customer: Customer | None) -> PrintedPages:
        name = customer.name if customer is not None else ""
        agreement, ends = standing.agreement, standing.revocations
        return printed_agreement(agreement, ends, name, training=self._training)

    def _name(self, standing: Standing) -> str:
        prefix = file_prefix(pretend=self._training)
        return f"{prefix}{standing.agreement.id}.pdf"

    def _say_saved(self, path: Path) -> None:
        self.done.emit(lambda: self.tr("The agreement was saved"), path.name)

    def _say_printed(self, _title: str) -> None:
        self.done.emit(
            lambda: self.tr("The agreement was sent to the printer"),
            lambda: self.tr("If nothing comes out, look at the printer, then print it again."),
        )

    async def _write_letter(self, standing: Standing, to: str, path: Path) -> None:
        prepared = await self._mail.prepare(letter_of(standing, to), path)
        if prepared is Prepared.NOT:
            self.faulted.emit(EnvironmentFault("mail.no_program", retryable=False, file=path.name))
            return
        opened = prepared is not Prepared.WITH_FILE and self._desk.open(
            QUrl.fromLocalFile(str(path.parent))
        )
        test = theme_of().test
        self.done.emit(
            lambda: self.tr("An e-mail is prepared in your mail program"),
            lambda: self._prepared(prepared, path.name, opened=opened, test=test),
        )

    def _prepared(self, prepared: Prepared, file: str, *, opened: bool, test: bool) -> str:
        if prepared is Prepared.WITH_FILE:
            words = self.tr(
                "Look whether {file} is attached before you send it: not every mail program takes "
                "it. Nothing was sent yet."
            )
        else:
            words = self.tr(
                "Attach the file {file} before you send it: the till can’t put it in by itself. "
                "Its folder is open, to drag it from. Nothing was sent yet."
            )
            if not opened:
                words = self.tr(
                    "Attach the file {file} before you send it: the till can’t put it in by "
                    "itself. Nothing was sent yet."
                )
        words = words.format(file=file)
        if self._training:
            words += " " + (
                self.tr("With test keys the e-mail is addressed to nobody.")
                if test
                else self.tr("In training the e-mail is addressed to nobody.")
            )
        return words


def letter_of(standing: Standing, to: str) -> Letter:
    """In the agreement's language: every word of it where a link takes so many, else its short
    text; its fingerprint in any case."""
    whole = _letter(standing, to, _WHOLE_LETTER)
    if standing.agreement.wording.full and len(whole.link()) <= LONGEST_LINK:
        return whole
    return _letter(standing, to, _LETTER)


def _letter(standing: Standing, to: str, words: object) -> Letter:
    agreement = standing.agreement
    wording = agreement.wording
    body = PaperSpeaker("HandingAgreements", wording.language)(words).format(
        shop=agreement.subject.shop_name,
        short=wording.short,
        full=wording.full.rstrip(),
        number=agreement.id,
        sha=wording.sha256,
    )
    return Letter(to, f"{agreement.subject.shop_name} – {wording.title or agreement.id}", body)
