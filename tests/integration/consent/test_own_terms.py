"""A shop's own wording and promises: checked whole, chosen, and never changing what was agreed."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from pos_app.consent.metadata import to_metadata
from pos_app.consent.model import Agreement, Cancellation, Purpose, text_hash
from pos_app.consent.own_terms import NotAdded, TermsService
from pos_app.consent.terms import Lack
from pos_app.consent.terms_files import LONGEST_FILE, TermsLibrary
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.paths import resource_dir
from pos_app.payments.ledger import wrong_in_ledger
from pos_app.settings.live import LiveSettings
from pos_app.settings.shop import Shop
from pos_app.settings.store import SettingsStore
from pos_app.storage import Storage
from tests.helpers.agreements import CURRENT, SUBJECT, VERSION, a_scope
from tests.integration.consent.test_service import Till, given, open_ledger


class Shopkeeper(Till):
    """A till whose shop chooses its wording."""

    def __init__(self, ledger: Storage, folder: Path) -> None:
        super().__init__(ledger, folder / "terms")
        self.folder = folder
        self.store = SettingsStore(folder / "settings.json")
        self.settings = LiveSettings(self.store, Shop(shop_name="Atelier Zoé"))
        library = TermsLibrary(folder / "terms", chosen=lambda: self.settings.shop.terms_version)
        self.consent._terms = library
        self.terms = TermsService(library, folder / "terms", self.settings, self.clock)

    async def version(self) -> str:
        (current,) = [one.name for one in await self.terms.versions() if one.current]
        return current

    async def sale(self) -> Agreement:
        scope = replace(a_scope(card=None), cancellation=self.terms.cancellation())
        draft = await self.consent.draft(scope, SUBJECT, "fr")
        return await self.consent.record(draft, given())


@pytest_asyncio.fixture
async def till(tmp_path: Path) -> AsyncIterator[Shopkeeper]:
    ledger = await open_ledger(tmp_path)
    yield Shopkeeper(ledger, tmp_path)
    await ledger.close()


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Where a manager writes."""
    folder = tmp_path / "desk"
    folder.mkdir()
    return folder


async def edited(till: Shopkeeper, desk: Path, old: str, new: str) -> Path:
    copy = await till.terms.save_copy(await till.version(), desk)
    file = copy / "fr" / "balance.toml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    return copy


async def test_a_copy_is_edited_added_used_and_left_again(till: Shopkeeper, desk: Path) -> None:
    copy = await edited(till, desk, "Débiter le solde", "Chez nous, le solde")
    assert copy == desk / f"shop-{CURRENT}"
    assert await till.terms.add(copy) == copy.name
    assert await till.version() == copy.name
    agreed = await till.sale()
    assert agreed.wording.title.startswith("Chez nous")
    assert till.store.load().terms_version == copy.name, "the next start knows"
    shutil.rmtree(desk)
    assert (await till.sale()).wording == agreed.wording, "the till has its own copy"
    await till.terms.use(CURRENT)
    assert (await till.sale()).wording.title.startswith("Débiter le solde")
    await till.terms.use(copy.name)
    assert await till.version() == copy.name


async def test_what_was_agreed_stays_to_the_letter(till: Shopkeeper, desk: Path) -> None:
    before = await till.sale()
    noted = to_metadata(before)
    await till.terms.promise(Cancellation(7, prepaid_back=False, refund_days=30))
    copy = await edited(till, desk, "Débiter le solde", "Chez nous, le solde")
    await till.terms.add(copy)
    after = await till.sale()
    assert after.wording.version == copy.name
    assert "7" in after.wording.full
    assert "reste acquis au commerçant" in after.wording.full
    kept = (await till.consent.agreement(before.id)).agreement
    assert kept == before
    assert to_metadata(kept) == noted
    assert text_hash(kept.wording.full) == kept.wording.sha256
    assert kept.scope.cancellation == Cancellation(0, prepaid_back=True, refund_days=14)
    assert await till.ledger.read(wrong_in_ledger) == ""


async def test_every_finding_is_told_and_nothing_is_taken_over(
    till: Shopkeeper, desk: Path
) -> None:
    copy = await edited(till, desk, "{total}", "ce qui a été dit")
    shared = copy / "en" / "shared.toml"
    shared.write_text(shared.read_text("utf-8").replace("refund =", "refound ="), "utf-8")
    (copy / "en" / "top_up.toml").write_text("title = ", "utf-8")
    (copy / "fr" / "top_up.toml").write_bytes(b"#" * (LONGEST_FILE + 1))
    result = await till.terms.add(copy)
    assert isinstance(result, NotAdded)
    told = {(one.lack, one.what, one.language, one.purpose) for one in result.found}
    assert (Lack.BOUND, "total", "fr", Purpose.BALANCE) in told
    assert {
        (Lack.PART, "refund", "en", purpose) for purpose in Purpose if purpose != "top_up"
    } <= told
    files = {what for lack, what, *_ in told if lack is Lack.FILE}
    assert files == {"en/top_up.toml", "fr/top_up.toml"}
    assert not any(one.purpose is Purpose.TOP_UP for one in result.found), "said once"
    assert await till.version() == CURRENT
    assert not (till.folder / "terms").exists()


@pytest.mark.parametrize("file", ["en/shared.toml", "fr/instalments.toml"])
async def test_a_file_that_is_missing_is_told_as_one_thing(
    till: Shopkeeper, desk: Path, file: str
) -> None:
    copy = await till.terms.save_copy(CURRENT, desk)
    (copy / file).unlink()
    result = await till.terms.add(copy)
    assert isinstance(result, NotAdded)
    assert [(one.lack, one.what) for one in result.found] == [(Lack.ABSENT, file)]


async def test_a_folder_of_something_else_is_told_in_few_words(
    till: Shopkeeper, desk: Path
) -> None:
    result = await till.terms.add(desk)
    assert isinstance(result, NotAdded)
    assert {one.lack for one in result.found} == {Lack.ABSENT}
    assert len(result.found) == 10


@pytest.mark.parametrize("name", ["Chez Zoé", VERSION, ".hidden", "x" * 41])
async def test_a_name_that_can_t_be_one(till: Shopkeeper, desk: Path, name: str) -> None:
    shutil.copytree(resource_dir() / "terms" / CURRENT, desk / name)
    result = await till.terms.add(desk / name)
    assert isinstance(result, NotAdded)
    assert [(one.lack, one.what) for one in result.found] == [(Lack.NAME, name)]


async def test_a_version_here_is_never_overwritten(till: Shopkeeper, desk: Path) -> None:
    copy = await edited(till, desk, "Débiter le solde", "Chez nous, le solde")
    await till.terms.add(copy)
    agreed = await till.sale()
    again = await till.terms.add(copy)
    assert isinstance(again, NotAdded)
    assert again.found[0].lack is Lack.NAME
    assert (await till.sale()).wording == agreed.wording
    assert (await till.terms.save_copy(copy.name, desk)).name == f"{copy.name}-2"


async def test_an_earlier_wording_that_says_not_how_often_is_not_for_new_ones(
    till: Shopkeeper,
) -> None:
    usable = {one.name: one.usable for one in await till.terms.versions()}
    assert usable == {VERSION: False, CURRENT: True}
    with pytest.raises(UserError, match=r"terms\.says_not_how_often"):
        await till.terms.use(VERSION)
    assert await till.version() == CURRENT


async def test_a_chosen_wording_that_is_gone_is_not_quietly_replaced(
    till: Shopkeeper, desk: Path
) -> None:
    copy = await edited(till, desk, "Débiter le solde", "Chez nous, le solde")
    await till.terms.add(copy)
    shutil.rmtree(till.folder / "terms")
    with pytest.raises(UserError, match=r"terms\.unknown"):
        await till.sale()
    gone = (await till.terms.versions())[-1]
    assert (gone.name, gone.current, gone.usable) == (copy.name, True, False)


async def test_a_folder_that_can_t_be_made_changes_nothing(till: Shopkeeper, desk: Path) -> None:
    copy = await edited(till, desk, "Débiter le solde", "Chez nous, le solde")
    (till.folder / "terms").write_text("a file in the way", "utf-8")
    with pytest.raises(EnvironmentFault, match=r"terms\.not_copied"):
        await till.terms.add(copy)
    assert await till.version() == CURRENT


@pytest.mark.parametrize("bad", [(-1, 14), (366, 14), (0, 0), (0, 366)])
async def test_promises_that_can_t_be_kept(till: Shopkeeper, bad: tuple[int, int]) -> None:
    with pytest.raises(UserError, match=r"settings\.bad_value"):
        await till.terms.promise(Cancellation(bad[0], prepaid_back=True, refund_days=bad[1]))
    assert till.terms.cancellation() == Cancellation(0, prepaid_back=True, refund_days=14)


@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.parametrize(
    ("language", "named", "days"), [("fr", "Vélo", "jours"), ("en", "bicycle", "days")]
)
async def test_a_preview_shows_the_shops_own_figures(
    till: Shopkeeper, purpose: Purpose, language: str, named: str, days: str
) -> None:
    await till.terms.promise(Cancellation(3, prepaid_back=True, refund_days=9))
    shown = await till.terms.preview(CURRENT, language, purpose)
    text = shown.full.replace("\u00a0", " ")
    assert "Atelier Zoé" in text
    assert f"9 {days}" in text
    if purpose is not Purpose.NEXT_TIME:
        assert named in text
        assert f"3 {days}" in text
