"""How the customer's page lies in its window, and what high contrast draws, in the real engine
against a double of Stripe.js."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtGui import QColor

from tests.ui.webview.conftest import DoubleServer, Till, request
from tests.ui.webview.test_agreement import agreement, asking
from ui.theme.tokens import THEME_NAMES, ThemeName, theme
from ui.webview.model import TermsText
from ui.webview.theme import page_colours

MakeTill = Callable[..., Till]
DANGER = "rgb(255, 154, 143)"
LONG = TermsText(
    "Atelier Zoé vous propose de nouveau la carte avec laquelle vous payez aujourd’hui à votre "
    "prochain paiement sur place. Rien n’est débité sans vous.",
    "Proposer cette carte\n\nRien n’est débité sans vous.\n",
)


def edge_of(page: Till, selector: str) -> Any:
    return page.js(f"getComputedStyle(document.querySelector('{selector}')).borderTopColor")


@pytest.mark.parametrize("practice", ["training", "test"])
@pytest.mark.parametrize("name", THEME_NAMES)
def test_the_page_has_the_tills_own_colours_and_its_tint_in_every_theme(
    till: MakeTill, name: ThemeName, practice: str
) -> None:
    worn = theme(name, training=practice == "training", test=practice == "test")
    colours = page_colours(worn)
    page = till(opened=False, dark=worn.dark, contrast=worn.contrast, theme=colours)
    style = "getComputedStyle(document.documentElement)"
    assert {one: page.js(f"{style}.getPropertyValue('--{one}')") for one in colours} == colours
    ground = page.js("getComputedStyle(document.body).backgroundColor")
    tint = QColor(colours["ground"])
    assert ground == f"rgb({tint.red()}, {tint.green()}, {tint.blue()})"


def in_contrast(till: MakeTill, asked: Any = None, **changes: Any) -> Till:
    colours = page_colours(theme("contrast", training=True)) | {"danger-mark": "#ff9a8f"}
    return till(asked, contrast=True, dark=True, theme=colours, **changes)


def test_in_high_contrast_what_went_wrong_has_an_edge_of_its_own(
    till: MakeTill, double: DoubleServer
) -> None:
    double.plan = {"answers": ["insufficient_funds"]}
    page = in_contrast(till, request(needs_email=True))
    page.click("#pay")
    page.wait_js("document.getElementById('email-error').textContent")
    assert edge_of(page, "#email") == DANGER
    page.type("zoe@example.com")
    with page.qtbot.waitSignal(page.view.refused, timeout=40_000):
        page.click("#pay")
    assert edge_of(page, "#message") == DANGER


def test_in_high_contrast_the_cards_fields_have_thick_edges_too(till: MakeTill) -> None:
    page = in_contrast(till)
    rules = page.calls("init")[0][0]["elementsOptions"]["appearance"]["rules"]
    edges = [rules[name]["border"] for name in (".Input", ".Input:focus", ".Input--invalid")]
    assert [edge.split()[0] for edge in edges] == ["2px"] * 3


def test_a_heading_that_is_only_read_has_no_ring_in_high_contrast(till: MakeTill) -> None:
    page = in_contrast(till, opened=False)
    page.view.show()
    page.view.ask(agreement())
    page.wait_js("document.activeElement.id === 'ask-title'")
    assert page.js("document.activeElement.matches(':focus-visible')") is True
    assert page.js("getComputedStyle(document.activeElement).outlineStyle") == "none"


def test_beside_the_tills_bar_a_refusal_and_the_way_on_are_in_sight(
    till: MakeTill, double: DoubleServer
) -> None:
    double.plan = {"answers": ["insufficient_funds"]}
    page = till(request(language="fr", terms=LONG), language="fr")
    page.view.resize(704, 400)
    page.wait_js("innerHeight === 400")
    with page.qtbot.waitSignal(page.view.refused, timeout=40_000):
        page.js("(document.getElementById('form').requestSubmit(), scrollTo(0, 0), 0)")
    for seen in ("#message", "#pay"):
        box = f"document.querySelector('{seen}').getBoundingClientRect()"
        assert page.js(f"{box}.top >= 0 && {box}.bottom <= innerHeight - 12"), seen


def test_a_page_that_failed_before_its_sale_shows_no_label_without_an_amount(
    till: MakeTill,
) -> None:
    page = till(opened=False)
    page.view.show()
    page.js("(window.Stripe = undefined, 0)")
    page.view.open(request(language="fr"))
    page.wait_js("document.getElementById('checkout').dataset.state === 'failed'")
    assert page.js("document.querySelector('.summary').getClientRects().length") == 0


@pytest.mark.parametrize("size", [(704, 640), (1000, 800), (1600, 900)])
def test_nothing_stands_empty_between_an_agreement_and_its_box(
    till: MakeTill, size: tuple[int, int]
) -> None:
    page = asking(till, agreement(), size)
    bottoms = page.js(
        "['ask-full', 'ask-terms'].map(id => "
        "document.getElementById(id).getBoundingClientRect().bottom)"
    )
    assert abs(bottoms[1] - bottoms[0]) <= 4


@pytest.mark.parametrize("size", [(1000, 800), (1600, 900)])
def test_an_agreement_stands_in_the_middle_as_the_form_after_it_does(
    till: MakeTill, size: tuple[int, int]
) -> None:
    page = asking(till, agreement(), size)
    above, below = page.js(
        "(box => [box.top - document.getElementById('checkout').getBoundingClientRect().top, "
        "innerHeight - box.bottom])(document.getElementById('panel').getBoundingClientRect())"
    )
    assert abs(above - below) <= 4
