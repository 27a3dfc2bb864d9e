"""One dispute: what can be shown about it, kept in a folder, or handed to the bank once."""

import asyncio
from contextlib import suppress
from datetime import date
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from pos_app.consent.evidence import DisputePack
from pos_app.customers.model import Customer
from pos_app.disputes.model import DisputeSeen
from pos_app.kernel.errors import EnvironmentFault, PosError, UserError
from ui.disputes.ports import Disputes
from ui.printing.evidence_words import printed_file, printed_pack
from ui.printing.pages_pdf import pages_pdf
from ui.printing.pdf import write_file
from ui.printing.practice import file_prefix
from ui.tasks import start, start_latest


class Step(Enum):
    """Where it stands."""

    SHOWING = auto()
    CONFIRMING = auto()
    SENDING = auto()


class DisputeViewModel(QObject):
    """Signals: `changed` when any attribute did; `stepChanged`; `faulted(PosError)`;
    `looked(DisputeSeen)` when Stripe said how it stands, `refreshed` when it was asked to on
    purpose; `saved(Path)`, the PDF file of the pack;
    `serviceDayRefused(PosError)` why that day isn't told the bank; `answered(DisputeSeen)` once it
    has it."""

    changed = Signal()
    stepChanged = Signal()
    faulted = Signal(object)
    looked = Signal(object)
    refreshed = Signal()
    saved = Signal(object)
    serviceDayRefused = Signal(object)
    answered = Signal(object)

    def __init__(
        self, disputes: Disputes, *, training: bool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._disputes = disputes
        self._training = training
        self._files: dict[str, bytes] = {}
        """As they were made first: the same bytes are the same upload, however often it is
        tried."""
        self.seen: DisputeSeen | None = None
        self.customer: Customer | None = None
        self.pack: DisputePack | None = None
        """None while it isn't there, or where `missing` says why it can't be."""
        self.missing: PosError | None = None
        self.service_day: date | None = None
        """When the customer got what they paid for, as staff say; None: nothing is claimed."""
        self._weighing = False
        """Whether a day was typed that the pack hasn't yet."""
        self._then_review = False
        self.step = Step.SHOWING

    def open(self, seen: DisputeSeen, customer: Customer | None) -> None:
        """Show this one as a list has it, see what the ledger bears out, and how it stands now."""
        if self.step is Step.SENDING:
            return
        self.seen = seen
        self.customer = customer
        self.pack = self.missing = None
        self._files = {}
        self.service_day = None
        self._weighing = self._then_review = False
        self._go(Step.SHOWING)
        start_latest(self, "pack", self._open(seen, customer))

    def refresh(self) -> None:
        """Ask Stripe how it stands, and the ledger again."""
        if self.seen is not None and self.step is not Step.SENDING:
            start_latest(self, "pack", self._load_again(self.seen, self.customer))

    def say_service_day(self, day: date | None) -> None:
        """Tell the bank that day, or no day."""
        if self.seen is not None and self.step is Step.SHOWING and day != self.service_day:
            self._weighing, self._then_review = True, False
            start_latest(self, "pack", self._take_day(self.seen, day))

    def may_submit(self) -> bool:
        """Whether there is something to hand over, and a bank that takes it."""
        return self.seen is not None and self.seen.unanswered and self.pack is not None

    def save(self, folder: Path) -> None:
        """Write the pack there: one PDF to read, one JSON file with everything in it."""
        if self.pack is not None and self.seen is not None:
            start(self, self._save(self.pack, self.seen, folder))

    def review(self) -> None:
        """Go on to reading back what is handed over."""
        if self._weighing:  # the day that was just typed goes with it
            self._then_review = True
        elif self.may_submit() and self.step is Step.SHOWING:
            self._go(Step.CONFIRMING)

    def back(self) -> bool:
        """One step back; False where there is none."""
        if self.step is Step.CONFIRMING:
            self._go(Step.SHOWING)
            return True
        return self.step is Step.SENDING

    def confirm(self) -> None:
        """Hand it over. A second call does nothing until the first one has its answer."""
        if self.step is Step.CONFIRMING and self.seen is not None and self.pack is not None:
            self._go(Step.SENDING)
            start(self, self._submit(self.seen, self.pack))

    async def _open(self, seen: DisputeSeen, customer: Customer | None) -> None:
        await self._load(seen, customer)
        with suppress(EnvironmentFault):  # what the list said stays; submitting looks again
            fresh = await self._disputes.look(seen.id)
            if self.seen is seen and self.step is Step.SHOWING:
                self.seen = fresh
                self.changed.emit()
                self.looked.emit(fresh)

    async def _load_again(self, seen: DisputeSeen, customer: Customer | None) -> None:
        try:
            self.seen = await self._disputes.look(seen.id)
        except EnvironmentFault as fault:
            self.faulted.emit(fault)
            return
        self.changed.emit()
        self.looked.emit(self.seen)
        self.refreshed.emit()
        if self.pack is None:
            await self._load(self.seen, customer)

    async def _take_day(self, seen: DisputeSeen, day: date | None) -> None:
        try:
            pack = await self._packed(seen, self.customer, day)
        except (UserError, EnvironmentFault) as fault:
            self._weighing = self._then_review = False
            self.serviceDayRefused.emit(fault)
            return
        self._weighing = False
        if self.seen is not None and self.seen.id == seen.id and self.step is Step.SHOWING:
            self.service_day, self.pack = day, pack
            self.changed.emit()
            if self._then_review:
                self._then_review = False
                self.review()

    async def _packed(
        self, seen: DisputeSeen, customer: Customer | None, day: date | None
    ) -> DisputePack:
        name = customer.name if customer is not None else ""
        email = customer.email if customer is not None else ""
        return await self._disputes.pack(seen, name, email, day)

    async def _load(self, seen: DisputeSeen, customer: Customer | None) -> None:
        try:
            self.pack = await self._packed(seen, customer, self.service_day)
        except (UserError, EnvironmentFault) as fault:
            self.missing = fault
        else:
            self.missing = None
        self.changed.emit()

    async def _save(self, pack: DisputePack, seen: DisputeSeen, folder: Path) -> None:
        prefix = file_prefix(pretend=self._training)
        paper = folder / f"{prefix}{seen.id}.pdf"
        printed = pages_pdf(printed_pack(pack, seen, training=self._training))
        record = pack.to_json().encode()
        try:
            await asyncio.to_thread(write_file, printed, paper, "paper.not_written")
            beside = paper.with_suffix(".json")
            await asyncio.to_thread(write_file, record, beside, "paper.not_written")
        except EnvironmentFault as fault:
            self.faulted.emit(fault)
        else:
            self.saved.emit(paper)

    async def _submit(self, seen: DisputeSeen, pack: DisputePack) -> None:
        try:
            for name, text in pack.files.items():
                if name not in self._files:
                    paper = printed_file(name, text, seen, training=self._training)
                    self._files[name] = pages_pdf(paper)
                    await asyncio.sleep(0)  # reason: each takes about a frame of this thread
            after = await self._disputes.submit(seen.id, pack.texts, self._files)
        except PosError as fault:
            self._go(Step.SHOWING)
            self.faulted.emit(fault)
        except Exception:  # reason: reported by ui.tasks; the screen must not stay locked
            self._go(Step.SHOWING)
            raise
        else:
            self.seen = after
            self._go(Step.SHOWING)
            self.answered.emit(after)

    def _go(self, step: Step) -> None:
        self.step = step
        self.stepChanged.emit()
        self.changed.emit()
