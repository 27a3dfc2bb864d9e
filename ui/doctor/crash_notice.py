"""Said once, at the next start: that the till broke, what that means for money, what to do."""

from PySide6.QtWidgets import QWidget

from pos_app.logs.crashes import CrashReports
from ui.i18n.language import Retranslated
from ui.widgets.banner import Banner


class CrashNotice(Retranslated, Banner):
    """Stays until somebody has read it; reports of this run are for the next."""

    def __init__(self, reports: CrashReports, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("crashNotice")
        self.action_button().setObjectName("crashRead")
        self._reports = reports
        self._untold = reports.untold()
        self.action_clicked.connect(self._read)
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in this language."""
        if not self._untold:
            self.clear()
            return
        self.say(
            "info",
            self.tr("Something in the till broke last time"),
            self.tr(
                "What was paid is safe: it is written down before it is sent, and what was open is "
                "being looked up at Stripe. Go on as usual. If this comes back, give whoever looks "
                "after this computer the folder “crashes” of the till’s data: it names no customer "
                "and no card."
            ),
            self.tr("OK"),
        )

    def _read(self) -> None:
        self._reports.mark_told(self._untold[-1])
        self._untold = ()
        self.retranslate()
