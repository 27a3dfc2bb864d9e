"""What the keys may do, permission by permission, and what each missing one switches off."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pos_app.kernel.errors import PosError, UserError
from pos_app.setting_up.model import Report
from pos_app.settings.permissions import Finding, Level, Standing
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.setting_up.words import name_of, sentence_of
from ui.theme.layout import card, column, empty, row
from ui.theme.tokens import SIZE, SPACE
from ui.widgets.banner import Banner
from ui.widgets.labels import IconLabel, label
from ui.widgets.scrolling import Snug, scrolled
from ui.widgets.tiles import Tiles

_ICONS = {
    Standing.GRANTED: ("check", "success"),
    Standing.MISSING: ("cross", "danger"),
    Standing.UNKNOWN: ("question", "unknown"),
}


class ReportStep(Retranslated, QWidget):
    """A verdict above, what is missing with its consequence below it, then what is allowed.
    `scrolls`: by itself, below the verdict; else it is as high as all of it."""

    def __init__(self, *, scrolls: bool = True) -> None:
        super().__init__()
        self._report: Report | None = None
        self._too_little: UserError | None = None
        self._fault: PosError | None = None
        self._verdict = Banner()
        self._verdict.setObjectName("setupVerdict")
        self._lacking, self._allowed = card(), card()
        self._lacking.setObjectName("setupLacking")
        self._allowed.setObjectName("setupAllowed")
        self._rows = column(self._lacking, gap=SPACE.m, margin=SPACE.m)
        self._pairs = Tiles(across=len(Level))
        column(self._allowed, margin=SPACE.m).addLayout(self._pairs)
        content = QWidget()
        inside = column(content, gap=SPACE.m)
        inside.addWidget(self._lacking)
        inside.addWidget(self._allowed)
        inside.addStretch(1)
        # as the other steps, which scroll with room for focus rings
        box = column(self, gap=SPACE.m, margin_x=SIZE.ring + SIZE.ring_gap if scrolls else 0)
        box.addWidget(self._verdict)
        if scrolls:
            area = scrolled(content)
            area.hug()
            box.addWidget(area, 1)
            Snug(self, box)
        else:
            box.addWidget(content, 1)

    def show_report(self, report: Report, too_little: UserError | None) -> None:
        """What was found out."""
        self._report, self._too_little, self._fault = report, too_little, None
        self.retranslate()

    def say(self, fault: PosError) -> None:
        """Why the till was not set up after all."""
        self._fault = fault
        self._say_verdict()

    def title(self) -> str:
        """What this step tells."""
        return self.tr("What these keys may do")

    def retranslate(self) -> None:
        """Say everything again."""
        if self._report is None:
            return
        findings = self._report.findings
        self._say_verdict()
        empty(self._rows)
        self._fill_lacking([one for one in findings if one.standing is not Standing.GRANTED])
        empty(self._pairs)
        self._fill_allowed([one for one in findings if one.standing is Standing.GRANTED])

    def _fill_lacking(self, findings: Sequence[Finding]) -> None:
        ordered = sorted(
            findings, key=lambda one: (one.standing is Standing.UNKNOWN, not one.need.essential)
        )
        for finding in ordered:
            self._rows.addWidget(_line(finding, self._consequence(finding)))
        self._lacking.setVisible(bool(ordered))

    def _fill_allowed(self, findings: Sequence[Finding]) -> None:
        """A line for what is read and written, as Stripe's Dashboard has it."""
        there = {(one.need.resource, one.need.level): one for one in findings}
        for resource in dict.fromkeys(one.need.resource for one in findings):
            for level in Level:
                one = there.get((resource, level))
                self._pairs.addWidget(QWidget() if one is None else _line(one))
        self._allowed.setVisible(bool(findings))

    def _consequence(self, finding: Finding) -> str:
        if finding.standing is Standing.MISSING:
            return sentence_of(finding)
        return self.tr("Stripe’s answer didn’t tell; it shows when it is first needed.")

    def _say_verdict(self) -> None:
        report = self._report
        assert report is not None
        if self._fault is not None:
            title = self.tr("The set-up isn’t finished")
            self._verdict.say("danger", title, messages.text(self._fault))
        elif self._too_little is not None:
            title = self.tr("With these keys the till can’t take payments")
            self._verdict.say("danger", title, messages.text(self._too_little))
        elif report.missing:
            self._verdict.say("warning", self.tr("The till can take payments"), self._less(report))
        else:
            self._verdict.say(
                "success", self.tr("These keys may do all that the till does"), self._unsure(report)
            )

    def _less(self, report: Report) -> str:
        words = self.tr(
            "What is listed first will not work until you allow it in the Stripe Dashboard."
        )
        return f"{words} {self._unsure(report)}".strip()

    def _unsure(self, report: Report) -> str:
        if report.same_account is not None:
            return ""
        return self.tr(
            "Whether both keys are of one account can’t be told yet, as it has no payment: take "
            "care that they are."
        )


def _line(finding: Finding, consequence: str = "") -> QWidget:
    icon, kind = _ICONS[finding.standing]
    made = QWidget()
    made.setObjectName(f"permission_{finding.need.name}")
    made.setAccessibleName(f"{name_of(finding.need)}. {consequence}".strip())
    words = column(gap=0)
    words.addWidget(label(name_of(finding.need), role="label" if consequence else "", wrap=True))
    if consequence:
        words.addWidget(label(consequence, role="muted", wrap=True))
    words.addStretch(1)  # where the one beside it is higher, it begins beside its icon
    box = row(made, gap=SPACE.s)
    box.addWidget(IconLabel(icon, kind, SIZE.icon), 0, Qt.AlignmentFlag.AlignTop)
    box.addLayout(words, 1)
    return made
