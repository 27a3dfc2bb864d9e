"""Puts a theme on the application, and tells widgets which one it is.

The theme travels as a property of the QApplication, so widgets that draw themselves ask
`theme_of()` while painting and refresh kept pictures in `changeEvent` on `StyleChange`.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.kernel.errors import EnvironmentFault
from pos_app.kernel.paths import resource_dir
from pos_app.settings.choices import EnvironmentKind
from ui.theme.stylesheet import build, build_first
from ui.theme.tokens import FAMILY, THEME_NAMES, TYPE, Theme, ThemeName
from ui.theme.tokens import theme as make_theme
from ui.unnamed import wants_contrast, wants_dark

if TYPE_CHECKING:
    from PySide6.QtGui import QPalette

_STYLED = "till_styled"
_PROPERTY = "till_theme"
_TRAINING_PROPERTY = "till_training"
_TEST_PROPERTY = "till_test"
_STYLES = 4
"""Weights of the font that are used; a system's own may have fewer."""


def apply_theme(
    app: QApplication, name: str, *, training: bool, test: bool = False,
    unseen: Iterable[QWidget] = (),
) -> Theme:  # fmt: skip
    """Dress the whole application; `name` is light, dark, contrast or system. Safe to call again.
    `test`: the till has the test keys of a Stripe account. `unseen`: as `wear`.

    Raises EnvironmentFault `theme.no_font` when the till's own font can't be loaded.
    """
    theme = _told(app, name, training=training, test=test)
    from PySide6.QtCore import QDir  # a first face has no pictures

    QDir.setSearchPaths("till", [str(resource_dir())])
    load_fonts()
    _put_on_style(app)
    app.setPalette(_palette(theme))
    _wear(app, build(theme), unseen)
    return theme


def dress_first(app: QApplication, name: str, kind: EnvironmentKind) -> None:
    """As much of `dress` as a first face is made of: no pictures, no palette, and only what the
    sheet says of such widgets. It looks the same once `dress` was called, which must follow.

    Raises EnvironmentFault `theme.no_font`.
    """
    training, test = kind is EnvironmentKind.TRAINING, kind is EnvironmentKind.TEST
    theme = _told(app, name, training=training, test=test)
    load_fonts()
    _put_on_style(app)
    app.setStyleSheet(build_first(theme))


def _told(app: QApplication, name: str, *, training: bool, test: bool) -> Theme:
    theme = make_theme(resolve(name), training=training, test=test)
    app.setProperty(_PROPERTY, theme.name)
    app.setProperty(_TRAINING_PROPERTY, training)
    app.setProperty(_TEST_PROPERTY, test)
    return theme


def _put_on_style(app: QApplication) -> None:
    if not app.property(_STYLED):  # each time it is set, every widget is dressed anew
        app.setStyle("Fusion")
        app.setProperty(_STYLED, True)
    app.setFont(till_font())


def _wear(app: QApplication, sheet: str, unseen: Iterable[QWidget]) -> None:
    if not app.styleSheet():
        app.setStyleSheet(sheet)
        return
    from ui.theme.wearing import wear  # the first sheet is simply put on

    wear(app, sheet, unseen)


def dress(app: QApplication, name: str, kind: EnvironmentKind | None) -> Theme:
    """`apply_theme` for a till of that kind; None while nobody has chosen one."""
    training, test = kind is EnvironmentKind.TRAINING, kind is EnvironmentKind.TEST
    return apply_theme(app, name, training=training, test=test)


def change_theme(app: QApplication, name: str, unseen: Iterable[QWidget] = ()) -> Theme:
    """Another theme for the same till. `unseen`: as `wear`."""
    worn = theme_of()
    return apply_theme(app, name, training=worn.training, test=worn.test, unseen=unseen)


def resolve(name: str) -> ThemeName:
    """`system` becomes what the desktop asks for now; anything unheard of becomes light."""
    if name == "system":
        return _asked_for()
    return _known(name)


def theme_of() -> Theme:
    """The theme in force; light, and money real, before `apply_theme`."""
    app = QCoreApplication.instance()
    name = app.property(_PROPERTY) if app else None
    training = bool(app.property(_TRAINING_PROPERTY)) if app else False
    test = bool(app.property(_TEST_PROPERTY)) if app else False
    return make_theme(_known(name), training=training, test=test)


def _known(name: object) -> ThemeName:
    return next((one for one in THEME_NAMES if one == name), "light")


def _asked_for() -> ThemeName:
    hints = QGuiApplication.styleHints()
    if wants_contrast(hints):
        return "contrast"
    return "dark" if wants_dark(hints) else "light"


def till_font(pixels: int = TYPE.body, weight: int = 400) -> QFont:
    """The till's font with figures of equal width, so that amounts stand in columns."""
    font = QFont(FAMILY)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def set_role(widget: QWidget, role: str, **more: object) -> None:
    """Choose a variant of the style sheet, also after the widget was shown.

    `more` sets further properties the sheet looks at: kind, large, square, invalid.
    """
    changed = False
    for name, value in {"role": role, **more}.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    from PySide6.QtCore import Qt  # the first face has no name of it

    # one that isn't dressed yet will be when it is shown; dressed sooner, Qt dresses all that is in
    # it anew each time it is put into something
    if changed and widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        repolish(widget)


def repolish(widget: QWidget) -> None:
    """Let the style sheet look at the properties of a widget and of what is in it again."""
    for each in (widget, *widget.findChildren(QWidget)):
        style = each.style()
        style.unpolish(each)
        style.polish(each)
    widget.updateGeometry()
    widget.update()


def load_fonts() -> None:
    """Load the bundled font once a process. Raises EnvironmentFault `theme.no_font`."""
    if len(QFontDatabase.styles(FAMILY)) >= _STYLES:
        return
    for file in sorted((resource_dir() / "fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(file))
    if not QFontDatabase.styles(FAMILY):
        raise EnvironmentFault("theme.no_font", retryable=False, font=FAMILY)


def _palette(theme: Theme) -> "QPalette":
    from PySide6.QtGui import QColor, QPalette  # nor has it this

    c = theme.colours
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: c.ground,
        QPalette.ColorRole.WindowText: c.ink,
        QPalette.ColorRole.Base: c.surface,
        QPalette.ColorRole.AlternateBase: c.raised,
        QPalette.ColorRole.Text: c.ink,
        QPalette.ColorRole.Button: c.surface,
        QPalette.ColorRole.ButtonText: c.ink,
        QPalette.ColorRole.BrightText: c.danger_tone.mark,
        QPalette.ColorRole.Highlight: c.primary.fill,
        QPalette.ColorRole.HighlightedText: c.primary.text,
        QPalette.ColorRole.Link: c.accent,
        QPalette.ColorRole.LinkVisited: c.accent,
        QPalette.ColorRole.PlaceholderText: c.muted,
        QPalette.ColorRole.ToolTipBase: c.ink,
        QPalette.ColorRole.ToolTipText: c.surface,
        QPalette.ColorRole.Accent: c.accent,
        QPalette.ColorRole.Mid: c.line,
        QPalette.ColorRole.Dark: c.edge,
        QPalette.ColorRole.Light: c.raised,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(c.disabled))
    return palette
