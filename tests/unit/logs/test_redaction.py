"""What must not be written, in every form it comes in, and what must stay readable."""

import string
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.customers.model import Customer, CustomerDraft
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.ids import CustomerId
from pos_app.logs.redaction import LONGEST, passes_luhn, redact

TAIL = "4eC39HqLyjWDarjtT1zdp7dc"
SECRETS = [
    "sk_" + "live_" + TAIL, "rk_" + "live_" + TAIL, "rk_" + "test_" + TAIL, "pk_" + "live_" + TAIL,
    "whsec_" + TAIL, "ek_" + "live_" + TAIL,
]  # fmt: skip
FRAMES = [
    "{}", "key={}", "Bearer {}", "{{'Authorization': 'Bearer {}'}}", "x{}y", '"{}"', "b'{}'",
    "https://api.stripe.com/v1?k={}", "one {} two", "({})", "\\\"{}\\\"", "{}\n{}",
]  # fmt: skip


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("secret", SECRETS)
def test_no_key_stays(secret: str, frame: str) -> None:
    assert TAIL not in redact(frame.format(secret, secret))


@pytest.mark.parametrize("frame", FRAMES)
def test_no_client_secret_stays_while_its_object_does(frame: str) -> None:
    told = redact(frame.format("pi_3Abc_secret_" + TAIL, ""))
    assert TAIL not in told
    sessions = redact("cs_test_a1B2" + "_secret_" + quote("fid/w=" + TAIL))
    assert TAIL not in sessions
    assert "cs_test_a1B2" in sessions


@pytest.mark.parametrize(
    "text",
    [
        "x'" + "ab" * 32 + "'", "PRAGMA key = " + "0f" * 32,
        "$argon2id$v=19$m=65536,t=3,p=4$" + TAIL + "$" + TAIL,
        "https://shop:" + TAIL + "@proxy.example:8080/", "client_secret=" + TAIL,
        "{'secret_key': '" + TAIL + "'}", 'database-key": "' + TAIL + '"', "password: " + TAIL,
        "stripe-refund-key = " + TAIL, "Cookie: " + TAIL, "Authorization: Basic " + TAIL,
        '{\\"client_secret\\": \\"' + TAIL + '\\"}', "Set-Cookie='" + TAIL + "; path=/'",
        "http://shop:" + TAIL + "@proxy:3128", f"cannot reach http://{TAIL}@10.0.0.7:3128/",
        "https://checkout.stripe.com/c/pay/cs_1#fid" + TAIL, "https://a.example/?q=" + TAIL,
    ],
)  # fmt: skip
def test_no_other_secret_stays(text: str) -> None:
    told = redact(f"before {text} after")
    assert TAIL not in told
    assert "abab" not in told
    assert "0f0f" not in told
    assert told.startswith("before ")


def test_a_pin_and_a_check_code_go_by_their_names() -> None:
    told = redact("pin=4711 {'cvc': '987', \"pin\": \"123456\"} spin=3")
    assert "4711" not in told
    assert "987" not in told
    assert "123456" not in told
    assert "spin=3" in told


@pytest.mark.parametrize(
    "text",
    [
        "marie.curie+x@example.fr", "Marie.Curie@mail.example.co.uk", "é.ü@exämple.de",
        "mailto:marie.curie@example.fr", "<marie.curie@example.fr>", "'marie.curie@example.fr'",
        "email=marie.curie%40example.fr&", "a=b;marie.curie@example.fr", "x=marie.curie@example.fr",
    ],
)  # fmt: skip
def test_no_address_of_a_person_stays(text: str) -> None:
    told = redact(f"sent to {text}.").lower()
    assert "curie" not in told
    assert "xample" not in told


@pytest.mark.parametrize(
    "phone",
    [
        "+33 6 12 34 56 78", "+33612345678", "%2B33612345678", "0033 6 12 34 56 78", "0612345678",
        "06 12 34 56 78", "06.12.34.56.78", "06-12-34-56-78", "+1 (415) 555-2671", "415-555-2671",
        "(415) 555-2671", "+44 20 7946 0958",
    ],
)  # fmt: skip
def test_no_phone_stays(phone: str) -> None:
    told = redact(f"call {phone}, now")
    assert not any(sign.isdigit() for sign in told), told


CARDS = [
    "4242424242424242", "4000002760003184", "5555555555554444", "378282246310005",
    "6011111111111117", "30569309025904", "4222222222222", "6304000000000000000",
]  # fmt: skip


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("between", ["", " ", "-", ".", "\u00a0", "\u202f", "%20", " - "])
def test_no_card_stays_however_it_is_written(card: str, between: str) -> None:
    if not passes_luhn(card):
        pytest.skip("no card's number")
    written = between.join(card[place : place + 4] for place in range(0, len(card), 4))
    told = redact(f"typed {written}/12 here, card{written}")
    assert card[-8:] not in told.replace(between, "")
    assert "[card]" in told
    assert redact(f"9{card}77").count("[card]") == 1


@given(st.text(string.digits, min_size=12, max_size=18), st.sampled_from("3456"))
def test_every_number_that_passes_the_check_goes(body: str, first: str) -> None:
    number = next(f"{first}{body[:-1]}{last}" for last in string.digits
                  if passes_luhn(f"{first}{body[:-1]}{last}"))  # fmt: skip
    if len(number) >= 13:
        assert number not in redact(f"before {number} after")


def test_people_go_from_what_a_model_shows_of_itself() -> None:
    draft = CustomerDraft("Marie Curie", "m@radium.example", "+33 1 44 32 10 00", note="Nobel",
                          number="F-1903", postcode="75005", tags=("physik", "chemie"))  # fmt: skip
    kept = Customer(
        CustomerId("cus_1"), "Marie O'Curie", "", "", "fr", 'said "Nobel"',
        datetime(2026, 1, 1, tzinfo=UTC), tags=("physik",),
    )  # fmt: skip
    told = redact(f"{draft!r} {kept!r} {EnvironmentFault('x', retryable=True, name='Marie Curie')}")
    for gone in ("Curie", "radium", "44 32", "Nobel", "1903", "75005", "physik", "chemie"):
        assert gone not in told
    assert "cus_1" in told


def test_people_go_from_a_reply_of_stripe() -> None:
    body = (
        '{"id": "cus_1", "name": "Marie Curie", "address": {"line1": "12 rue Cuvier", "city": '
        '"Paris", "postal_code": "75005"}, "phone": null, "metadata": {"note": "Nobel"}}'
    )
    told = redact(f"body={body} again={body!r}")
    for gone in ("Curie", "Cuvier", "Paris", "75005", "Nobel"):
        assert gone not in told
    assert told.count("cus_1") == 2


@pytest.mark.parametrize(
    "line",
    [
        "2026-11-29 10:46:59,123 INFO pos_app.payments.charging charge_settled attempt=att_0abc",
        "backup_taken file=ledger-20261129T104659Z-daily.db",
        "stripe_refused method=post path=/v1/payment_intents fault=RemoteUnknown status=500",
        "request=req_8Zx12345678901 at=1764412019 milliseconds=1764412019123",
        "http://127.0.0.1:43210/v1/customers/cus_1", "till_not_opened key=storage.full",
        "task_failed error=Bug('sale.unknown')", "risk_level=normal", "2026-11-29T10:46:59+01:00",
        'File "pos_app/sync/service.py", line 226, in _ended', "SQLite 3.53.4, Qt 6.11.3",
    ],
)  # fmt: skip
def test_what_helps_stays(line: str) -> None:
    assert redact(line) == line


def test_a_home_folder_names_nobody() -> None:
    assert "marie" not in redact("/ho" + "me/marie/.local/share and C:\\Use" + "rs\\marie\\AppData")


def test_a_long_text_is_cut_before_it_is_read_and_not_within_a_secret() -> None:
    half = LONGEST // 2
    secret = "rk_" + "live_" + TAIL
    for before in range(half - 40, half + 2):
        text = "x " * (before // 2) + secret + " y" * LONGEST
        told = redact(text)
        assert len(told) < LONGEST + 200
        assert TAIL[:8] not in told
    card = "4242 4242 4242 4242"
    for before in range(half - 24, half + 2):
        told = redact("x" * (before - 1) + " " + card + " y" * LONGEST)
        assert "4242 4242 4242" not in told


@given(st.text(max_size=400))
def test_any_text_is_survived_and_redacting_twice_changes_nothing_secret(text: str) -> None:
    assert isinstance(redact(redact(text)), str)


def test_a_refusal_says_no_more_than_its_key() -> None:
    assert "0612345678" not in redact(repr(UserError("customer.bad_phone", text="0612345678")))
