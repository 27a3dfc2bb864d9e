"""What is told of each thing that was looked at."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from pos_app.doctor.model import Finding, State, Subject
from ui.i18n import messages


class DoctorWords(QObject):
    """A line for each finding, and below it what to do."""

    def lines(self, finding: Finding) -> list[str]:
        """One or two."""
        facts = ", ".join(f"{name}={value}" for name, value in finding.facts.items())
        head = f"{self._states()[finding.state]}  {self._subjects()[finding.subject]}  {facts}"
        if not finding.advice:
            return [head.rstrip()]
        return [head.rstrip(), f"    {messages.sentence(finding.advice, finding.facts)}"]

    def verdict(self, status: int) -> str:
        """All of it in one sentence, by the exit status."""
        sentences = (
            self.tr("All is as it should be."),
            self.tr("Payments go on; somebody should see to what wants attention."),
            self.tr("Something is wrong: see to it before you rely on this till."),
        )
        return sentences[status]

    def written(self, file: str) -> str:
        """That the diagnostics are in a file."""
        words = self.tr("Written to {file}. It holds no secrets and names no customer.")
        return words.format(file=file)

    def _states(self) -> Mapping[State, str]:
        return {
            State.FINE: self.tr("fine     "),
            State.ATTENTION: self.tr("attention"),
            State.WRONG: self.tr("wrong    "),
        }

    def _subjects(self) -> Mapping[Subject, str]:
        return {
            Subject.PROGRAM: self.tr("Program"),
            Subject.QT: self.tr("Qt and its web engine"),
            Subject.DATABASE: self.tr("Database program"),
            Subject.SECRETS: self.tr("Secrets"),
            Subject.FOLDER: self.tr("Who may read the data"),
            Subject.DISK: self.tr("Room on the disk"),
            Subject.LEDGER: self.tr("Ledger"),
            Subject.CACHE: self.tr("Copy of the customers"),
            Subject.BACKUPS: self.tr("Copies of the ledger"),
            Subject.STRIPE: self.tr("Stripe"),
            Subject.KEY: self.tr("What the key may do"),
            Subject.CLOCK: self.tr("Clock beside Stripe’s"),
        }
