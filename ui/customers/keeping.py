"""The way through what changes customers: one is written, two become one, many come from a file."""

from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pos_app.bootstrap import Till
from pos_app.customers.model import Customer, CustomerDraft, draft_of, shown_name
from pos_app.kernel.events import EventBus
from ui.customers.editor import CustomerEditor
from ui.customers.editor_view_model import EditorViewModel
from ui.customers.erased import ErasedSection, ErasedViewModel, RedactionList
from ui.customers.erasing import ErasingCustomer, Erasures
from ui.customers.importing.export import ExportCustomers, Exporter
from ui.customers.importing.screen import ImportScreen
from ui.customers.importing.view_model import Importer, ImportViewModel
from ui.customers.merge import MergeScreen
from ui.customers.merge_view_model import MergeViewModel
from ui.customers.screen import CustomersScreen
from ui.customers.view_model import LookupViewModel
from ui.shell.events import EventBridge
from ui.shell.main_window import MainWindow
from ui.tasks import start

EDITOR, MERGE, IMPORT = "editor", "merge", "import"


class Acted(Protocol):
    """What takes a right, as whoever is signed in."""

    @property
    def erasures(self) -> Erasures: ...

    @property
    def redactions(self) -> RedactionList: ...

    @property
    def exports(self) -> Exporter: ...

    @property
    def imports(self) -> Importer: ...


class KeepingCustomers(QObject):
    """Signals: `left` when the cashier is done; `opened(Customer)` with whom to show then.
    `erased` belongs into the settings."""

    left = Signal()
    opened = Signal(object)

    def __init__(self, till: Till, acted: Acted, events: EventBridge, window: MainWindow) -> None:
        super().__init__(window)
        people = till.same_person
        self._till = till
        self._before: Customer | None = None
        """Whoever is edited, as they were."""
        self._window = window
        self.editor = CustomerEditor(EditorViewModel(till.customers, self, people=people))
        # a list that hears no events: nothing moves under the finger that chooses
        quiet = EventBridge(EventBus(), self)
        partner = LookupViewModel(till.customers.another_lookup(), quiet, self, people=people)
        self.merge = MergeScreen(MergeViewModel(people, self), partner)
        self.imports = ImportScreen(ImportViewModel(acted.imports, events, self))
        self._export = ExportCustomers(acted.exports, window)
        self._erasing = ErasingCustomer(acted.erasures, window)
        self.erased = ErasedSection(ErasedViewModel(acted.redactions, self))
        self._connect()

    def screens(self) -> dict[str, QWidget]:
        """To be placed in the window under these names."""
        return {EDITOR: self.editor, MERGE: self.merge, IMPORT: self.imports}

    def begin_from(self, customers: CustomersScreen) -> None:
        """What is asked for on the first screen."""
        customers.newCustomer.connect(lambda draft: self._edit(None, draft))
        customers.editCustomer.connect(lambda customer: self._edit(customer, None))
        customers.samePerson.connect(lambda who: self._merge(who, None))
        customers.eraseCustomer.connect(self._erasing.begin)
        customers.importRequested.connect(lambda: self._window.show_screen(IMPORT))
        customers.exportRequested.connect(self._export.ask)

    def remind(self) -> None:
        """An import that the last run left unfinished is not forgotten."""
        start(self, self._remind())

    def _connect(self) -> None:
        self.editor.saved.connect(self._saved)
        self.editor.existing.connect(self.opened)
        self.editor.same.connect(self._merge)
        self.editor.cancelled.connect(self.left)
        self.merge.merged.connect(self._merged)
        self.merge.cancelled.connect(self.left)
        self.imports.left.connect(self.left)
        self.imports.said.connect(self._window.status)
        self._export.said.connect(self._window.status)
        self._erasing.said.connect(self._window.status)

    def _edit(self, customer: Customer | None, draft: CustomerDraft | None) -> None:
        self._before = customer
        self.editor.begin(customer, draft)
        self._window.show_screen(EDITOR)

    def _saved(self, customer: Customer) -> None:
        before, self._before = self._before, None
        self.opened.emit(customer)
        if before is not None and draft_of(before) != draft_of(customer):
            undo = partial(self._begin_undo, before, customer)

            def words() -> str:
                return self.tr("{name} was changed.").replace("{name}", shown_name(customer))

            self._window.status(words, "success", undo)

    def _begin_undo(self, before: Customer, after: Customer) -> None:
        start(self, self._undo(before, after))

    async def _undo(self, before: Customer, after: Customer) -> None:
        """Only what was changed here is put back: what others changed since stays."""
        await self._till.customers.edit(after.id, draft_of(before), draft_of(after))

        def words() -> str:
            return self.tr("{name} is as before.").replace("{name}", shown_name(before))

        self._window.status(words, "info")

    def _merge(self, first: Customer, second: Customer | None) -> None:
        self.merge.begin(first, second)
        self._window.show_screen(MERGE)

    def _merged(self, stays: Customer) -> None:
        self.opened.emit(stays)

        def words() -> str:
            return self.tr("They are one customer now: {name}").format(name=shown_name(stays))

        self._window.status(words, "success")

    async def _remind(self) -> None:
        if await self._till.imports.waiting():
            self._window.status(
                lambda: self.tr("An import of customers waits to be continued: Ctrl+I."), "info"
            )
