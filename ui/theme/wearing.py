"""Another style sheet on a running application, quickly.

Qt, given another sheet for an application that has one, dresses every widget once for itself and
once for each widget around it: about ten times over in the till's window, the screens that nobody
sees included (Qt 6.11, `QStyleSheetStyle::repolish`). Taken off and put on again, a sheet is put on
each widget once. Qt then passes by what hasn't been dressed yet, and tells nothing to what has a
style of its own: that is how unseen screens are left for when they are shown.
"""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget

_LEFT = "till_left"
_DRESSED = Qt.WidgetAttribute.WA_WState_Polished
_OWN = Qt.WidgetAttribute.WA_SetStyle


def wear(app: QApplication, sheet: str, unseen: Iterable[QWidget] = ()) -> None:
    """Put on this sheet. What is `unseen`, with all that is in it, looks as before: whoever shows
    it calls `dress_late` first."""
    left = {each for top in unseen for each in _leave(top) if not each.testAttribute(_OWN)}
    dressed = (one for one in app.allWidgets() if one.testAttribute(_DRESSED))
    worn = [one for one in dressed if not one.testAttribute(_OWN)]
    for each in (*worn, *left):
        _pass_by(each, by=True)
    keeper = QWidget()
    # Qt forgets what widgets looked like undressed when the last style with a sheet goes
    keeper.setStyleSheet("QWidget {}")
    app.setStyleSheet("")
    for each in worn:
        if each not in left:
            _pass_by(each, by=False)
    app.setStyleSheet(sheet)
    for each in left:
        each.setAttribute(_OWN, False)


def dress_late(top: QWidget) -> None:
    """Put on what is worn by now, where `top` was left out of it. Call it before it is shown."""
    if top.property(_LEFT):
        top.setProperty(_LEFT, False)
        _dress(top)


def _dress(each: QWidget) -> None:
    if not each.testAttribute(_DRESSED):
        each.style().polish(each)
        each.setAttribute(_DRESSED)
    QCoreApplication.sendEvent(each, QEvent(QEvent.Type.StyleChange))
    for child in each.children():
        # what was left by itself is shown by itself
        if isinstance(child, QWidget) and not child.property(_LEFT):
            _dress(child)


def _leave(top: QWidget) -> Iterator[QWidget]:
    top.setProperty(_LEFT, True)
    yield from (top, *top.findChildren(QWidget))


def _pass_by(each: QWidget, *, by: bool) -> None:
    each.setAttribute(_DRESSED, not by)
    each.setAttribute(_OWN, by)
