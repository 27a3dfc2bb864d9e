"""The installed PySide6 doesn't lose references to None, True or False.

6.12.0 does on CPython 3.11: each of these calls drops one, and after some thousand the process
aborts (docs/decisions/0002-qt-version.md). From 3.12 on these objects are immortal, so nothing
can be counted there; the version then has to keep to the range that pyproject.toml names.
"""

import sys
import tomllib
from collections.abc import Callable
from importlib.metadata import version

import pytest
from packaging.requirements import Requirement
from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QEvent,
    QEventLoop,
    QMetaObject,
    QModelIndex,
    QObject,
    QRunnable,
    QSettings,
    QSortFilterProxyModel,
    Qt,
    QThreadPool,
    QTimer,
    QVariantAnimation,
    Signal,
    Slot,
)  # fmt: skip
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPixmap, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

CALLS = 600
"""Of each kind; a leak loses one reference a call."""
ALLOWED = 60
"""What caches and the test's own bookkeeping may add or drop."""

mortal = pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="None and True are immortal from Python 3.12 on"
)


class Sender(QObject):
    happened = Signal()
    told = Signal(object)
    flagged = Signal(bool)

    @Slot()
    def hear(self) -> None:
        pass

    @Slot(object)
    def take(self, _value: object) -> None:
        pass


class Painted(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.fillRect(self.rect(), QColor("white"))
        painter.end()


class Filter(QObject):
    def eventFilter(self, _watched: QObject, _event: QEvent) -> bool:
        return False


class Rows(QAbstractTableModel):
    def rowCount(self, _parent: object = None) -> int:
        return 3

    def columnCount(self, _parent: object = None) -> int:
        return 2

    def data(self, _index: object, _role: int = 0) -> object:
        return None


class Work(QRunnable):
    def run(self) -> None:
        return None


def _emit() -> Callable[[], object]:
    sender = Sender()
    sender.happened.connect(sender.hear)
    sender.happened.connect(lambda: None)

    def call() -> None:
        sender.happened.emit()

    return call


def _emit_object() -> Callable[[], object]:
    sender = Sender()
    sender.told.connect(sender.take)
    return lambda: sender.told.emit(None)


def _emit_flag() -> Callable[[], object]:
    sender = Sender()
    sender.flagged.connect(lambda _flag: True)
    return lambda: sender.flagged.emit(True)


def _connect_and_disconnect() -> Callable[[], object]:
    sender = Sender()

    def call() -> None:
        connection = sender.happened.connect(sender.hear)
        sender.disconnect(connection)

    return call


def _single_shot() -> Callable[[], object]:
    def call() -> None:
        QTimer.singleShot(0, lambda: None)
        QCoreApplication.processEvents()

    return call


def _single_shot_method() -> Callable[[], object]:
    sender = Sender()

    def call() -> None:
        QTimer.singleShot(0, sender.hear)
        QCoreApplication.processEvents()

    return call


def _repeating_timer() -> Callable[[], object]:
    timer = QTimer()
    timer.timeout.connect(lambda: None)

    def call() -> None:
        timer.start(0)
        QCoreApplication.processEvents()
        timer.stop()

    return call


def _paint() -> Callable[[], object]:
    widget = Painted()
    widget.resize(20, 20)
    return widget.grab


def _thread_pool() -> Callable[[], object]:
    pool = QThreadPool()
    pool.setMaxThreadCount(1)

    def call() -> None:
        pool.start(Work())
        pool.waitForDone()

    return call


def _thread_pool_function() -> Callable[[], object]:
    pool = QThreadPool()
    pool.setMaxThreadCount(1)

    def call() -> None:
        pool.start(lambda: None)
        pool.waitForDone()

    return call


def _widget_properties() -> Callable[[], object]:
    label = QLabel()

    def call() -> None:
        label.setText("12,50")
        label.setEnabled(True)
        label.setVisible(False)
        label.setProperty("role", True)
        label.property("role")

    return call


def _line_edit() -> Callable[[], object]:
    field = QLineEdit()
    field.textChanged.connect(lambda _text: None)

    def call() -> None:
        field.setText("a")
        field.clear()
        field.setReadOnly(False)

    return call


def _button() -> Callable[[], object]:
    button = QPushButton()
    button.clicked.connect(lambda: None)
    return button.click


def _check_box() -> Callable[[], object]:
    box = QCheckBox()
    box.toggled.connect(lambda _on: None)
    return box.toggle


def _action() -> Callable[[], object]:
    action = QAction()
    action.triggered.connect(lambda: None)
    return action.trigger


def _layout() -> Callable[[], object]:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    child = QLabel(holder)

    def call() -> None:
        holder.setEnabled(True)
        layout.addWidget(child)
        layout.removeWidget(child)

    return call


def _event_filter() -> Callable[[], object]:
    sender, watcher = QObject(), Filter()

    def call() -> None:
        sender.installEventFilter(watcher)
        QCoreApplication.sendEvent(sender, QEvent(QEvent.Type.User))

    return call


def _posted_event() -> Callable[[], object]:
    sender = QObject()

    def call() -> None:
        QCoreApplication.postEvent(sender, QEvent(QEvent.Type.User))
        QCoreApplication.processEvents()

    return call


def _model() -> Callable[[], object]:
    rows = Rows()
    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(rows)

    def call() -> None:
        rows.beginResetModel()
        rows.endResetModel()
        proxy.data(proxy.index(0, 0, QModelIndex()), int(Qt.ItemDataRole.DisplayRole))

    return call


def _standard_items() -> Callable[[], object]:
    model = QStandardItemModel(1, 1)
    return lambda: model.setData(model.index(0, 0), None)


def _settings() -> Callable[[], object]:
    settings = QSettings()
    return lambda: settings.contains("theme")


def _invoke() -> Callable[[], object]:
    sender = Sender()
    return lambda: QMetaObject.invokeMethod(sender, "hear", Qt.ConnectionType.DirectConnection)


def _nested_loop() -> Callable[[], object]:
    def call() -> None:
        loop = QEventLoop()
        QTimer.singleShot(0, loop.quit)
        loop.exec()

    return call


def _animation() -> Callable[[], object]:
    animation = QVariantAnimation()
    animation.setStartValue(0)
    animation.setEndValue(1)
    animation.valueChanged.connect(lambda _value: None)

    def call() -> None:
        animation.start()
        animation.setCurrentTime(1)
        animation.stop()

    return call


def _pixmap() -> Callable[[], object]:
    def call() -> None:
        picture = QPixmap(4, 4)
        picture.fill(QColor("red"))
        picture.isNull()

    return call


def _style_sheet() -> Callable[[], object]:
    label = QLabel()
    return lambda: label.setStyleSheet("color: red")


def _destroy() -> Callable[[], object]:
    def call() -> None:
        QObject().deleteLater()
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))

    return call


MAKERS = [
    _emit, _emit_object, _emit_flag, _connect_and_disconnect, _single_shot, _single_shot_method,
    _repeating_timer, _paint, _thread_pool, _thread_pool_function, _widget_properties, _line_edit,
    _button, _check_box, _action, _layout, _event_filter, _posted_event, _model, _standard_items,
    _settings, _invoke, _nested_loop, _animation, _pixmap, _style_sheet, _destroy,
]  # fmt: skip


def _growth(call: Callable[[], object]) -> dict[str, int]:
    """By how many the references to each constant changed over all the calls."""
    for _ in range(5):
        call()
    before = [sys.getrefcount(constant) for constant in (None, True, False)]
    for _ in range(CALLS):
        call()
    after = [sys.getrefcount(constant) for constant in (None, True, False)]
    changes = (later - earlier for earlier, later in zip(before, after, strict=True))
    return dict(zip(("None", "True", "False"), changes, strict=True))


@mortal
@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__.strip("_"))
def test_a_call_keeps_the_constants_counts(
    qapp: QApplication, make: Callable[[], Callable[[], object]]
) -> None:
    growth = _growth(make())
    # Too many references only waste a count; too few end in the death of the process.
    assert {name: by for name, by in growth.items() if by < -ALLOWED} == {}


@mortal
def test_a_lost_reference_would_be_seen() -> None:
    kept: list[None] = [None] * (CALLS + 100)
    assert _growth(kept.pop)["None"] < -ALLOWED


def test_the_installed_version_keeps_to_the_range(request: pytest.FixtureRequest) -> None:
    project = tomllib.loads((request.config.rootpath / "pyproject.toml").read_text("utf-8"))
    wanted = [Requirement(text) for text in project["project"]["dependencies"]]
    (qt,) = [one for one in wanted if one.name == "PySide6"]
    assert not qt.specifier.contains("6.12.0"), "6.12.0 aborts on Python 3.11"
    for part in ("PySide6", "PySide6_Essentials", "PySide6_Addons", "shiboken6"):
        assert qt.specifier.contains(version(part)), part
