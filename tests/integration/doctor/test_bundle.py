"""The diagnostics with secrets planted in everything they are made of, read back whole."""

import json
import stat
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.doctor.bundle import write_bundle
from pos_app.kernel.errors import EnvironmentFault
from pos_app.plan import Plan, load_shop
from pos_app.settings.shop import Shop, accepts
from pos_app.settings.store import SettingsStore
from tests.integration.doctor.test_doctor import a_till
from tests.integration.logs.planter import ALL, PLANTED


async def test_nothing_planted_is_in_it(tmp_path: Path) -> None:
    plan = await a_till(tmp_path / "training")
    shop = replace(
        load_shop(plan), shop_name="Chez Sklodowska", shop_address="12 rue Curie",
        till_name="Curie 1", web_address="https://curie.radium.example/",
    )  # fmt: skip
    SettingsStore(plan.folder / "settings.json").save(shop)
    for name in ("logs/till.log", "logs/till.log.1", "crashes/crash-1-main.txt", "standin.log"):
        path = plan.folder / name
        path.parent.mkdir(exist_ok=True)
        # as an older release, or somebody's own handler, might have left it
        path.write_text(f"first line kept\n{ALL}\n" + "x " * 9_000 + f"\n{ALL}\nlast line kept\n")
    out = tmp_path / "help.zip"
    write_bundle(plan, json.dumps({"status": 0, "planted": ALL}), out)
    key = (plan.folder / "secrets" / "database-key").read_text()
    with zipfile.ZipFile(out) as bundle:
        written = {name: bundle.read(name).decode() for name in bundle.namelist()}
    found = [
        (name, secret) for name, text in written.items() for secret in (*PLANTED, key)
        if secret.lower() in text.lower()
    ]  # fmt: skip
    assert found == []
    assert sorted(written) == [
        "crashes/crash-1-main.txt", "doctor.json", "logs/till.log", "logs/till.log.1",
        "settings.json", "standin.log", "tables.json",
    ]  # fmt: skip
    assert "last line kept" in written["logs/till.log"]
    ledger = json.loads(written["tables.json"])["ledger.db"]
    assert ledger["rows"]["attempts"] == 0
    assert any(step.startswith("staff ") for step in ledger["steps"])
    settings = json.loads(written["settings.json"])
    assert (settings["shop_name"], settings["currency"]) == ("given", shop.currency)
    if sys.platform != "win32":
        assert stat.S_IMODE(out.stat().st_mode) == 0o600


NAMES_NOBODY = {"terms_version"}
"""Free words all the same: what a file of the shop's own wording is called."""


def test_no_setting_says_whose_shop_it_is(tmp_path: Path) -> None:
    """Each that takes words or an address of the shop's own, also one that is added some day."""
    plan, out = Plan(tmp_path / "training"), tmp_path / "help.zip"
    given = {
        name: next(one for one in ("curie", "https://curie.example") if accepts(name, one))
        for name in Shop.__dataclass_fields__
        if any(accepts(name, one) for one in ("curie", "https://curie.example"))
    }
    assert {"shop_name", "web_address", "page_origin", "printer_address"} <= given.keys()
    del given["till_id"]  # made by the till
    SettingsStore(plan.folder / "settings.json").save(replace(Shop(), **given))
    write_bundle(plan, "{}", out)
    with zipfile.ZipFile(out) as bundle:
        told = json.loads(bundle.read("settings.json"))
    assert {name for name in told if "curie" in str(told[name])} <= NAMES_NOBODY
    assert {told[name] for name in given if name not in NAMES_NOBODY} == {"given"}


async def test_where_it_can_not_be_written_nothing_is_left(tmp_path: Path) -> None:
    plan = await a_till(tmp_path / "training")
    with pytest.raises(EnvironmentFault) as fault:
        write_bundle(plan, "{}", tmp_path / "nowhere" / "help.zip")
    assert fault.value.key == "diagnostics.not_written"
    assert not (tmp_path / "nowhere").exists()


def test_the_doctors_words_stay_what_a_program_reads(tmp_path: Path) -> None:
    """A fact called after a key, as `database_key`, was taken for a secret, and the file broken."""
    plan, out = Plan(tmp_path / "training"), tmp_path / "help.zip"
    plan.folder.mkdir()
    told = {"findings": [{"facts": {"database_key": True, "bytes": 458_280_960}}], "status": 0}
    write_bundle(plan, json.dumps(told), out)
    with zipfile.ZipFile(out) as bundle:
        assert json.loads(bundle.read("doctor.json")) == told


def test_a_number_as_long_as_a_cards_is_none_there(tmp_path: Path) -> None:
    plan, out = Plan(tmp_path / "training"), tmp_path / "help.zip"
    plan.folder.mkdir()
    write_bundle(plan, json.dumps({"seen": 4242_4242_4242_4242}), out)
    with zipfile.ZipFile(out) as bundle:
        assert b"4242424242424242" not in bundle.read("doctor.json")
