"""What a key must be allowed, and what is said of what it isn't."""

from pos_app.settings.permissions import (
    Finding,
    Level,
    Need,
    Standing,
    enough,
    missing,
    named_in,
    needs_of_refunds,
    needs_of_till,
    switched_off,
    title_of,
    unclear,
)


def found(**standings: Standing) -> list[Finding]:
    return [
        Finding(need, standings.get(need.name, Standing.GRANTED))
        for need in needs_of_till(accounts=True)
    ]


def test_each_permission_is_asked_for_once() -> None:
    names = [need.name for need in needs_of_till(accounts=True)]
    assert len(names) == len(set(names))
    assert "refund_write" in names


def test_with_a_key_for_refunds_the_tills_own_only_reads_them() -> None:
    names = {need.name for need in needs_of_till(refunds=False)}
    assert "refund_read" in names
    assert "refund_write" not in names
    assert {need.name for need in needs_of_refunds()} == {"refund_read", "refund_write"}


def test_a_key_without_what_a_payment_takes_is_not_enough() -> None:
    assert enough(found())
    assert enough(found(refund_write=Standing.MISSING, dispute_read=Standing.MISSING))
    assert not enough(found(checkout_session_write=Standing.MISSING))
    assert enough(found(checkout_session_write=Standing.UNKNOWN))


def test_what_matters_most_is_named_first() -> None:
    findings = found(refund_write=Standing.MISSING, payment_intent_write=Standing.MISSING)
    assert [need.name for need in missing(findings)] == ["payment_intent_write", "refund_write"]
    assert [need.name for need in unclear(found(event_read=Standing.UNKNOWN))] == ["event_read"]


def test_a_refusal_of_stripes_names_the_permission() -> None:
    said = (
        "The provided key 'rk_live_***' does not have the required permissions for this endpoint on"
        " account 'acct_1'. Having the 'rak_refund_write' permission would allow this request to"
        " continue."
    )
    assert named_in(said) == "refund_write"
    assert title_of("refund_write") == "Refunds: write"
    assert title_of("topup_write") == "topup_write"
    assert named_in("The provided key may only read.") is None
    assert named_in(None) is None


def test_each_says_what_it_switches_off() -> None:
    assert switched_off(Need("refund", "Refunds", Level.WRITE)) == "off.refund_write"
