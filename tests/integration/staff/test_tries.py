"""Wrong PINs: counted before they are looked at, over restarts, and never without end."""

import asyncio

import pytest

from pos_app.kernel.errors import UserError
from pos_app.staff.model import Right, RiskyAct
from tests.helpers.staff import CASHIER_PIN, MANAGER_PIN, OWNER_PIN, Staff


async def fails(room: Staff, person, pin: str = "9999") -> UserError:
    with pytest.raises(UserError) as caught:
        await room.sign_in.sign_in(person.id, pin)
    return caught.value


async def test_six_wrong_pins_lock_a_person_and_a_manager_unlocks(room: Staff) -> None:
    _, manager, anna = await room.three()
    told = [(await fails(room, anna)).params["left"] for _ in range(5)]
    assert told == [5, 4, 3, 2, 1]
    assert (await fails(room, anna)).key == "staff.locked_out"
    assert (await fails(room, anna, CASHIER_PIN)).key == "staff.locked_out"
    assert room.pins.looked_at == 6  # the right one wasn't looked at any more
    assert await room.service.locked() == {anna.id}

    room.clock.move(days=30)
    assert (await fails(room, anna, CASHIER_PIN)).key == "staff.locked_out"
    marc = await room.sign_in.sign_in(manager.id, MANAGER_PIN)
    await room.service.unlock(anna.id, actor=marc)
    assert (await room.sign_in.sign_in(anna.id, CASHIER_PIN)).name == "Anna"
    kinds = await room.kinds()
    assert kinds.count("wrong_pin") == 6
    assert kinds.count("locked_out") == 1
    assert kinds[-3:] == ["signed_in", "unlocked", "signed_in"]


async def test_a_right_pin_forgets_the_wrong_ones(room: Staff) -> None:
    _, _, anna = await room.three()
    for _ in range(5):
        await fails(room, anna)
    await room.sign_in.sign_in(anna.id, CASHIER_PIN)
    assert (await fails(room, anna)).params["left"] == 5


async def test_wrong_pins_outlive_the_till(room: Staff) -> None:
    _, _, anna = await room.three()
    for _ in range(4):
        await fails(room, anna)
    again = await Staff(room.ledger, room.folder, room.clock).open()
    assert (await fails(again, anna)).params["left"] == 1
    assert (await fails(again, anna)).key == "staff.locked_out"
    once_more = await Staff(room.ledger, room.folder, room.clock).open()
    assert (await fails(once_more, anna, CASHIER_PIN)).key == "staff.locked_out"


async def test_ending_the_till_while_it_looks_gives_no_try_for_nothing(room: Staff) -> None:
    _, _, anna = await room.three()
    begun = asyncio.Event()

    async def never(pin: str, kept: str) -> bool:
        begun.set()
        await asyncio.Event().wait()
        return True

    room.pins.matches = never
    task = asyncio.create_task(room.sign_in.sign_in(anna.id, "9999"))
    await begun.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    again = await Staff(room.ledger, room.folder, room.clock).open()
    assert (await fails(again, anna)).params["left"] == 4


async def test_two_tries_at_once_are_two(room: Staff) -> None:
    _, _, anna = await room.three()
    found = await asyncio.gather(
        *(room.sign_in.sign_in(anna.id, f"99{n}9") for n in range(9)), return_exceptions=True
    )
    assert room.pins.looked_at == 6
    keys = [one.key for one in found if isinstance(one, UserError)]
    assert keys == ["staff.wrong_pin"] * 5 + ["staff.locked_out"] * 4


async def test_an_owner_waits_ever_longer_and_is_never_locked_out_for_good(
    room: Staff,
) -> None:
    owner, _, _ = await room.three()
    for _ in range(5):
        await fails(room, owner)
    for minutes in (15, 30, 60, 120):
        locked = await fails(room, owner)
        assert (locked.key, locked.params["minutes"]) == ("staff.locked_wait", minutes)
        room.clock.move(minutes=minutes - 1)
        assert (await fails(room, owner, OWNER_PIN)).params["minutes"] == 1
        room.clock.move(minutes=1)
    assert (await room.sign_in.sign_in(owner.id, OWNER_PIN)).name == "Olive"


async def test_a_clock_set_right_again_locks_nobody_out(room: Staff) -> None:
    owner, _, _ = await room.three()
    room.clock.move(days=4000)
    for _ in range(6):
        await fails(room, owner)
    room.clock.move(days=-4000)
    assert (await fails(room, owner, OWNER_PIN)).params["minutes"] == 15
    room.clock.move(minutes=15)
    assert (await room.sign_in.sign_in(owner.id, OWNER_PIN)).name == "Olive"


async def test_a_manager_gives_an_owner_no_new_tries(room: Staff) -> None:
    owner, manager, _ = await room.three()
    marc = await room.sign_in.sign_in(manager.id, MANAGER_PIN)
    for call in (
        lambda: room.service.unlock(owner.id, actor=marc),
        lambda: room.service.set_pin(owner.id, "5071", actor=marc),
    ):
        with pytest.raises(UserError, match=r"staff\.owners_only"):
            await call()


async def test_a_wrong_pin_of_an_approval_counts_like_any_other(room: Staff) -> None:
    _, manager, anna = await room.three()
    await room.sign_in.sign_in(anna.id, CASHIER_PIN)
    for left in (5, 4):
        with pytest.raises(UserError) as caught:
            await room.sign_in.approve(manager.id, "9999", RiskyAct(Right.REFUND, "pi_1"))
        assert caught.value.params["left"] == left
    assert (await fails(room, manager)).params["left"] == 3
