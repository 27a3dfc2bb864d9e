"""Which environment a start opens, and with which secrets."""

from pathlib import Path

import platformdirs
import pytest

from pos_app.kernel.errors import EnvironmentFault
from pos_app.setting_up.asking import Asking
from pos_app.setting_up.opening import plan_for
from pos_app.setting_up.service import SettingUp
from pos_app.settings.chosen import Chosen, ChosenStore, opens_in
from pos_app.settings.environment import EnvironmentKind
from pos_app.settings.shop import Shop
from pos_app.settings.store import SettingsStore
from tests.helpers.account import Keyring

LIVE, TEST, TRAINING = EnvironmentKind.LIVE, EnvironmentKind.TEST, EnvironmentKind.TRAINING


def test_a_given_folder_opens_in_training_as_before(tmp_path: Path) -> None:
    assert opens_in(tmp_path / "new") is TRAINING


def test_a_new_user_has_to_choose_and_one_in_training_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: tmp_path)
    assert opens_in(None) is None
    (tmp_path / "training").mkdir()
    assert opens_in(None) is TRAINING


async def test_what_was_chosen_is_opened(tmp_path: Path) -> None:
    await SettingUp(tmp_path, Asking()).choose(LIVE)
    assert opens_in(tmp_path) is LIVE


async def test_choosing_another_forgets_no_name_in_the_keyring(tmp_path: Path) -> None:
    ChosenStore(tmp_path).save(Chosen(LIVE, {LIVE: "till_1"}))
    await SettingUp(tmp_path, Asking()).choose(TRAINING)
    assert ChosenStore(tmp_path).load() == Chosen(TRAINING, {LIVE: "till_1"})


def test_an_unreadable_choice_never_opens_training(tmp_path: Path) -> None:
    (tmp_path / "training").mkdir()
    (tmp_path / "environment.json").write_bytes(b"\xff")
    for ask in (lambda: opens_in(tmp_path), lambda: plan_for(LIVE, tmp_path)):
        with pytest.raises(EnvironmentFault, match=r"chosen\.unreadable"):
            ask()


def test_each_environment_has_its_folder_and_its_secrets(tmp_path: Path) -> None:
    keyring = Keyring()
    ChosenStore(tmp_path).save(Chosen(LIVE, {LIVE: "till_live"}))
    SettingsStore(tmp_path / "test" / "settings.json").save(Shop(till_id="till_test"))  # type: ignore[arg-type]
    for kind, till in ((LIVE, "till_live"), (TEST, "till_test")):
        plan = plan_for(kind, tmp_path, keyring.open)
        assert (plan.kind, plan.folder) == (kind, tmp_path / kind.value)
        plan.secret_store().set("stripe-secret-key", till)
        assert keyring.kept[kind.value, till, "stripe-secret-key"] == till
    assert plan_for(TRAINING, tmp_path, keyring.open).secrets is None


def test_a_till_whose_settings_are_lost_finds_its_secrets(tmp_path: Path) -> None:
    """Under a new name it would make a new key for its files, and find them shut."""
    keyring = Keyring()
    ChosenStore(tmp_path).save(Chosen(LIVE, {LIVE: "till_first"}))
    plan_for(LIVE, tmp_path, keyring.open).secret_store().set("database-key", "kept")
    SettingsStore(tmp_path / "live" / "settings.json").save(Shop(till_id="till_other"))  # type: ignore[arg-type]
    assert plan_for(LIVE, tmp_path, keyring.open).secret_store().get("database-key") == "kept"
