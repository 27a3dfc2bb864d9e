"""A till set up for an account, and its keys changed: all of it or nothing."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.setting_up.service import SettingUp
from pos_app.settings.chosen import ChosenStore
from pos_app.settings.environment import EnvironmentKind
from pos_app.settings.keys import PUBLISHABLE, REFUND, SECRET, read_keys
from pos_app.settings.known_file import KnownFile
from pos_app.settings.store import SettingsStore
from tests.helpers.account import TEST, WISH, Account, Keyring, setting_up
from tests.helpers.standin import StandInHandle


@pytest.fixture
def account(standin: StandInHandle) -> Account:
    return Account(standin)


@pytest.fixture
def keyring() -> Keyring:
    return Keyring()


@pytest.fixture
def service(account: Account, keyring: Keyring, tmp_path: Path) -> SettingUp:
    return setting_up(account, keyring, tmp_path)


def files(base: Path) -> list[str]:
    return sorted(path.relative_to(base).as_posix() for path in base.rglob("*"))


def written(base: Path) -> str:
    return "".join(path.read_text() for path in base.rglob("*") if path.is_file())


async def test_a_till_is_set_up(
    service: SettingUp, account: Account, keyring: Keyring, tmp_path: Path
) -> None:
    account.trade()
    keys = account.keys("dispute")
    report = await service.set_up(WISH, keys)
    assert [need.name for need in report.missing] == ["dispute_read", "dispute_write"]
    assert report.same_account is True
    assert keyring.values() == {SECRET: keys.secret.text, PUBLISHABLE: keys.publishable.text}
    shop = SettingsStore(tmp_path / "test" / "settings.json").load()
    assert (shop.shop_name, shop.till_name, shop.language, shop.currency) == (
        "Chez Zoé", "Caisse 1", "fr", "eur",
    )  # fmt: skip
    chosen = ChosenStore(tmp_path).load()
    assert chosen is not None
    assert (chosen.kind, chosen.tills) == (TEST, {TEST: shop.till_id})
    assert {(kind, till) for kind, till, _ in keyring.kept} == {("test", shop.till_id)}
    assert await service.keys(TEST) == keys
    assert keys.secret.text not in written(tmp_path)


async def test_setting_up_moves_and_writes_nothing_at_stripe(
    service: SettingUp, account: Account
) -> None:
    account.trade()
    before = account.standin.state()["counts"]
    await service.set_up(WISH, account.keys())
    assert account.standin.state()["counts"] == before


@pytest.mark.parametrize("without", ["payment_intent_write", "checkout_session", "customer"])
async def test_a_key_that_takes_no_payment_sets_nothing_up(
    service: SettingUp, account: Account, keyring: Keyring, tmp_path: Path, without: str
) -> None:
    with pytest.raises(UserError) as refused:
        await service.set_up(WISH, account.keys(without))
    assert refused.value.key == "key.too_little"
    assert "write" in str(refused.value.params["permissions"])
    assert (keyring.kept, files(tmp_path)) == ({}, [])


async def test_keys_of_two_accounts_set_nothing_up(
    service: SettingUp, account: Account, keyring: Keyring, tmp_path: Path
) -> None:
    account.trade()
    stranger = account.publishable(elsewhere=True)
    with pytest.raises(UserError) as refused:
        await service.set_up(WISH, read_keys(TEST, stranger, account.restricted()))
    assert refused.value.key == "key.publishable_elsewhere"
    keys = read_keys(
        TEST, account.publishable(), account.restricted(), account.restricted(elsewhere=True)
    )
    with pytest.raises(UserError) as refused:
        await service.set_up(WISH, keys)
    assert refused.value.key == "key.refund_elsewhere"
    assert (keyring.kept, files(tmp_path)) == ({}, [])


async def test_a_key_that_stripe_does_not_take_sets_nothing_up(
    service: SettingUp, account: Account, keyring: Keyring, tmp_path: Path
) -> None:
    keys = account.keys()
    account.standin.control("expire", {"key": keys.secret.text})
    with pytest.raises(UserError) as refused:
        await service.set_up(WISH, keys)
    assert (refused.value.key, refused.value.field) == ("key.bad", "secret_key")
    assert (keyring.kept, files(tmp_path)) == ({}, [])


@pytest.mark.parametrize("name", [SECRET, PUBLISHABLE, REFUND])
async def test_a_keyring_that_fails_halfway_keeps_nothing(
    service: SettingUp, account: Account, keyring: Keyring, tmp_path: Path, name: str
) -> None:
    keyring.breaks_at = name
    keys = read_keys(TEST, account.publishable(), account.restricted(), account.restricted())
    with pytest.raises(EnvironmentFault, match=r"secrets\.locked"):
        await service.set_up(WISH, keys)
    assert (keyring.kept, files(tmp_path)) == ({}, [])


async def test_a_choice_that_cannot_be_written_keeps_nothing(
    service: SettingUp, account: Account, keyring: Keyring, tmp_path: Path
) -> None:
    (tmp_path / "environment.json").write_text("{")
    with pytest.raises(EnvironmentFault, match=r"chosen\.unreadable"):
        await service.set_up(WISH, account.keys())
    assert (keyring.kept, files(tmp_path)) == ({}, ["environment.json"])


@pytest.mark.parametrize("there", [False, True], ids=["a new till", "a till that was there"])
async def test_a_choice_that_is_not_saved_leaves_keys_and_settings_as_they_were(
    service: SettingUp, account: Account, keyring: Keyring, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, there: bool,
) -> None:  # fmt: skip
    """The last of three places that are written."""
    if there:
        await service.set_up(WISH, account.keys())
    before = {one: (tmp_path / one).read_bytes() for one in files(tmp_path) if "." in one}
    kept = dict(keyring.kept)

    def full(_store: ChosenStore, _chosen: object) -> None:
        raise EnvironmentFault("settings.not_saved", retryable=True)

    monkeypatch.setattr(ChosenStore, "save", full)
    account.trade()
    with pytest.raises(EnvironmentFault, match=r"settings\.not_saved"):
        await service.set_up(replace(WISH, shop_name="Chez Léo"), account.keys(), certain=True)
    assert {one: (tmp_path / one).read_bytes() for one in files(tmp_path) if "." in one} == before
    assert files(tmp_path) == (["environment.json", "test", "test/settings.json"] if there else [])
    assert keyring.kept == kept


async def test_settings_that_do_not_fit_are_refused_before_stripe_is_asked(
    service: SettingUp, account: Account, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match=r"settings\.bad_value"):
        await service.set_up(replace(WISH, currency="euro"), account.keys())
    assert files(tmp_path) == []


async def test_a_till_set_up_again_stays_the_same_till(
    service: SettingUp, account: Account, keyring: Keyring, tmp_path: Path
) -> None:
    account.trade()
    await service.set_up(WISH, account.keys())
    store = SettingsStore(tmp_path / "test" / "settings.json")
    first = store.load().till_id
    (tmp_path / "test" / "settings.json").unlink()
    again = account.keys()
    await service.set_up(WISH, again)
    assert store.load().till_id == first
    assert keyring.values()[SECRET] == again.secret.text


async def test_another_account_does_not_take_over_a_till(
    service: SettingUp, account: Account, keyring: Keyring
) -> None:
    account.trade()
    await service.set_up(WISH, account.keys())
    before = dict(keyring.kept)
    stranger = account.restricted(elsewhere=True)
    page = account.publishable(elsewhere=True)
    for change in (
        lambda: service.replace(TEST, {SECRET: stranger, PUBLISHABLE: page}),
        lambda: service.set_up(WISH, read_keys(TEST, page, stranger)),
    ):
        with pytest.raises(UserError) as refused:
            await change()
        assert refused.value.key == "key.other_account"
    assert keyring.kept == before


async def test_a_key_is_replaced_after_it_was_read_back(
    service: SettingUp, account: Account, keyring: Keyring
) -> None:
    account.trade()
    keys = account.keys()
    await service.set_up(WISH, keys)
    keyring.written.clear()
    new = account.restricted("refund_write")
    report = await service.replace(TEST, {SECRET: new})
    assert [need.name for need in report.missing] == ["refund_write"]
    assert keyring.written[:2] == [f"{SECRET}-next", SECRET]
    assert keyring.values() == {SECRET: new, PUBLISHABLE: keys.publishable.text}


@pytest.mark.parametrize("name", [f"{SECRET}-next", SECRET])
async def test_a_keyring_that_fails_while_replacing_keeps_the_old_key(
    service: SettingUp, account: Account, keyring: Keyring, name: str
) -> None:
    await service.set_up(WISH, account.keys())
    account.trade()
    before = dict(keyring.kept)
    keyring.breaks_at = name
    with pytest.raises(EnvironmentFault, match=r"secrets\.locked"):
        await service.replace(TEST, {SECRET: account.restricted()})
    assert keyring.kept == before


async def test_a_worse_key_does_not_replace_a_better_one(
    service: SettingUp, account: Account, keyring: Keyring
) -> None:
    account.trade()
    await service.set_up(WISH, account.keys())
    before = dict(keyring.kept)
    with pytest.raises(UserError, match=r"key\.too_little"):
        await service.replace(TEST, {SECRET: account.restricted("payment_intent")})
    with pytest.raises(UserError, match=r"environment\.full_secret_key"):
        await service.replace(TEST, {SECRET: "sk_" + "live_abcdefgh"})
    assert keyring.kept == before


async def test_once_the_old_key_is_dead_somebody_has_to_vouch_for_the_new_one(
    service: SettingUp, account: Account, keyring: Keyring
) -> None:
    account.trade()
    keys = account.keys()
    await service.set_up(WISH, keys)
    account.standin.control("expire", {"key": keys.secret.text})
    new = account.restricted()
    with pytest.raises(UserError, match=r"key\.account_unclear"):
        await service.replace(TEST, {SECRET: new})
    assert keyring.values()[SECRET] == keys.secret.text
    await service.replace(TEST, {SECRET: new}, certain=True)
    assert keyring.values()[SECRET] == new


async def test_a_key_for_refunds_comes_and_goes(
    service: SettingUp, account: Account, keyring: Keyring
) -> None:
    account.trade()
    await service.set_up(WISH, account.keys("refund_write"))
    assert [need.name for need in (await service.check(TEST)).missing] == ["refund_write"]
    refunds = account.key(permissions={"refund": "write"})
    report = await service.replace(TEST, {REFUND: refunds})
    assert report.missing == []
    assert keyring.values()[REFUND] == refunds
    await service.replace(TEST, {REFUND: ""})
    assert REFUND not in keyring.values()


async def test_keys_are_removed_and_what_stays_is_said(
    service: SettingUp, account: Account, keyring: Keyring, tmp_path: Path
) -> None:
    await service.set_up(WISH, account.keys())
    (tmp_path / "test" / "ledger.db").touch()
    store = keyring.open(TEST, SettingsStore(tmp_path / "test" / "settings.json").load().till_id)
    store.set("database-key", "kept")
    for name in (SECRET, PUBLISHABLE, REFUND):  # as a till leaves them that ends while replacing
        store.set(f"{name}-next", "left")
    left = await service.remove(TEST)
    assert left.files
    assert keyring.values() == {"database-key": "kept"}
    assert await service.keys(TEST) is None
    for ask in (lambda: service.check(TEST), lambda: service.replace(TEST, {SECRET: "x"})):
        with pytest.raises(UserError, match=r"key\.none_kept"):
            await ask()


async def test_test_and_live_are_kept_apart(
    service: SettingUp, account: Account, keyring: Keyring
) -> None:
    await service.set_up(WISH, account.keys())
    assert await service.keys(EnvironmentKind.LIVE) is None
    await service.remove(EnvironmentKind.LIVE)
    assert SECRET in keyring.values()


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"environment": "live"}', b'{"environment": "other", "tills": {}}'],
)
def test_a_choice_that_cannot_be_read_is_said(tmp_path: Path, content: bytes) -> None:
    """Never taken for "nothing chosen", which would open training."""
    (tmp_path / "environment.json").write_bytes(content)
    with pytest.raises(EnvironmentFault, match=r"chosen\.unreadable"):
        ChosenStore(tmp_path).load()


def test_a_choice_is_kept_and_forgotten(tmp_path: Path) -> None:
    from pos_app.settings.chosen import Chosen

    store = ChosenStore(tmp_path / "new")
    assert store.load() is None
    store.save(Chosen(EnvironmentKind.LIVE).naming(EnvironmentKind.LIVE, "till_1"))
    assert store.load() == Chosen(EnvironmentKind.LIVE, {EnvironmentKind.LIVE: "till_1"})
    assert json.loads((tmp_path / "new" / "environment.json").read_text())["tills"]
    store.forget()
    store.forget()
    assert store.load() is None


async def test_keys_that_were_removed_leave_the_account_known(
    service: SettingUp, account: Account, keyring: Keyring, tmp_path: Path
) -> None:
    """Without this, another account's keys could be set up for a till whose keys were removed."""
    account.trade()
    await service.set_up(WISH, account.keys())
    KnownFile(tmp_path / "test").keep(account.newest_intent())
    await service.remove(TEST)
    page, stranger = account.publishable(elsewhere=True), account.restricted(elsewhere=True)
    with pytest.raises(UserError) as refused:
        await service.set_up(WISH, read_keys(TEST, page, stranger), certain=True)
    assert refused.value.key == "key.other_account"
    assert keyring.kept == {}
    again = account.keys()
    await service.set_up(WISH, again)
    assert keyring.values()[SECRET] == again.secret.text


async def test_a_dead_key_needs_nobodys_word_where_the_account_is_known(
    service: SettingUp, account: Account, keyring: Keyring, tmp_path: Path
) -> None:
    account.trade()
    old = account.keys()
    await service.set_up(WISH, old)
    KnownFile(tmp_path / "test").keep(account.newest_intent())
    account.standin.control("expire", {"key": old.secret.text})
    new = account.restricted()
    await service.replace(TEST, {SECRET: new})
    assert keyring.values()[SECRET] == new
