"""The list of found customers, as the lookup and the choice of a second customer show it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListView

from ui.customers.delegate import HitDelegate
from ui.customers.table_model import HitModel


def hit_list(model: HitModel, name: str) -> QListView:
    """The focus stays in the search box; arrows move here from there, fingers scroll."""
    view = QListView()
    view.setObjectName(name)
    view.setModel(model)
    view.setItemDelegate(HitDelegate(view))
    view.setUniformItemSizes(True)
    view.setMouseTracking(True)
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return view
