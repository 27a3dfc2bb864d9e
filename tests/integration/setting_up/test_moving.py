"""A till moved to a new computer, step by step as the paper on backups says it."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.bootstrap import build
from pos_app.kernel.errors import EnvironmentFault
from pos_app.kernel.money import Money
from pos_app.plan import Plan, load_shop
from pos_app.setting_up.opening import plan_for
from pos_app.settings.chosen import opens_in
from pos_app.settings.environment import NO_KEYS, EnvironmentKind
from pos_app.settings.keyring_secrets import service_name
from tests.helpers.account import TEST, WISH, Account, Keyring, setting_up
from tests.helpers.staff import OWNER_PIN
from tests.helpers.standin import StandInHandle
from tests.integration.erasure.test_erasure import a_customer

PAPER = (Path(__file__).parents[3] / "docs" / "backup-and-restore.md").read_text("utf-8")


def plan_of(base: Path, keyring: Keyring, account: Account) -> Plan:
    kind = opens_in(base)
    assert kind is TEST
    return replace(plan_for(kind, base, keyring.open), stripe_at=account.at())


async def test_it_opens_there_with_its_staff_and_its_payments(
    standin: StandInHandle, tmp_path: Path
) -> None:
    account, old, new = Account(standin), tmp_path / "old", tmp_path / "new"
    left, keys = Keyring(), account.keys()
    await setting_up(account, left, old).set_up(WISH, keys)
    plan = plan_of(old, left, account)
    till = await build(plan, load_shop(plan))
    who, card = await a_customer(till)
    item = await till.sales.open_item(who.id, Money(1_000, "eur"), "paid before")
    paid = await till.payments.charge_saved_card(item, card)
    owner = await till.staff.people.set_up("Zoé", OWNER_PIN)
    await till.close()

    told = re.search(r"Copy the folder, `([^`]+)` beside it, and the key's entry", PAPER)
    assert told is not None
    named = re.search(r"as `([^`]+)` \(and `[^`]+` while", PAPER)
    assert named is not None
    shutil.copytree(old / TEST.value, new / TEST.value)
    shutil.copy(old / told[1], new)
    here = Keyring()
    here.kept = {place: kept for place, kept in left.kept.items() if place[2] == named[1]}
    assert len(here.kept) == 1
    moved = plan_of(new, here, account)
    with pytest.raises(EnvironmentFault, match=NO_KEYS.replace(".", r"\.")):
        await build(moved, load_shop(moved))
    await setting_up(account, here, new).set_up(WISH, keys)  # what it asks for then

    moved = plan_of(new, here, account)
    till = await build(moved, load_shop(moved))
    assert till.shop.till_id == load_shop(plan).till_id
    assert till.ground.ledger.restored is None
    assert till.staff.people.roster.person(owner.id).name == "Zoé"
    outcome = await till.payments.last_outcome(item.id)
    assert outcome is not None
    assert outcome.payment_intent_id == paid.payment_intent_id
    await till.close()


def test_the_papers_name_of_the_keyrings_entry_is_the_tills() -> None:
    told = re.search(r"of the service `([^`]+)`, where `TILL`", PAPER)
    assert told is not None
    assert told[1] == service_name(EnvironmentKind.LIVE, "TILL")
