"""The way through shifts and reports."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pos_app.kernel.errors import EnvironmentFault
from pos_app.reports.model import ShiftReport
from pos_app.staff.sign_in import ActorChanged
from ui.i18n import messages
from ui.printing.desk import PaperDesk
from ui.printing.report_words import ReportSpeaker
from ui.printing.shift_pages import printed_shift
from ui.reports.pictures import PicturesScreen
from ui.reports.pictures_view_model import PicturesViewModel
from ui.reports.ports import Pictures, Shifts
from ui.reports.shift import ShiftScreen
from ui.reports.shift_view_model import ShiftViewModel
from ui.shell.events import EventBridge
from ui.shell.main_window import MainWindow

SHIFT: Final = "shift"
PICTURES: Final = "pictures"


class ShowingReports(QObject):
    """Signal: `left(str)` when a person is done: the screen they came from."""

    left = Signal(str)

    def __init__(
        self, shifts: Shifts, pictures: Pictures, events: EventBridge, window: MainWindow
    ) -> None:
        super().__init__(window)
        self._window = window
        self._before = ""
        """The screen they came from."""
        self._speaker = ReportSpeaker(self)
        self._desk = PaperDesk(window)
        self._desk.faulted.connect(self._say_fault)
        self.model = ShiftViewModel(shifts, self)
        self.shift = ShiftScreen(self.model)
        self.shift.left.connect(self._leave)
        self.shift.said.connect(window.status)
        self.shift.paperRequested.connect(self._save_paper)
        self.shift.picturesRequested.connect(self._open_pictures)
        self.figures = PicturesViewModel(pictures, self)
        self.pictures = PicturesScreen(self.figures)
        self.pictures.left.connect(lambda: self._window.show_screen(SHIFT))
        self.pictures.said.connect(window.status)
        events.listen(self, ActorChanged, lambda _: self._look_again())

    def screens(self) -> dict[str, QWidget]:
        """To be placed in the window under these names."""
        return {SHIFT: self.shift, PICTURES: self.pictures}

    def mid_way(self) -> bool:
        """Whether it is asked, on the screen that is shown, if the shift is to be closed."""
        return self._window.current_screen() == SHIFT and self.model.asked

    def open_shift(self) -> None:
        """The running shift; from there back."""
        if self._window.current_screen() == SHIFT:
            self._leave()
            return
        if self._window.current_screen() != PICTURES:
            self._before = self._window.current_screen()
        self._window.show_screen(SHIFT)
        self.shift.begin()

    def _look_again(self) -> None:
        """As whoever stands at the till now."""
        self.model.forget()
        self.figures.forget()
        current = self._window.current_screen()
        if current == SHIFT:
            self.shift.begin()
        elif current == PICTURES:
            self.pictures.begin()

    def _open_pictures(self) -> None:
        self._window.show_screen(PICTURES)
        self.pictures.begin()

    def _save_paper(self, report: ShiftReport, copy: bool) -> None:
        paper = printed_shift(report, self._speaker, copy=copy)
        letter = "z" if report.closed else "x"
        self._desk.save(paper, f"{letter}-{report.shift.number}.pdf", self._say_saved)

    def _leave(self) -> None:
        self.left.emit(self._before)

    def _say_saved(self, path: Path) -> None:
        self._window.status(lambda: self.tr("Saved: {file}").format(file=path.name), "success")

    def _say_fault(self, fault: EnvironmentFault) -> None:
        self._window.status(lambda: messages.text(fault), "danger")
