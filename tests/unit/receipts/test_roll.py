"""Receipts in columns: nothing cut, amounts at the edge, and no orders hidden in a name."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.kernel.errors import UserError
from pos_app.receipts.places import PlaceKind, place_of, read_place
from pos_app.receipts.printed import PrintedReceipt
from pos_app.receipts.roll import COLUMNS, lay_out
from pos_app.settings.shop import Shop

RECEIPT = PrintedReceipt(
    shop="Chez Zoé", address=("1, rue Haute", "69001 Lyon"), title="Reçu", number="R-000012",
    amount_label="Payé par carte", amount="1\u202f234,50\u00a0€",
    rows=(("Pour", "Vélo sur mesure, cadre en acier, deux sacoches et un casque"), ("Caisse", "2")),
    sums=(("Reste à payer", "90,00\u00a0€"),), notes=("Le solde est prélevé le 12 décembre 2026.",),
    reference_label="Référence", reference="pi_3Q0000000000000000000001", closing="Au revoir.",
    watermark="", practice="",
)  # fmt: skip
ANY = st.text(max_size=90)


@pytest.mark.parametrize("paper_mm", [58, 80])
def test_as_it_comes_out_of_the_printer(paper_mm: int) -> None:
    columns = COLUMNS[paper_mm]
    lines = lay_out(RECEIPT, columns)
    texts = [line.text for line in lines]
    assert max(map(len, texts)) == columns
    amount = next(line for line in lines if line.tall)
    assert amount.bold
    assert amount.text.startswith("Payé par carte ")
    assert amount.text.endswith(" 1 234,50 €")
    assert len(amount.text) == columns
    left = next(text for text in texts if text.startswith("Reste à payer"))
    assert left.endswith("90,00 €")
    assert len(left) == columns
    words = " ".join(" ".join(texts).split())
    assert "Vélo sur mesure, cadre en acier, deux sacoches et un casque" in words
    assert "Le solde est prélevé le 12 décembre 2026." in words
    assert not any(line.text.startswith("***") for line in lines)
    practice = lay_out(replace(RECEIPT, practice="FORMATION"), columns)
    assert practice[0].text == practice[-1].text == "*** FORMATION ***"


def test_an_amount_that_fits_beside_nothing_stands_at_the_edge_below() -> None:
    long = replace(RECEIPT, sums=(("Versement du solde restant à payer", "1\u202f234,50\u00a0€"),))
    texts = [line.text for line in lay_out(long, 32)]
    assert "1 234,50 €".rjust(32) in texts


@pytest.mark.parametrize("paper_mm", [58, 80])
def test_the_reference_is_there_to_be_read_and_to_be_scanned(paper_mm: int) -> None:
    lines = lay_out(RECEIPT, COLUMNS[paper_mm])
    said = [line.code for line in lines if line.text == RECEIPT.reference]
    assert said == [False, True]
    without = lay_out(replace(RECEIPT, reference=""), COLUMNS[paper_mm])
    assert not any(line.code for line in without), "a trial of the printer is about no payment"


@given(ANY, ANY, ANY, st.sampled_from([32, 48]))
def test_no_line_is_wider_than_the_paper_nor_an_order(
    name: str, what: str, note: str, columns: int
) -> None:
    receipt = replace(RECEIPT, shop=name, rows=((what, name), (name, what)), notes=(note,))
    for line in lay_out(receipt, columns):
        assert len(line.text) <= columns
        assert line.text.isprintable()


@given(st.lists(st.text("abcdeé ", min_size=1, max_size=14), min_size=1, max_size=12))
def test_words_stay_whole(words: list[str]) -> None:
    text = " ".join(words)
    lines = lay_out(replace(RECEIPT, notes=(text,)), 32)
    said = [word for line in lines for word in line.text.split()]
    assert all(word in said for word in text.split() if len(word) <= 32)


@pytest.mark.parametrize(
    ("kind", "typed", "known"),
    [
        (PlaceKind.NETWORK, "192.168.1.20", ("192.168.1.20", 9100)),
        (PlaceKind.NETWORK, " tm-m30.local:9101 ", ("tm-m30.local", 9101)),
        (PlaceKind.USB, "04B8:0e15", (0x04B8, 0x0E15)),
        (PlaceKind.FILE, "/dev/usb/lp0", ("/dev/usb/lp0",)),
        (PlaceKind.FILE, r"C:\printer", (r"C:\printer",)),
    ],
)
def test_where_a_printer_is(kind: PlaceKind, typed: str, known: tuple[object, ...]) -> None:
    place = read_place(kind, typed, 58)
    assert place is not None
    assert place.columns == 32
    told = (place.host, place.port, place.vendor, place.product, place.address)
    assert set(known) <= set(told)


@pytest.mark.parametrize(
    ("kind", "typed", "key"),
    [
        (PlaceKind.NETWORK, "", "bad_host"), (PlaceKind.NETWORK, "a b", "bad_host"),
        (PlaceKind.NETWORK, "printer:0", "bad_host"), (PlaceKind.NETWORK, "p:99999", "bad_host"),
        (PlaceKind.NETWORK, "p:", "bad_host"), (PlaceKind.USB, "04b8", "bad_usb"),
        (PlaceKind.FILE, "receipts", "bad_path"), (PlaceKind.FILE, "", "bad_path"),
    ],
)  # fmt: skip
def test_what_is_no_printers_place(kind: PlaceKind, typed: str, key: str) -> None:
    with pytest.raises(UserError, match=key) as refused:
        read_place(kind, typed, 80)
    assert refused.value.field == "address"


def test_a_shop_without_a_printer_or_with_nonsense_written_by_hand() -> None:
    assert place_of(Shop()) is None
    assert place_of(Shop(printer_kind="usb", printer_address="?")) is None
    found = place_of(Shop(printer_kind="network", printer_address="p", printer_mm=58))
    assert found is not None
    assert (found.columns, found.port) == (32, 9100)
