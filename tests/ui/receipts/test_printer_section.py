"""The receipt printer in the settings: tried before it is kept, and refused where it is typed."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from pos_app.kernel.errors import EnvironmentFault
from pos_app.receipts.places import PlaceKind
from pos_app.receipts.printing import PrinterChoice
from pos_app.settings.shop import Shop
from tests.integration.receipts.test_printing import Paper, service
from tests.ui.customers.hands import act, click, named, rest
from tests.ui.payments.test_fits import cut_in
from tests.ui.settings.world import until
from ui.i18n.speech import spoken
from ui.printing.sample_words import sample
from ui.receipts.printer_section import PrinterSection
from ui.receipts.printer_view_model import PrinterViewModel
from ui.widgets.banner import Banner


def test_tried_then_kept(qtbot: QtBot, run: Any, dress: Any, tmp_path: Path) -> None:
    paper = Paper()
    printing = service(tmp_path, paper)
    shop = Shop(shop_name="Chez Zoé", till_name="2", language="fr")
    model = PrinterViewModel(printing, lambda: sample(shop, training=True))
    section = PrinterSection(model)
    model.setParent(section)
    qtbot.addWidget(section)
    section.resize(960, 400)
    said: list[str] = []
    section.said.connect(lambda words, _kind: said.append(spoken(words)))

    async def flow() -> None:
        await act(lambda: (section.show(), section.begin()))
        address = named(section, "printerAddress", QLineEdit)
        trial = named(section, "tryPrinter")
        assert not address.isVisible()
        assert not trial.isEnabled()
        await click(named(section, "segment_printer_network"))
        for theme, language in (("light", "en"), ("dark", "fr")):
            dress(theme, language=language)
            assert cut_in(section) == []
        dress()
        await act(lambda: address.setText("not an address"))
        await click(trial)
        await rest()
        assert address.property("invalid")
        assert paper.jobs == []
        await act(lambda: address.setText("192.168.1.20"))
        await click(named(section, "segment_paper58"))
        await click(trial)
        await rest()
        assert said == ["The test page was printed."]
        place, lines = paper.jobs[0]
        assert (place.host, place.columns) == ("192.168.1.20", 32)
        assert any("é è ê" in line.text for line in lines)
        assert not printing.ready(), "a trial keeps nothing"
        await act(lambda: named(section, "printByItself", QCheckBox).setChecked(True))
        await click(named(section, "savePrinter"))
        await until(printing.ready)
        await rest()
        kept = PrinterChoice(PlaceKind.NETWORK, "192.168.1.20", 58, by_itself=True)
        assert service(tmp_path, paper).chosen() == kept

    run(flow())


def test_a_trial_that_fails_says_why(qtbot: QtBot, run: Any) -> None:
    class Off:
        def chosen(self) -> PrinterChoice:
            return PrinterChoice(PlaceKind.USB, "04b8:0e15")

        async def choose(self, choice: PrinterChoice) -> None: ...

        async def try_out(self, choice: PrinterChoice, receipt: object) -> Any:
            raise EnvironmentFault("printer.not_reached", retryable=True, address=choice.address)

    model = PrinterViewModel(Off(), lambda: sample(Shop(), training=False))
    section = PrinterSection(model)
    model.setParent(section)
    qtbot.addWidget(section)

    async def flow() -> None:
        await act(lambda: (section.show(), section.begin()))
        assert named(section, "printerAddress", QLineEdit).text() == "04b8:0e15"
        await click(named(section, "tryPrinter"))
        await rest()
        assert (
            "04b8:0e15 can’t be reached" in named(section, "printerFault", Banner).accessibleName()
        )
        assert named(section, "tryPrinter").isEnabled()

    run(flow())
