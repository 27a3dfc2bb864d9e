"""An agreement on the customer's page: all of it in reach at the till's smallest size, and in the
language they choose to read."""

from collections.abc import Callable
from typing import Any

import pytest

from pos_app.consent.model import REPEATED, Purpose
from pos_app.consent.terms_files import TermsLibrary
from pos_app.settings.formats import format_money
from tests.helpers.agreements import CURRENT, MONTHLY, SUBJECT, a_scope
from tests.ui.webview.conftest import Till, request
from ui.webview.model import AgreementRequest, AgreementText, Language, parse_event

MakeTill = Callable[..., Till]
SMALLEST = (704, 540)
"""What 1024 × 700 leaves of the window beside the side bar, under band, bar and status line."""
SIZES = (SMALLEST, (1000, 800), (1600, 900))
SEEN = """['ask-title', 'agree', 'agree-label', 'ask-go'].filter((id) => {
  const box = document.getElementById(id).getBoundingClientRect();
  return box.height === 0 || box.top < 0 || box.bottom > innerHeight || box.right > innerWidth;
})"""


def text(purpose: Purpose, language: str) -> AgreementText:
    scope = a_scope(purpose, card=None, interval=MONTHLY if purpose in REPEATED else None)
    wording = TermsLibrary().render(CURRENT, language, scope, SUBJECT)
    assert SUBJECT.prepaid is not None
    paid = format_money(SUBJECT.prepaid, language)
    return AgreementText(wording.title, wording.short, wording.full, paid)


def agreement(
    purpose: Purpose = Purpose.BALANCE, language: Language = "en", **changes: Any
) -> AgreementRequest:
    texts: dict[Language, AgreementText] = {"fr": text(purpose, "fr"), "en": text(purpose, "en")}
    base: dict[str, Any] = {
        "language": language,
        "texts": texts,
        "description": "Vélo sur mesure",
        "merchant": "Atelier Zoé",
    }
    return AgreementRequest(**(base | changes))


def asking(till: MakeTill, asked: AgreementRequest, size: tuple[int, int] = SMALLEST) -> Till:
    page = till(opened=False)
    page.view.resize(*size)
    page.view.show()
    page.view.activateWindow()
    page.view.ask(asked)
    page.wait_js("document.getElementById('checkout').dataset.state === 'asking'")
    page.wait_js(f"innerWidth === {size[0]}")
    page.wait_js("performance.getEntriesByType('paint').length")  # no click arrives before
    page.qtbot.wait(100)
    return page


def state(page: Till) -> Any:
    return page.js("document.getElementById('checkout').dataset.state")


def test_every_target_is_large_enough_for_a_finger(till: MakeTill) -> None:
    page = asking(till, agreement())
    asked = page.js(
        "[...document.querySelectorAll('button, summary, #agree-label')]"
        ".filter(e => e.getClientRects().length)"
        ".map(e => [e.id, e.getBoundingClientRect().height])"
    )
    assert {"ask-language", "ask-more", "agree-label", "ask-go"} <= {name for name, _ in asked}
    assert [one for one in asked if one[1] < 48] == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("purpose", [Purpose.BALANCE, *sorted(REPEATED)])
def test_box_and_button_stay_in_sight_however_much_is_read(
    till: MakeTill, purpose: Purpose, language: Language, size: tuple[int, int]
) -> None:
    page = asking(till, agreement(purpose, language), size)
    shown = "document.getElementById('ask-short').getBoundingClientRect()"
    area = "document.getElementById('ask-terms').getBoundingClientRect()"
    assert page.js(SEEN) == []
    assert page.js(f"{shown}.top >= {area}.top - 1 && {shown}.top < {area}.bottom - 40"), "first"
    page.click("#ask-more")
    page.wait_js("document.getElementById('ask-full').open")
    assert page.js(SEEN) == []
    page.js("(document.getElementById('ask-terms').scrollTop = 1e6, 0)")
    bottom = "document.getElementById('ask-text').getBoundingClientRect().bottom"
    assert page.js(f"{bottom} <= {area}.bottom + 1"), "its last line can be read"
    page.click("#ask-go")
    page.wait_js("document.getElementById('agree-error').textContent")
    assert page.js(SEEN) == []
    assert page.js("document.getElementById('ask-terms').clientHeight") >= 90, "two lines at least"
    assert page.js("scrollY") == 0


def test_switching_reads_the_other_language_and_unticks(till: MakeTill) -> None:
    page = asking(till, agreement(language="fr"))
    french, english = text(Purpose.BALANCE, "fr"), text(Purpose.BALANCE, "en")
    assert page.js("document.documentElement.lang") == "fr"
    assert page.text("#ask-title") == french.title
    page.click("#agree")
    page.wait_js("document.getElementById('agree').checked")
    page.click("#ask-language")
    page.wait_js("document.documentElement.lang === 'en'")
    assert page.text("#ask-title") == english.title
    assert page.js("document.getElementById('ask-text').textContent") == english.full
    assert "I agree that" in page.text("#agree-label")
    assert page.text("#amount") == "€50.00"
    assert page.js("document.getElementById('agree').checked") is False
    page.click("#ask-go")
    page.wait_js("document.getElementById('agree-error').textContent")
    assert state(page) == "asking", "the tick was for the other text"


@pytest.mark.parametrize(("first", "ticked"), [("fr", "fr"), ("fr", "en"), ("en", "en")])
def test_what_was_ticked_is_told_and_the_form_speaks_it_too(
    till: MakeTill, first: Language, ticked: Language
) -> None:
    page = asking(till, agreement(language=first))
    if first != ticked:
        page.click("#ask-language")
        page.wait_js(f"document.documentElement.lang === '{ticked}'")
    page.click("#agree")
    page.wait_js("document.getElementById('agree').checked")
    with page.qtbot.waitSignal(page.view.agreed, timeout=40_000) as told:
        page.click("#ask-go")
    assert told.args == [ticked]
    with page.qtbot.waitSignal(page.view.usable, timeout=40_000):
        page.view.open(request(language=ticked))
    assert page.calls("Stripe")[-1][1]["locale"] == ticked
    assert ("Payer" if ticked == "fr" else "Pay") == page.text("#pay-text").split()[0]
    assert page.js("document.getElementById('keep-card').checked") is False


def test_without_another_language_there_is_nothing_to_switch_to(till: MakeTill) -> None:
    page = asking(till, agreement(texts={"en": text(Purpose.BALANCE, "en")}))
    assert page.js("document.getElementById('ask-language').hidden") is True
    page.js("document.getElementById('ask-language').click()")
    assert page.js("document.documentElement.lang") == "en"


def test_a_stripe_that_does_not_start_in_the_other_language_fails_the_page(till: MakeTill) -> None:
    page = asking(till, agreement(language="fr"))
    page.js("(window.Stripe = undefined, 0)")
    page.click("#agree")
    page.wait_js("document.getElementById('agree').checked")
    told: list[str] = []
    page.view.agreed.connect(told.append)
    with page.qtbot.waitSignal(page.view.failed, timeout=40_000) as why:
        page.click("#ask-go")
    assert why.args == ["script"]
    assert told == []


@pytest.mark.parametrize(
    "query",
    ["t=x", "t=x&language=", "t=x&language=de", "t=x&language=fr&language=en",
     "t=x&language=fr&reason=script", "t=y&language=fr"],
)  # fmt: skip
def test_an_agreement_in_no_language_is_no_agreement(query: str) -> None:
    origin = "https://till.invalid"
    said = parse_event(f"{origin}/till/agreed?t=x&language=fr", origin, "x")
    assert said is not None
    assert (said.name, said.language) == ("agreed", "fr")
    found = parse_event(f"{origin}/till/agreed?{query}", origin, "x")
    if "language=fr&language=en" in query:
        assert found is None or found.language == "fr"
    else:
        assert found is None
    assert parse_event(f"{origin}/till/usable?t=x&language=fr", origin, "x") is None
