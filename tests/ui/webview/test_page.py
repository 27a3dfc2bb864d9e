"""The checkout page in the real web engine, against a double of Stripe.js."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.webview.conftest import DoubleServer, Till, request

MakeTill = Callable[..., Till]

VISA = {
    "id": "pm_visa",
    "type": "card",
    "card": {"brand": "visa", "last4": "4242", "expMonth": 12, "expYear": 2090},
}
PAST = {
    "id": "pm_past",
    "type": "card",
    "card": {"brand": "mastercard", "last4": "4444", "expMonth": 1, "expYear": 2020},
}


def pay(till: Till, signal: Any) -> list[Any]:
    """Press Pay and wait for the view's signal; hand back what it carried."""
    with till.qtbot.waitSignal(signal, timeout=40_000) as seen:
        till.click("#pay")
    return list(seen.args)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Show this card next time"), ("fr", "Me proposer cette carte la prochaine fois")],
)
def test_the_box_is_unticked_on_load(till: MakeTill, language: str, words: str) -> None:
    page = till(language=language)
    assert page.js("document.getElementById('keep-card').checked") is False
    assert words in page.text("#consent")
    assert page.js("document.documentElement.lang") == language


def test_what_it_means_stands_beside_the_box_and_all_of_it_opens_there(till: MakeTill) -> None:
    page = till()
    assert page.text("#keep-card-note") == "Optional. It is shown again."
    assert page.js("document.getElementById('keep-card-full').open") is False
    page.click("#keep-card-more")
    page.wait_js("document.getElementById('keep-card-full').open")
    assert page.text("#keep-card-text").strip() == "Show it\n\nIt is shown again."
    assert page.js("document.getElementById('keep-card').checked") is False, "read is not ticked"
    assert page.js("document.getElementById('keep-card-more').offsetHeight") >= 48


@pytest.mark.parametrize(("till_speaks", "they_read"), [("fr", "en"), ("en", "fr")])
def test_the_page_speaks_the_customers_language_stripes_fields_too(
    till: MakeTill, till_speaks: str, they_read: str
) -> None:
    page = till(request(language=they_read), language=till_speaks)
    assert page.js("document.documentElement.lang") == they_read
    assert page.calls("Stripe")[-1][1]["locale"] == they_read
    assert page.text("#pay-text").split()[0] == ("Payer" if they_read == "fr" else "Pay")
    assert pay(page, page.view.finished) == ["complete"]


def test_unticked_says_so_to_stripe(till: MakeTill) -> None:
    page = till()
    assert pay(page, page.view.finished) == ["complete"]
    [[options]] = page.calls("confirm")
    assert options["savePaymentMethod"] is False
    assert options["redirect"] == "if_required"
    assert "paymentMethod" not in options


@pytest.mark.parametrize("target", ["#keep-card", "#keep-card-label"])
def test_the_customers_own_tick_is_passed_on(till: MakeTill, target: str) -> None:
    page = till()
    page.click(target)
    page.wait_js("document.getElementById('keep-card').checked")
    pay(page, page.view.finished)
    [[options]] = page.calls("confirm")
    assert options["savePaymentMethod"] is True


def test_ticked_and_unticked_again_is_unticked(till: MakeTill) -> None:
    page = till()
    page.click("#keep-card")
    page.wait_js("document.getElementById('keep-card').checked")
    page.click("#keep-card")
    page.wait_js("!document.getElementById('keep-card').checked")
    pay(page, page.view.finished)
    assert page.calls("confirm")[0][0]["savePaymentMethod"] is False


@pytest.mark.parametrize(
    "script",
    [
        "document.getElementById('keep-card').click()",
        "document.getElementById('keep-card-label').click()",
        "document.getElementById('keep-card').checked = true",
        "(l => { l.htmlFor = 'keep-card'; document.body.append(l); l.click(); })"
        "(document.createElement('label'))",
        "document.getElementById('keep-card').dispatchEvent(new MouseEvent('click'))",
    ],
)
def test_no_script_can_tick_it(till: MakeTill, script: str) -> None:
    page = till()
    page.js(f"[{script}]")
    pay(page, page.view.finished)
    assert page.calls("confirm")[0][0]["savePaymentMethod"] is False


def test_without_an_offer_there_is_no_box_and_nothing_said(till: MakeTill) -> None:
    page = till(request(terms=None))
    assert page.js("document.getElementById('consent').hidden") is True
    pay(page, page.view.finished)
    assert "savePaymentMethod" not in page.calls("confirm")[0][0]


def test_a_saved_card_pays_and_asks_no_consent(till: MakeTill, double: DoubleServer) -> None:
    double.plan = {"saved": [PAST, VISA]}
    page = till()
    assert "Visa ••••" in page.text("#saved-list").replace("\n", " ")
    assert "expired 01/2020" in page.text("#saved-list")
    assert page.js("document.getElementById('new-card').hidden") is True
    pay(page, page.view.finished)
    [[options]] = page.calls("confirm")
    assert options["paymentMethod"] == "pm_visa"  # the first that has not expired
    assert "savePaymentMethod" not in options
    assert page.calls("validateElements") == []


def test_another_card_brings_the_fields_and_the_box(till: MakeTill, double: DoubleServer) -> None:
    double.plan = {"saved": [VISA]}
    page = till()
    page.click("input[value='another']")
    page.wait_js("!document.getElementById('new-card').hidden")
    page.click("#keep-card")
    pay(page, page.view.finished)
    [[options]] = page.calls("confirm")
    assert options["savePaymentMethod"] is True
    assert "paymentMethod" not in options


def test_a_double_click_is_one_payment(till: MakeTill, double: DoubleServer, qtbot: QtBot) -> None:
    double.plan = {"confirmMs": 150}
    page = till()
    spot = page.at("#pay")
    with qtbot.waitSignal(page.view.finished, timeout=40_000):
        qtbot.mouseClick(page.surface, Qt.MouseButton.LeftButton, pos=spot)
        qtbot.mouseDClick(page.surface, Qt.MouseButton.LeftButton, pos=spot)
    assert len(page.calls("confirm")) == 1


def test_the_second_half_of_a_double_click_is_no_wish_to_pay_again(
    till: MakeTill, double: DoubleServer
) -> None:
    """The bank may answer between the two."""
    double.plan = {"answers": ["generic_decline", "success"]}
    page = till()
    pay(page, page.view.refused)
    page.js(
        "[document.getElementById('pay').dispatchEvent("
        "new MouseEvent('click', {detail: 2, bubbles: true, cancelable: true}))]"
    )
    page.wait_js("window.calls.length > 0")
    assert len(page.calls("confirm")) == 1
    assert page.js("document.getElementById('message').hidden") is False


def test_while_one_is_under_way_no_other_starts(
    till: MakeTill, double: DoubleServer, qtbot: QtBot
) -> None:
    double.plan = {"confirmMs": 300}
    page = till()
    with qtbot.waitSignal(page.view.finished, timeout=40_000):
        page.click("#pay")
        page.wait_js("document.getElementById('pay').ariaDisabled === 'true'")
        page.js("[1,2,3].map(() => document.getElementById('form').requestSubmit())")
    assert len(page.calls("confirm")) == 1


def test_the_box_can_not_change_while_the_bank_is_asked(
    till: MakeTill, double: DoubleServer, qtbot: QtBot
) -> None:
    double.plan = {"confirmMs": 400}
    page = till()
    page.click("#keep-card")
    page.wait_js("document.getElementById('keep-card').checked")
    with qtbot.waitSignal(page.view.finished, timeout=40_000):
        page.click("#pay")
        page.wait_js("window.calls.some((call) => call[0] === 'confirm')")
        page.js("[document.getElementById('keep-card').focus()]")
        page.type(" ")
        page.click("#keep-card")
        assert page.js("document.getElementById('keep-card').checked") is True
    assert page.calls("confirm")[0][0]["savePaymentMethod"] is True


def test_a_held_enter_is_one_payment(till: MakeTill, double: DoubleServer, qtbot: QtBot) -> None:
    double.plan = {"saved": [VISA], "answers": ["generic_decline", "success"]}
    page = till()
    with qtbot.waitSignal(page.view.refused, timeout=40_000):
        page.hold(Qt.Key.Key_Return, times=1)
    page.js("[addEventListener('keydown', () => { window.keys = (window.keys ?? 0) + 1 })]")
    page.hold(Qt.Key.Key_Return, times=12, repeat=True)
    page.wait_js("window.keys === 12")
    assert len(page.calls("confirm")) == 1


@pytest.mark.parametrize(
    ("code", "language", "title"),
    [
        ("generic_decline", "en", "Your bank refused this card"),
        ("stolen_card", "en", "Your bank refused this card"),
        ("insufficient_funds", "fr", "Le solde de cette carte est insuffisant"),
        ("incorrect_cvc", "fr", "Le code de sécurité est faux"),
    ],
)
def test_a_refusal_is_said_in_place_and_can_be_mended(
    till: MakeTill, double: DoubleServer, code: str, language: str, title: str
) -> None:
    double.plan = {"answers": [code, "success"]}
    page = till(language=language)
    pay(page, page.view.refused)
    assert page.text("#message-title") == title
    charged = {"en": "You have not been charged", "fr": "Vous n’avez pas été débité"}
    assert charged[language] in page.text("#message")
    assert pay(page, page.view.finished) == ["complete"]


def test_what_stripe_says_is_shown_when_it_gives_no_code(
    till: MakeTill, double: DoubleServer
) -> None:
    double.plan = {"answers": ["null", "success"]}
    page = till()
    pay(page, page.view.refused)
    assert "It did not work." in page.text("#message")
    assert pay(page, page.view.finished) == ["complete"]


def test_unfilled_fields_ask_nothing_of_the_bank(till: MakeTill, double: DoubleServer) -> None:
    double.plan = {"invalid": True}
    page = till()
    page.click("#pay")
    page.wait_js("!document.getElementById('message').hidden")
    assert "Nothing was charged" in page.text("#message")
    assert page.calls("confirm") == []


@pytest.mark.parametrize("answer", ["throw", "never"])
def test_no_answer_is_unknown_not_failed(till: MakeTill, double: DoubleServer, answer: str) -> None:
    double.plan = {"answers": [answer]}
    page = till(unknown_after_s=0.3)
    assert pay(page, page.view.finished) == ["unknown"]
    assert "checking with the bank" in page.text("#end")
    assert page.js("document.getElementById('form').hidden") is True


def test_a_late_success_ends_the_wait(till: MakeTill, double: DoubleServer, qtbot: QtBot) -> None:
    double.plan = {"confirmMs": 600}
    page = till(unknown_after_s=0.2)
    seen: list[str] = []
    page.view.finished.connect(seen.append)
    page.click("#pay")
    qtbot.waitUntil(lambda: len(seen) == 2, timeout=40_000)
    assert seen == ["unknown", "complete"]
    assert page.text("#end-title") == "Thank you!"


def test_an_expired_session_says_so(till: MakeTill, qtbot: QtBot) -> None:
    page = till()
    with qtbot.waitSignal(page.view.finished, timeout=40_000) as seen:
        page.js("window.expireSession()")
    assert seen.args == ["expired"]
    assert "Please tell the cashier" in page.text("#end")


def test_an_email_is_asked_for_and_checked(till: MakeTill, double: DoubleServer) -> None:
    page = till(request(needs_email=True))
    page.click("#pay")
    page.wait_js("document.activeElement.id === 'email'")
    assert page.text("#email-error") == "Please type your e-mail address."
    page.type("zoe@example")
    page.click("#pay")
    page.wait_js("document.getElementById('email-error').textContent.includes('incomplete')")
    assert page.calls("confirm") == []
    page.click("#email")
    page.type(".com")
    assert pay(page, page.view.finished) == ["complete"]
    assert page.calls("updateEmail") == [["zoe@example.com"]]


def test_a_session_that_has_an_email_is_not_asked_again(
    till: MakeTill, double: DoubleServer
) -> None:
    double.plan = {"email": "zoe@example.com"}
    page = till(request(needs_email=True))
    assert page.js("document.getElementById('email-field').hidden") is True
    assert pay(page, page.view.finished) == ["complete"]


def test_an_email_stripe_refuses_is_said_beside_the_field(
    till: MakeTill, double: DoubleServer
) -> None:
    double.plan = {"badEmail": True}
    page = till(request(needs_email=True))
    page.click("#email")
    page.type("a@b.example")
    page.click("#pay")
    page.wait_js("document.getElementById('email-error').textContent !== ''")
    assert page.calls("confirm") == []


def test_the_amount_is_on_the_page_and_on_the_button(till: MakeTill) -> None:
    page = till(request(amount_text="12,50 €", merchant="Chez <b>Zoé</b>", language="fr"))
    assert page.text("#amount") == "12,50 €"
    assert page.text("#pay") == "Payer 12,50 €"
    assert page.text("#merchant") == "Chez <b>Zoé</b>"


def test_stripe_is_told_to_keep_its_own_box_away(till: MakeTill) -> None:
    page = till(language="fr")
    assert page.calls("Stripe") == [["pk_test_double", {"locale": "fr"}]]
    [[options]] = page.calls("init")
    assert options["elementsOptions"]["savedPaymentMethod"] == {
        "enableSave": "never",
        "enableRedisplay": "never",
    }
    assert page.calls("init")[0][0]["clientSecret"] == "cs_test_double_secret_x"


@pytest.mark.parametrize(("key", "shown"), [("pk_test_double", True), ("pk_live_double", False)])
def test_training_is_unmistakable(till: MakeTill, key: str, shown: bool) -> None:
    page = till(publishable_key=key)
    assert page.js("!document.getElementById('training').hidden") is shown


def test_every_target_is_large_enough_for_a_finger(till: MakeTill, double: DoubleServer) -> None:
    double.plan = {"saved": [VISA]}
    page = till(request(needs_email=True))
    page.click("input[value='another']")
    page.wait_js("!document.getElementById('new-card').hidden")
    small = page.js(
        "[...document.querySelectorAll("
        "'button, .card-choice, #email, #keep-card-label, summary, #agree-label')]"
        ".filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 48)"
        ".map(e => e.id || e.className)"
    )
    assert small == []
    around = page.js("getComputedStyle(document.getElementById('keep-card'), '::before').height")
    assert float(around.removesuffix("px")) >= 48


def test_at_twice_the_size_nothing_is_cut_off_sideways(till: MakeTill) -> None:
    page = till(language="fr")
    page.js("document.documentElement.style.fontSize = '200%'")
    assert page.js("document.documentElement.scrollWidth <= window.innerWidth") is True


def test_beside_the_tills_bar_box_words_and_button_are_in_sight(
    till: MakeTill, qtbot: QtBot
) -> None:
    page = till()
    page.view.resize(704, 520)
    qtbot.waitUntil(lambda: page.js("innerHeight") == 520, timeout=20_000)
    for wanted in ("#keep-card", "#keep-card-more", "#pay"):
        box = f"document.querySelector('{wanted}').getBoundingClientRect()"
        assert page.js(f"{box}.height > 0 && {box}.top >= 0 && {box}.bottom <= innerHeight")
