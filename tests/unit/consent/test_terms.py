"""The wording: complete in both languages, with the sale's figures, a shop's own checked."""

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pos_app.consent.model import REPEATED, Interval, Purpose, Scope, Subject, Unit, text_hash
from pos_app.consent.terms import section_of
from pos_app.consent.terms_files import TermsLibrary, check_folder
from pos_app.kernel.errors import Bug, UserError
from pos_app.kernel.ids import PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.kernel.paths import resource_dir
from tests.helpers.agreements import CURRENT, MONTHLY, SUBJECT, VERSION, a_scope

SHIPPED = resource_dir() / "terms" / CURRENT
LIBRARY = TermsLibrary()
NB = "\u00a0"


def charged_later(purpose: Purpose, **changes: Any) -> Scope:
    """As a sale asks for one today."""
    repeated = purpose in REPEATED
    return a_scope(purpose, **({"interval": MONTHLY} if repeated else {}), **changes)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("purpose", Purpose)
def test_every_part_is_said_with_nothing_left_to_fill(language: str, purpose: Purpose) -> None:
    wording = LIBRARY.render(CURRENT, language, charged_later(purpose), SUBJECT)
    assert "{" not in wording.full
    assert wording.full.startswith(f"{wording.title}\n\n{wording.short}\n\n")
    assert SUBJECT.shop_name in wording.short
    assert "1 rue des Lilas, 75011 Paris" in wording.full
    assert len(wording.short) < 260, "read at a glance"
    assert wording.sha256 == text_hash(wording.full)
    parts = LIBRARY.load(CURRENT).parts(language, purpose)
    for heading in ("timing", "amount", "end", "cancellation", "refund", "rights"):
        assert f"\n\n{parts[f'{heading}_heading']}\n" in wording.full


def test_figures_are_those_of_the_sale_in_the_language() -> None:
    scope = charged_later(Purpose.TOP_UP, cap_minor=123_450, total_minor=500_000, count=7)
    french = LIBRARY.render(CURRENT, "fr", scope, SUBJECT).full
    english = LIBRARY.render(CURRENT, "en", scope, SUBJECT).full
    assert f"1\u202f234,50{NB}€" in french
    assert "31 déc. 2035" in french
    assert "€1,234.50" in english
    assert "€5,000.00" in english
    assert "at most 7" in english
    assert "31 Dec 2035" in english


@pytest.mark.parametrize(
    ("every", "unit", "french", "english"),
    [
        (1, Unit.DAY, "tous les jours", "every day"),
        (1, Unit.WEEK, "toutes les semaines", "every week"),
        (2, Unit.WEEK, f"toutes les 2{NB}semaines", f"every 2{NB}weeks"),
        (1, Unit.MONTH, "tous les mois", "every month"),
        (3, Unit.MONTH, f"tous les 3{NB}mois", f"every 3{NB}months"),
    ],
)
@pytest.mark.parametrize("purpose", sorted(REPEATED))
def test_how_often_is_read_at_a_glance_and_in_full(
    purpose: Purpose, every: int, unit: Unit, french: str, english: str
) -> None:
    scope = a_scope(purpose, interval=Interval(every, unit))
    for language, words in (("fr", french), ("en", english)):
        wording = LIBRARY.render(CURRENT, language, scope, SUBJECT)
        assert words in wording.short
        assert words in section_of(wording.full, "timing")


@pytest.mark.parametrize("purpose", sorted(REPEATED))
def test_how_often_is_never_left_out(purpose: Purpose) -> None:
    """Neither by a sale that doesn't say, nor by a wording that doesn't."""
    for version, scope in (
        (CURRENT, a_scope(purpose)), (VERSION, a_scope(purpose, interval=MONTHLY)),
    ):  # fmt: skip
        with pytest.raises(UserError, match=r"terms\.figure_missing") as refusal:
            LIBRARY.render(version, "fr", scope, SUBJECT)
        assert refusal.value.params == {"figure": "interval"}


@pytest.mark.parametrize(
    ("purpose", "digest"),
    [
        (Purpose.NEXT_TIME, "1bdc6ed99aed3328883f22c652cdfabbb17a314a9ca7de27c039f250fd47dc39"),
        (Purpose.BALANCE, "3fee37cf119d799eafbfd7254b987ac7a41550fddd54a5377c026eb0b303cca8"),
        (Purpose.INSTALMENTS, "87aee29e09a4a43958e0d3226102d8abaefffafb28704ac22c86f6d5d26176e4"),
        (Purpose.TOP_UP, "94cd3a4cb89eb5a590b3ffd22840ae4472877b465a18cb2d18387887f04b7802"),
    ],
)
def test_the_earlier_wording_is_what_it_was(purpose: Purpose, digest: str) -> None:
    """An agreement of then is made again to the letter, from figures that name no interval."""
    wording = LIBRARY.render(VERSION, "fr", a_scope(purpose), SUBJECT)
    assert wording.sha256 == digest


def test_the_same_sale_is_the_same_text_and_another_is_not() -> None:
    scope = a_scope()
    one = LIBRARY.render(CURRENT, "fr", scope, SUBJECT)
    assert LIBRARY.render(CURRENT, "fr", scope, SUBJECT) == one
    for other in (replace(scope, cap_minor=4_999), replace(scope, count=2)):
        assert LIBRARY.render(CURRENT, "fr", other, SUBJECT).sha256 != one.sha256


def test_which_card_is_meant() -> None:
    labelled = replace(SUBJECT, card_label="Visa •••• 4242")
    card = PaymentMethodId("pm_1")
    said = {
        LIBRARY.render(CURRENT, "en", scope, subject).short.count(words)
        for scope, subject, words in [
            (a_scope(card=card), labelled, "your card Visa •••• 4242"),
            (a_scope(card=None), SUBJECT, "the card you pay with today"),
            (a_scope(), labelled, "any of your saved cards"),
        ]
    }
    assert said == {1}


def said_of(section: str, scope: Scope, subject: Subject = SUBJECT) -> str:
    return section_of(LIBRARY.render(CURRENT, "en", scope, subject).full, section)


def test_the_policy_is_told_as_it_is() -> None:
    scope = a_scope()
    policy = scope.cancellation
    assert "up to 2 days before" in said_of("cancellation", scope)
    at_once = replace(scope, cancellation=replace(policy, notice_days=0))
    assert "until the charge is made" in said_of("cancellation", at_once)
    assert "at any moment" not in said_of("cancellation", scope), "there is one notice, not two"
    assert "within 14 days" in said_of("refund", scope)
    assert "is given back.\n" in said_of("refund", scope)
    kept = replace(scope, cancellation=replace(policy, prepaid_back=False))
    assert "is kept by the shop" in said_of("refund", kept)
    nothing_paid = replace(SUBJECT, prepaid=None)
    assert "in advance" not in said_of("refund", charged_later(Purpose.TOP_UP), nothing_paid)


def test_a_section_is_found_whatever_was_typed_into_the_sale() -> None:
    subject = replace(SUBJECT, description="A bicycle\n\n\nIf you change your mind\n\nnothing")
    assert said_of("cancellation", a_scope(), subject) == said_of("cancellation", a_scope())
    assert said_of("purpose", a_scope(), subject).count("\n") == 3
    assert section_of("", "refund") == ""
    with pytest.raises(Bug):
        section_of("text", "nonsense")


def test_a_shop_without_a_name_makes_no_agreement() -> None:
    with pytest.raises(UserError, match=r"terms\.no_merchant") as refusal:
        LIBRARY.render(CURRENT, "fr", a_scope(), replace(SUBJECT, shop_name="  "))
    assert refusal.value.field == "shop_name"


def test_a_balance_without_what_was_paid_names_the_missing_figure() -> None:
    with pytest.raises(UserError, match=r"terms\.figure_missing") as refusal:
        LIBRARY.render(CURRENT, "fr", a_scope(), replace(SUBJECT, prepaid=None))
    assert refusal.value.params == {"figure": "prepaid"}


def test_amounts_of_a_currency_without_decimals() -> None:
    scope = charged_later(Purpose.TOP_UP, currency="jpy", cap_minor=500, total_minor=1_000, count=2)
    subject = replace(SUBJECT, prepaid=Money(100, "jpy"))
    assert "JP¥500" in LIBRARY.render(CURRENT, "en", scope, subject).full


# A shop's own.


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A shop's folder with a whole version of its own."""
    shutil.copytree(SHIPPED, tmp_path / "terms" / "shop-1")
    return tmp_path / "terms"


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_shops_own_version_is_for_new_agreements(own: Path) -> None:
    change(own / "shop-1" / "en" / "balance.toml", "Charge the balance", "Chez nous: the balance")
    library = TermsLibrary(own)
    assert list(library.versions()) == [VERSION, CURRENT, "shop-1"]
    current = library.current()
    assert (current.version, current.own) == ("shop-1", True)
    wording = library.render(current.version, "en", a_scope(), SUBJECT)
    assert wording.title.startswith("Chez nous")
    assert wording.version == "shop-1"


def test_without_a_folder_of_its_own_the_programs_is_taken(tmp_path: Path) -> None:
    current = TermsLibrary(tmp_path / "missing").current()
    assert (current.version, current.own) == (CURRENT, False)


def test_each_missing_part_is_named(own: Path) -> None:
    folder = own / "shop-1"
    change(folder / "fr" / "balance.toml", "timing =", "timming =")
    change(folder / "fr" / "shared.toml", "refund =", "refound =")
    change(folder / "en" / "top_up.toml", "{cap}", "a fair amount")
    change(folder / "en" / "top_up.toml", "{description}", "{product}")
    change(folder / "fr" / "instalments.toml", "{interval}", "de temps en temps")
    (folder / "en" / "instalments.toml").unlink()
    with pytest.raises(UserError, match=r"terms\.incomplete") as refusal:
        check_folder(folder)
    missing = str(refusal.value.params["missing"]).split("; ")
    assert "fr/balance: timing" in missing
    assert {f"fr/{purpose}: refund" for purpose in Purpose} <= set(missing)
    assert {"en/top_up: {cap}", "en/top_up: {product}"} <= set(missing)
    assert "en/instalments: purpose" in missing
    assert "fr/instalments: {interval}" in missing
    assert not any(part.startswith(("en/balance", "en/next_time")) for part in missing)


@pytest.mark.parametrize("part", ["card", "cancellation_notice", "bank", "refund_prepaid_kept"])
def test_a_bound_that_isnt_always_read_is_missing(own: Path, part: str) -> None:
    folder = own / "shop-1" / "en"
    change(folder / "balance.toml", "{total}", "what was said")
    file = folder / "shared.toml"
    file.write_text(re.sub(rf'(?m)^({part} = ".*)"$', r'\1 {total}"', file.read_text("utf-8")))
    assert " {total}" in file.read_text("utf-8")
    with pytest.raises(UserError, match=r"terms\.incomplete") as refusal:
        check_folder(own / "shop-1")
    assert "en/balance: {total}" in str(refusal.value.params["missing"]).split("; ")


def test_a_heading_names_figures_and_shifts_no_section(own: Path) -> None:
    file = own / "shop-1" / "en" / "balance.toml"
    change(file, "{total}", "what was said")
    change(file, 'amount_heading = "', 'amount_heading = "At most {total}\\n\\n')
    full = TermsLibrary(own).render("shop-1", "en", a_scope(), SUBJECT).full
    assert section_of(full, "amount").startswith("At most €50.00\n")
    assert section_of(full, "cancellation") == said_of("cancellation", a_scope())


@pytest.mark.parametrize(
    "words", ["42", '""', "'  '", '"{shop.__class__}"', '"{shop"', '"{shop:>9}"', '"{}"']
)
def test_what_is_no_part_is_not_taken_for_one(own: Path, words: str) -> None:
    file = own / "shop-1" / "fr" / "shared.toml"
    change(file, 'merchant = "{shop}"', f"merchant = {words}")
    with pytest.raises(UserError, match=r"terms\.incomplete"):
        TermsLibrary(own).load("shop-1")


def test_a_file_that_is_no_toml_is_named(own: Path) -> None:
    (own / "shop-1" / "en" / "top_up.toml").write_text("title = ", "utf-8")
    with pytest.raises(UserError, match=r"terms\.unreadable") as refusal:
        TermsLibrary(own).load("shop-1")
    assert refusal.value.params == {"version": "shop-1", "file": "en/top_up.toml"}


def test_a_shop_cant_take_the_programs_name(own: Path) -> None:
    (own / "shop-1").rename(own / CURRENT)
    with pytest.raises(UserError, match=r"terms\.name_taken"):
        TermsLibrary(own).load(CURRENT)


@pytest.mark.parametrize("version", ["1999-01", "../terms", ""])
def test_a_version_that_isnt_there(own: Path, version: str) -> None:
    with pytest.raises(UserError, match=r"terms\.unknown"):
        TermsLibrary(own).load(version)
