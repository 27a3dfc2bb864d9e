"""Settings changed while the till runs: none is lost, and none is believed that wasn't written."""

import asyncio
from pathlib import Path

import pytest

from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.settings.live import LiveSettings
from pos_app.settings.shop import Shop
from pos_app.settings.store import SettingsStore


async def test_changes_at_once_are_all_kept(tmp_path: Path) -> None:
    store = SettingsStore(tmp_path / "settings.json")
    settings = LiveSettings(store, Shop(shop_name="Atelier"))
    await asyncio.gather(
        settings.change(language="en"),
        settings.change(theme="dark"),
        settings.change(terms_version="shop-1"),
    )
    kept = store.load()
    assert kept == settings.shop
    assert (kept.shop_name, kept.language, kept.theme, kept.terms_version) == (
        "Atelier", "en", "dark", "shop-1",
    )  # fmt: skip


async def test_what_is_refused_changes_nothing(tmp_path: Path) -> None:
    settings = LiveSettings(SettingsStore(tmp_path / "settings.json"), Shop())
    with pytest.raises(UserError, match=r"settings\.bad_value"):
        await settings.change(terms_version="../elsewhere")
    assert settings.shop == Shop()


async def test_what_can_t_be_written_is_not_in_force(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    settings = LiveSettings(SettingsStore(tmp_path / "file" / "settings.json"), Shop())
    with pytest.raises(EnvironmentFault, match=r"settings\.not_saved"):
        await settings.change(refund_within_days=30)
    assert settings.shop.refund_within_days == 14
