"""Settings and secrets over real files."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pos_app.kernel.errors import Bug, EnvironmentFault, UserError
from pos_app.settings.secrets import (
    DatabaseKeys,
    PrivateFileSecrets,
    begin_next_key,
    database_keys,
    kept_database_keys,
    settle_next_key,
)
from pos_app.settings.shop import Shop
from pos_app.settings.store import SettingsStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "shop" / "settings.json"


@pytest.fixture
def secrets(tmp_path: Path) -> PrivateFileSecrets:
    return PrivateFileSecrets(tmp_path / "secrets")


def test_saved_settings_come_back(path: Path) -> None:
    store = SettingsStore(path)
    assert store.load() == Shop()
    shop = Shop(shop_name="Chez Zoé", language="en", currency="chf", theme="dark")
    store.save(shop)
    assert store.load() == shop
    assert "Chez Zoé" in path.read_text(encoding="utf-8")
    assert [file.name for file in path.parent.iterdir()] == ["settings.json"]


def test_a_bad_value_is_not_saved(path: Path) -> None:
    SettingsStore(path).save(Shop(shop_name="Before"))
    with pytest.raises(UserError):
        SettingsStore(path).save(Shop(currency="euro"))
    assert SettingsStore(path).load() == Shop(shop_name="Before")


def test_unknown_and_bad_values_become_defaults_and_are_logged(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps({"shop_name": "Kept", "language": "de", "older": 1}))
    assert SettingsStore(path).load() == Shop(shop_name="Kept")
    assert "settings_ignored keys=language,older" in caplog.text


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b'{"shop_name": '])
def test_a_broken_file_is_kept_beside(
    path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    assert SettingsStore(path).load() == Shop()
    assert "settings_not_json" in caplog.text
    assert path.with_name("settings.json.bad").read_bytes() == content


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(EnvironmentFault, match=r"settings\.not_saved"):
        SettingsStore(tmp_path / "file" / "settings.json").save(Shop())
    with pytest.raises(EnvironmentFault, match=r"secrets\.not_saved"):
        PrivateFileSecrets(tmp_path / "file").set("key", "value")
    with pytest.raises(EnvironmentFault, match=r"secrets\.unreadable"):
        PrivateFileSecrets(tmp_path / "file").get("key")


def test_secrets_are_private(secrets: PrivateFileSecrets, tmp_path: Path) -> None:
    assert secrets.get("stripe-key") is None
    secrets.set("stripe-key", "rk_test_1")
    secrets.set("stripe-key", "rk_test_2")
    assert secrets.get("stripe-key") == "rk_test_2"
    if sys.platform != "win32":
        folder = tmp_path / "secrets"
        assert folder.stat().st_mode & 0o777 == 0o700
        assert (folder / "stripe-key").stat().st_mode & 0o777 == 0o600
    secrets.delete("stripe-key")
    secrets.delete("stripe-key")
    assert secrets.get("stripe-key") is None


@pytest.mark.parametrize("name", ["", "../key", "a/b", "Key", ".hidden"])
def test_names_stay_inside_the_folder(secrets: PrivateFileSecrets, name: str) -> None:
    with pytest.raises(Bug, match=r"secrets\.bad_name"):
        secrets.set(name, "x")


def test_the_database_key_is_made_once(secrets: PrivateFileSecrets) -> None:
    first = database_keys(secrets)
    assert len(first.now) == 32
    assert database_keys(secrets) == first
    assert database_keys(secrets, lambda count: b"\0" * count) == first


@pytest.mark.parametrize("kept", ["", "not hex", "ab" * 31])
def test_a_damaged_database_key_is_never_replaced(secrets: PrivateFileSecrets, kept: str) -> None:
    secrets.set("database-key", kept)
    with pytest.raises(EnvironmentFault, match=r"secrets\.unreadable"):
        database_keys(secrets)
    assert secrets.get("database-key") == kept


def test_a_key_is_changed_by_way_of_both(secrets: PrivateFileSecrets) -> None:
    first = database_keys(secrets)
    assert first.each == (first.now,)
    begun = begin_next_key(secrets)
    assert begun.now == first.now
    assert begun.next not in {None, first.now}
    assert begin_next_key(secrets) == begun == database_keys(secrets) == kept_database_keys(secrets)
    assert begun.each == (begun.next, begun.now)
    settle_next_key(secrets)
    assert database_keys(secrets) == DatabaseKeys(begun.wanted)
    settle_next_key(secrets)
    assert database_keys(secrets) == DatabaseKeys(begun.wanted)


def test_a_key_settled_half_way_is_settled_by_the_next(secrets: PrivateFileSecrets) -> None:
    begun = begin_next_key(secrets)
    secrets.set("database-key", begun.wanted.hex())
    assert database_keys(secrets) == DatabaseKeys(begun.wanted)
    again = begin_next_key(secrets)
    assert again.now == begun.wanted
    assert again.next not in {None, begun.wanted, begun.now}


def test_a_keyring_that_lost_the_old_key_while_exchanging_it(secrets: PrivateFileSecrets) -> None:
    begun = begin_next_key(secrets)
    secrets.delete("database-key")
    assert database_keys(secrets) == DatabaseKeys(begun.wanted)


def test_without_a_key_none_is_made_by_looking(secrets: PrivateFileSecrets) -> None:
    assert kept_database_keys(secrets) is None
    assert secrets.get("database-key") is None


def test_a_store_that_swallows_writes_is_noticed() -> None:
    class Swallows:
        def get(self, name: str) -> str | None:
            return None

        def set(self, name: str, value: str) -> None:
            pass

        def delete(self, name: str) -> None:
            pass

    with pytest.raises(EnvironmentFault, match=r"secrets\.not_saved"):
        database_keys(Swallows())


def test_importing_settings_doesnt_import_babel() -> None:
    code = (
        "import sys, pos_app.settings.formats, pos_app.settings.store, pos_app.settings.secrets;"
        "print('babel' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.strip() == "False", done.stderr
