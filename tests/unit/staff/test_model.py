"""Who may do what."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.kernel.errors import UserError
from pos_app.kernel.money import Money
from pos_app.staff.model import (
    LIMITED,
    NOBODY,
    Actor,
    Approval,
    Person,
    PersonId,
    Right,
    RiskyAct,
    Role,
    Verdict,
    check_name,
    check_owner_left,
    decide,
    default_rights,
    lacking,
    may_alone,
    may_manage,
    within,
)

ANNA = Person(PersonId("staff_anna"), "Anna", Role.CASHIER)
MARC = Person(PersonId("staff_marc"), "Marc", Role.MANAGER)
CURRENCIES = ("jpy", "eur", "kwd")
RIGHTS = st.frozensets(st.sampled_from(Right))
AMOUNTS = st.builds(Money, st.integers(1, 99_999_999), st.sampled_from(CURRENCIES))
ACTS = st.builds(
    RiskyAct, st.sampled_from(Right), st.sampled_from(["", "it_1", "it_2"]), st.none() | AMOUNTS
)
ACTORS = st.builds(Actor, st.just(ANNA), RIGHTS, st.none() | st.tuples(AMOUNTS))


def as_role(role: Role, currency: str = "eur") -> Actor:
    given = default_rights(role, currency)
    return Actor(Person(PersonId("staff_x"), "X", role), given.rights, given.limits)


@given(ACTS)
def test_nobody_may_do_anything(act: RiskyAct) -> None:
    everything = Actor(None, frozenset(Right), None, Approval("ok_1", MARC, act))
    assert decide(NOBODY, act) is Verdict.SIGN_IN_FIRST
    assert decide(everything, act) is Verdict.SIGN_IN_FIRST
    assert not may_alone(everything, act)


@given(RIGHTS, ACTS)
def test_who_has_left_may_do_nothing(rights: frozenset[Right], act: RiskyAct) -> None:
    gone = Person(ANNA.id, ANNA.name, Role.OWNER, active=False)
    assert decide(Actor(gone, rights, None), act) is Verdict.SIGN_IN_FIRST


@given(ACTORS, ACTS)
def test_nothing_goes_on_without_the_right_to_it(actor: Actor, act: RiskyAct) -> None:
    if act.right not in actor.rights:
        assert decide(actor, act) is Verdict.NEEDS_APPROVAL
        assert lacking(actor, act) == (act.right,)


@given(ACTORS, ACTS)
def test_a_limit_counts_for_what_the_shop_takes_from_a_card(actor: Actor, act: RiskyAct) -> None:
    above = not within(actor.limits, act.amount)
    free = Right.CHARGE_ABOVE_LIMIT in actor.rights or act.right not in LIMITED
    wanted = act.right in actor.rights and (free or not above)
    assert may_alone(actor, act) is wanted
    if act.right in actor.rights and not wanted:
        assert lacking(actor, act) == (Right.CHARGE_ABOVE_LIMIT,)


@given(ACTORS, st.lists(ACTS, min_size=1, max_size=3))
def test_what_belongs_together_takes_every_right(actor: Actor, acts: list[RiskyAct]) -> None:
    whole = replace(acts[0], also=tuple(acts[1:]))
    assert may_alone(actor, whole) is all(may_alone(actor, one) for one in acts)
    missing = lacking(actor, whole)
    assert bool(missing) is not may_alone(actor, whole)
    assert set(missing) == {right for one in acts for right in lacking(actor, one)}
    assert len(set(missing)) == len(missing)
    part = actor.approved(Approval("ok_1", MARC, acts[0]))
    if len(acts) > 1:
        assert decide(part, whole) is decide(actor, whole), "one of them approved is not all"


@given(st.integers(0, 99_999_999), st.integers(1, 99_999_999), st.sampled_from(CURRENCIES))
def test_the_limit_itself_is_within_and_one_more_is_not(
    limit: int, amount: int, currency: str
) -> None:
    limits = (Money(limit, currency),)
    assert within(limits, Money(amount, currency)) is (amount <= limit)
    assert within(limits, Money(limit, currency)) is True
    assert within(limits, Money(limit + 1, currency)) is False


def test_a_currency_without_a_limit_is_above_it() -> None:
    assert not within((Money(50_000, "eur"),), Money(1, "usd"))
    assert not within((), Money(1, "eur"))
    assert within(None, Money(99_999_999, "usd"))


@given(ACTORS, ACTS, ACTS)
def test_an_approval_is_for_one_act_and_amount(
    actor: Actor, act: RiskyAct, other: RiskyAct
) -> None:
    approved = actor.approved(Approval("ok_1", MARC, act))
    assert decide(approved, act) is Verdict.ALLOWED
    if other != act:
        assert decide(approved, other) is decide(actor, other)


def test_what_roles_begin_with() -> None:
    cashier, manager, owner = (as_role(role) for role in Role)
    charge = RiskyAct(Right.USE_SAVED_CARD, "it_1", Money(50_000, "eur"))
    more = RiskyAct(Right.USE_SAVED_CARD, "it_1", Money(50_001, "eur"))
    refund = RiskyAct(Right.REFUND, "pi_1", Money(100, "eur"))
    assert decide(cashier, charge) is Verdict.ALLOWED
    assert decide(cashier, more) is Verdict.NEEDS_APPROVAL
    assert decide(cashier, refund) is Verdict.NEEDS_APPROVAL
    for one in (manager, owner):
        assert all(decide(one, act) is Verdict.ALLOWED for act in (charge, more, refund))


def test_only_owners_touch_owners() -> None:
    cashier, manager, owner = (as_role(role) for role in Role)
    assert may_manage(owner, Role.OWNER, Role.CASHIER)
    assert may_manage(manager, Role.CASHIER, Role.MANAGER)
    assert not may_manage(manager, Role.OWNER)
    assert not may_manage(manager, Role.CASHIER, Role.OWNER)
    assert not may_manage(cashier, Role.CASHIER)
    assert not may_manage(NOBODY)


def test_a_name_is_there_once_and_fits_an_agreement() -> None:
    assert check_name("  Zoé   Martin ", [ANNA]) == "Zoé Martin"
    assert len(check_name("x" * 80, [])) == 80
    for name, key in [
        ("", "staff.name_missing"), ("  ", "staff.name_missing"), ("anna", "staff.name_taken"),
        ("x" * 81, "staff.name_long"),
    ]:  # fmt: skip
        with pytest.raises(UserError, match=key):
            check_name(name, [ANNA])
    gone = Person(ANNA.id, "Anna", Role.CASHIER, active=False)
    assert check_name("Anna", [gone]) == "Anna"


def test_an_owner_stays() -> None:
    check_owner_left([ANNA, Person(PersonId("staff_o"), "O", Role.OWNER)])
    with pytest.raises(UserError, match=r"staff\.last_owner"):
        check_owner_left([ANNA, MARC, Person(PersonId("o"), "O", Role.OWNER, active=False)])
