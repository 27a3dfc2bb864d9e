"""The till's style sheet, built from the tokens.

Widgets choose a variant by the dynamic property `role` (and `kind` for messages); see
`ui.theme.apply.set_role`. Icons come through the search path `till:` set in `apply_theme`.
"""

from ui.theme.tokens import KINDS, SIZE, SPACE, TYPE, Colours, Solid, Strokes, Theme, ThemeName

_UNDERLINE = 3
"""Pixels: what marks the tab that is turned to."""
_HANGS = 3
"""Pixels by which Qt begins the words of a cell further in than those above its column."""
_TICK = 26
"""Pixels inside a box to tick, whose edge is two wide."""


def build(theme: Theme) -> str:
    """The whole sheet for one theme."""
    colours = theme.colours
    return "\n".join(
        (
            _ground(colours),
            _labels(colours),
            _buttons(colours, theme.strokes),
            _fields(colours, theme.strokes, dark=theme.dark),
            _toggles(colours, theme.name),
            _surfaces(colours),
            _messages(colours),
            _views(colours, theme.strokes),
            _scroll_bars(colours),
            _menus(colours),
            _untinted(colours) if theme.contrast else "",
        )
    )


def build_first(theme: Theme) -> str:
    """What it says of a first face: words, a field, bars and cards."""
    colours = theme.colours
    parts = [
        _ground(colours), _labels(colours), _fields(colours, theme.strokes, dark=theme.dark),
        _surfaces(colours), _messages(colours), _untinted(colours) if theme.contrast else "",
    ]  # fmt: skip
    return "\n".join(parts)


def _ground(c: Colours) -> str:
    return f"""
    QMainWindow, QDialog {{ background: {c.ground}; }}
    QWidget {{ color: {c.ink}; font-size: {TYPE.body}px;
        selection-background-color: {c.primary.fill}; selection-color: {c.primary.text}; }}
    QWidget:disabled {{ color: {c.disabled}; }}
    QToolTip {{ background: {c.ink}; color: {c.surface}; border: none;
        padding: {SPACE.s}px {SPACE.m}px; font-size: {TYPE.hint}px; }}
    """


def _labels(c: Colours) -> str:
    return f"""
    QLabel {{ background: transparent; }}
    QLabel[role="muted"] {{ color: {c.muted}; }}
    QLabel[role="label"] {{ font-weight: 500; }}
    QLabel[role="hint"] {{ color: {c.muted}; font-size: {TYPE.hint}px; }}
    QLabel[role="heading"] {{ font-weight: 600; }}
    QLabel[role="strong"] {{ font-size: {TYPE.strong}px; font-weight: 600; }}
    QLabel[role="title"] {{ font-size: {TYPE.title}px; font-weight: 600; }}
    QLabel[role="amount"] {{ font-size: {TYPE.strong}px; font-weight: 600; }}
    QLabel[role="display"] {{ font-size: {TYPE.display}px; font-weight: 600; }}
    QLabel[role="error"] {{ color: {c.danger_tone.mark}; font-weight: 500; }}
    QLabel[role="link"] {{ color: {c.accent}; font-weight: 500; }}
    QLabel[role="muted"]:disabled, QLabel[role="hint"]:disabled, QLabel[role="link"]:disabled {{
        color: {c.disabled}; }}
    QLabel[role="keys"] {{ color: {c.muted}; background: {c.raised};
        border: 1px solid {c.line}; border-bottom: 2px solid {c.line}; border-radius: 5px;
        font-size: {TYPE.hint}px; padding: 1px 7px; }}
    """


def _buttons(c: Colours, s: Strokes) -> str:
    base = f"""
    QPushButton {{ background: {c.surface}; color: {c.ink};
        border: {s.edge}px solid {c.edge}; border-radius: {SIZE.radius}px;
        padding: 0 {SPACE.l}px; font-weight: 500; min-height: {SIZE.button - 2 * s.edge}px; }}
    QPushButton:hover {{ background: {c.raised}; }}
    QPushButton:pressed {{ background: {c.selected}; }}
    QPushButton:disabled {{ color: {c.disabled}; background: {c.raised};
        border-color: {c.line}; }}
    QPushButton[large="true"] {{ min-height: {SIZE.large_button - 2 * s.edge}px; }}
    QPushButton[role="quiet"] {{ background: transparent; border-color: transparent;
        color: {c.accent}; }}
    QPushButton[role="quiet"]:hover {{ background: {c.raised}; }}
    QPushButton[role="quiet"]:pressed {{ background: {c.selected}; }}
    QPushButton[role="quiet"]:disabled {{ background: transparent; color: {c.disabled}; }}
    QPushButton[slim="true"] {{ min-height: {SIZE.slim - 2 * s.edge}px;
        padding: 0 {SPACE.m}px; }}
    QPushButton[square="true"] {{ min-height: {SIZE.target - 2 * s.edge}px;
        padding: 0; }}
    QFrame[role="bar"] QPushButton {{ min-height: {SIZE.target - 2 * s.edge}px; }}
    QPushButton[role="row"] {{ background: {c.surface}; border: {s.edge}px solid {c.line};
        padding: 0; border-radius: {SIZE.radius}px; min-height: {SIZE.row - 2 * s.edge}px; }}
    QPushButton[role="row"]:hover {{ background: {c.raised}; }}
    QPushButton[role="row"]:checked {{ background: {c.selected};
        border: {s.edge + 1}px solid {c.accent};
        min-height: {SIZE.row - 2 * (s.edge + 1)}px; }}
    QPushButton[role="row"][tall="true"] {{
        min-height: {SIZE.row + SPACE.m - 2 * s.edge}px; }}
    QPushButton[role="segment"]:checked {{ background: {c.selected};
        border: {s.edge + 1}px solid {c.accent}; font-weight: 600; }}
    QPushButton[role="line"] {{ background: transparent; border: none; padding: 0;
        border-radius: {SIZE.radius}px; min-height: {SIZE.row}px; }}
    QPushButton[role="line"]:hover {{ background: {c.raised}; }}
    QPushButton[role="line"]:pressed {{ background: {c.selected}; }}
    QPushButton[role="key"] {{ background: {c.surface}; border: {s.edge}px solid {c.line};
        font-size: {TYPE.strong}px; min-height: {SIZE.button - 2 * s.edge}px; padding: 0; }}
    QPushButton[role="key"]:hover {{ background: {c.raised}; }}
    QPushButton[role="key"]:pressed {{ background: {c.selected}; }}
    """
    return base + _tabs(c) + _solid("primary", c.primary, c) + _solid("danger", c.danger, c)


def _tabs(c: Colours) -> str:
    return f"""
    QPushButton[role="tab"] {{ background: transparent; border: none; border-radius: 0;
        border-bottom: {_UNDERLINE}px solid transparent;
        min-height: {SIZE.target - _UNDERLINE}px; padding: 0; }}
    QPushButton[role="tab"]:hover {{ background: {c.raised}; }}
    QPushButton[role="tab"]:checked {{ border-bottom-color: {c.accent}; }}
    """


def _solid(role: str, solid: Solid, c: Colours) -> str:
    name = f'QPushButton[role="{role}"]'
    return f"""
    {name} {{ background: {solid.fill}; color: {solid.text}; border-color: {solid.fill};
        font-weight: 600; }}
    {name}:hover {{ background: {solid.hover}; border-color: {solid.hover}; }}
    {name}:pressed {{ background: {solid.pressed}; border-color: {solid.pressed}; }}
    {name}:disabled {{ background: {c.raised}; color: {c.disabled}; border-color: {c.line}; }}
    """


def _fields(c: Colours, s: Strokes, *, dark: bool) -> str:
    arrow = "chevron-dark" if dark else "chevron-light"
    inside, apart = SPACE.m + 2 - s.focus, s.focus - s.edge  # the edge may grow, never the field
    every = ("QLineEdit", "QPlainTextEdit", "QTextEdit", "QComboBox", "QAbstractSpinBox")

    def each(suffix: str) -> str:
        return ", ".join(name + suffix for name in every)

    return f"""
    {each("")} {{ background: {c.surface}; color: {c.ink}; border: {s.edge}px solid {c.edge};
        border-radius: {SIZE.radius}px; padding: {apart}px {inside + apart}px; }}
    QLineEdit, QComboBox, QAbstractSpinBox {{ min-height: {SIZE.field - 2 * s.focus}px; }}
    QPlainTextEdit, QTextEdit {{ padding: {SPACE.s}px {SPACE.m}px; }}
    {each(":focus")} {{ border: {s.focus}px solid {c.focus}; padding: 0 {inside}px; }}
    {each("[invalid='true']")} {{ border: {s.edge}px solid {c.danger_tone.mark}; }}
    {each("[invalid='true']:focus")} {{ border: {s.focus}px solid {c.focus}; }}
    {each(":disabled")} {{ color: {c.disabled}; background: {c.raised};
        border-color: {c.line}; }}
    QLineEdit:read-only, QPlainTextEdit:read-only, QTextEdit:read-only {{
        background: {c.raised}; }}
    QLineEdit, QPlainTextEdit, QTextEdit {{ placeholder-text-color: {c.muted}; }}
    QLineEdit[role="amount"] {{ font-size: {TYPE.title}px; font-weight: 600;
        min-height: {SIZE.large_button - 2 * s.focus}px; }}
    QLineEdit[role="tall"] {{ min-height: {SIZE.large_button - 2 * s.focus}px; }}
    QLineEdit[role="search"] {{ font-size: {TYPE.strong - 4}px;
        min-height: {SIZE.large_button - 4 - 2 * s.focus}px;
        border-radius: {SIZE.card_radius}px; }}
    QComboBox {{ combobox-popup: 0; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: none; }}
    QComboBox::drop-down {{ border: none; width: {SIZE.target}px; }}
    QComboBox::down-arrow {{ image: url(till:icons/qss/{arrow}.svg); width: 20px; height: 20px; }}
    QComboBox QAbstractItemView {{ background: {c.surface}; border: 1px solid {c.edge};
        border-radius: {SIZE.radius}px; padding: {SPACE.xs}px; outline: none; }}
    QComboBox QAbstractItemView::item {{ min-height: {SIZE.target}px;
        padding: 0 {SPACE.m}px; border-radius: 6px; }}
    QComboBox QAbstractItemView::item:selected {{ background: {c.selected}; color: {c.ink}; }}
    """


def _toggles(c: Colours, shade: ThemeName) -> str:
    return f"""
    QCheckBox, QRadioButton {{ spacing: {SPACE.m}px; min-height: {SIZE.target}px;
        background: transparent; }}
    QCheckBox[role="bare"] {{ spacing: 0; padding: 0 {(SIZE.target - _TICK - 4) // 2}px; }}
    QCheckBox::indicator, QRadioButton::indicator {{ width: {_TICK}px; height: {_TICK}px;
        border: 2px solid {c.edge}; background: {c.surface}; }}
    QCheckBox::indicator {{ border-radius: 7px; }}
    QRadioButton::indicator {{ border-radius: 15px; }}
    QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ border-color: {c.accent}; }}
    QCheckBox::indicator:checked {{ background: {c.primary.fill};
        border-color: {c.primary.fill}; image: url(till:icons/qss/tick-{shade}.svg); }}
    QRadioButton::indicator:checked {{ background: {c.surface};
        border-color: {c.primary.fill}; image: url(till:icons/qss/dot-{shade}.svg); }}
    QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {c.line};
        background: {c.raised}; }}
    """


def _surfaces(c: Colours) -> str:
    return f"""
    QFrame[role="card"] {{ background: {c.surface}; border: 1px solid {c.line};
        border-radius: {SIZE.card_radius}px; }}
    QFrame[role="inset"] {{ background: {c.raised}; border: none;
        border-radius: {SIZE.radius}px; }}
    QFrame[role="bar"] {{ background: {c.surface}; border: none; }}
    QFrame[role="divider"] {{ background: {c.line}; border: none; max-height: 1px;
        min-height: 1px; }}
    QFrame[role="question"] {{ background: {c.surface}; border: 1px solid {c.line};
        border-radius: {SIZE.card_radius + 4}px; }}
    QScrollArea {{ background: transparent; border: none; }}
    QScrollArea > QWidget > QWidget#content {{ background: transparent; }}
    QProgressBar {{ background: {c.raised}; border: none; border-radius: 4px;
        min-height: 8px; max-height: 8px; }}
    QProgressBar::chunk {{ background: {c.primary.fill}; border-radius: 4px; }}
    """


def _messages(c: Colours) -> str:
    rules = []
    for kind in KINDS:
        tone = c.tone(kind)
        rules.append(f"""
    QFrame[role="chip"][kind="{kind}"] {{ background: {tone.fill}; border-radius: 17px;
        border: 1px solid {tone.line}; }}
    QFrame[role="chip"][kind="{kind}"] QLabel {{ color: {tone.text}; font-weight: 500; }}
    QFrame[role="banner"][kind="{kind}"] {{ background: {tone.fill};
        border: 1px solid {tone.line}; border-radius: {SIZE.card_radius}px; }}
    QFrame[role="banner"][kind="{kind}"] QLabel {{ color: {tone.text}; }}
    QFrame[role="status"][kind="{kind}"] QLabel {{ color: {tone.mark}; }}
    """)
    return (
        "".join(rules)
        + f"""
    QFrame[role="status"] {{ background: {c.surface}; border: none;
        border-top: 1px solid {c.line}; }}
    QFrame[role="status"][kind="neutral"] QLabel {{ color: {c.muted}; }}
    """
    )


def _views(c: Colours, s: Strokes) -> str:
    return f"""
    QAbstractItemView {{ background: {c.surface}; border: 1px solid {c.line};
        border-radius: {SIZE.card_radius}px; padding: {SPACE.xs}px; outline: none;
        alternate-background-color: {c.surface}; gridline-color: {c.line}; }}
    QAbstractItemView {{ selection-background-color: {c.selected}; selection-color: {c.ink}; }}
    QAbstractItemView:focus {{ border: {s.focus}px solid {c.focus};
        padding: {SPACE.xs + 1 - s.focus}px; }}
    QAbstractItemView::item {{ min-height: {SIZE.target}px; padding: {SPACE.xs}px {SPACE.s}px;
        border: none; border-radius: 8px; color: {c.ink}; }}
    QAbstractItemView::item:hover {{ background: {c.raised}; }}
    QAbstractItemView::item:selected {{ background: {c.selected}; color: {c.ink}; }}
    QTableView::item {{ border-radius: 0; }}
    QComboBox QAbstractItemView, QComboBox QAbstractItemView:focus {{
        border: 1px solid {c.edge}; padding: {SPACE.xs}px; }}
    QHeaderView {{ background: transparent; border: none; padding: 0; border-radius: 0; }}
    QHeaderView::section {{ background: {c.surface}; color: {c.muted}; border: none;
        border-bottom: 1px solid {c.line}; padding: {SPACE.s}px {SPACE.s + _HANGS}px;
        font-weight: 500; }}
    QTableCornerButton::section {{ background: {c.surface}; border: none; }}
    """


def _scroll_bars(c: Colours) -> str:
    return f"""
    QScrollBar:vertical {{ background: transparent; width: 14px; margin: 2px; border: none; }}
    QScrollBar:horizontal {{ background: transparent; height: 14px; margin: 2px;
        border: none; }}
    QScrollBar::handle {{ background: {c.edge}; border-radius: 5px; border: none; }}
    QScrollBar::handle:vertical {{ min-height: 44px; }}
    QScrollBar::handle:horizontal {{ min-width: 44px; }}
    QScrollBar::handle:hover {{ background: {c.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    """


def _menus(c: Colours) -> str:
    return f"""
    QMenu {{ background: {c.surface}; color: {c.ink}; border: 1px solid {c.edge};
        border-radius: {SIZE.radius}px; padding: {SPACE.xs}px; }}
    QMenu::item {{ min-height: {SIZE.target}px; padding: 0 {SPACE.xl}px 0 {SPACE.l}px;
        border-radius: 6px; }}
    QMenu::item:selected {{ background: {c.selected}; }}
    QMenu::item:disabled {{ color: {c.disabled}; }}
    QMenu::separator {{ height: 1px; background: {c.line}; margin: {SPACE.xs}px; }}
    """


def _untinted(c: Colours) -> str:
    """What a tint alone says in the other themes is said by an edge here."""
    return f"""
    QPushButton[role="quiet"] {{ border-color: {c.line}; }}
    QPushButton[role="line"] {{ border: 2px solid {c.line}; margin: {SPACE.xs // 2}px 0; }}
    QPushButton:hover, QPushButton:pressed {{ border-color: {c.accent}; }}
    QPushButton:disabled {{ border-style: dashed; border-color: {c.disabled}; }}
    QFrame[role="card"], QFrame[role="question"] {{ border: 2px solid {c.edge}; }}
    QFrame[role="inset"] {{ border: 1px solid {c.line}; }}
    QAbstractItemView::item {{ border: 2px solid transparent; }}
    QAbstractItemView::item:selected, QMenu::item:selected {{ border: 2px solid {c.accent}; }}
    QTableView::item, QTableView::item:selected {{ border-left: 0; border-right: 0; }}
    QProgressBar {{ border: 1px solid {c.edge}; }}
    QPushButton[role="tab"]:hover {{ border-bottom-color: {c.line}; }}
    QPushButton[role="tab"]:checked {{ border-bottom: {_UNDERLINE + 2}px solid {c.accent};
        min-height: {SIZE.target - _UNDERLINE - 2}px; }}
    """
