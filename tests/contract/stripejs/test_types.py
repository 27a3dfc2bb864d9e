"""The checkout page and the stand-in's Stripe.js against the official declarations."""

import json
import re
from pathlib import Path

import pytest

from pos_app.training.server.app import stripe_js
from tests.helpers.node import ROOT, installed, tsc

HERE = Path(__file__).parent
ASSETS = ROOT / "pos_app" / "training" / "assets"
PAGE = ROOT / "resources" / "checkout"

pytestmark = pytest.mark.timeout(300)  # the first run on a machine fetches the compiler


@pytest.fixture(scope="module")
def modules() -> Path:
    return installed(HERE)


def check(modules: Path, folder: Path, base: str, files: list[Path]) -> tuple[int, str]:
    """Type-check `files` under the settings of `base`."""
    project = folder / "tsconfig.json"
    project.write_text(
        json.dumps(
            {"extends": (HERE / base).as_posix(), "include": [path.as_posix() for path in files]}
        ),
        "utf-8",
    )
    return tsc(modules, project)


@pytest.mark.parametrize("project", ["tsconfig.standin.json", "tsconfig.page.json"])
def test_keeps_to_the_official_declarations(modules: Path, project: str) -> None:
    code, complaints = tsc(modules, HERE / project)
    assert code == 0, complaints


@pytest.mark.parametrize("project", ["tsconfig.standin.json", "tsconfig.page.json"])
def test_every_script_is_looked_at(modules: Path, project: str) -> None:
    folder = ASSETS if "standin" in project else PAGE
    settings = json.loads((HERE / project).read_text("utf-8"))
    patterns = [HERE / pattern for pattern in settings["include"]]
    covered = {path for p in patterns for path in (p.resolve(), *_matches(p))}
    scripts = set(folder.rglob("*.js"))
    assert scripts
    assert scripts <= covered
    assert not [path for path in scripts if "@ts-nocheck" in path.read_text("utf-8")]


def _matches(pattern: Path) -> set[Path]:
    base, star, tail = pattern.as_posix().partition("**/")
    return {path.resolve() for path in Path(base).resolve().rglob(tail)} if star else set()


WRONG_CALLS = {
    "an answer that is no boolean": "await actions.confirm({savePaymentMethod: 'yes'});",
    "an option of the wrong name": "await actions.confirm({save: true});",
    "an action that isn't there": "await actions.pay();",
    "a card read off the element": "sdk.createPaymentElement().value;",
    "an unknown setting": (
        "stripe.initCheckoutElementsSdk({clientSecret: '', elementsOptions:"
        " {savedPaymentMethod: {enableSave: 'always'}}});"
    ),
    "an error told by the wrong code": (
        "const r = await actions.confirm(); if (r.type === 'error' && r.error.code === 'declined')"
        " r.error.message;"
    ),
}
CALLER = """
async function call() {
  const stripe = Stripe('pk_test_x', {locale: 'fr'});
  const sdk = stripe.initCheckoutElementsSdk({clientSecret: ''});
  const loaded = await sdk.loadActions();
  if (loaded.type === 'error') throw new Error(loaded.error.message);
  const {actions} = loaded;
  await actions.confirm({savePaymentMethod: true, redirect: 'if_required'});
  // HERE
}
call();
"""


def test_a_right_call_passes(modules: Path, tmp_path: Path) -> None:
    (tmp_path / "call.js").write_text(CALLER, "utf-8")
    code, complaints = check(
        modules, tmp_path, "tsconfig.page.json", [tmp_path / "call.js", HERE / "page.d.ts"]
    )
    assert code == 0, complaints


@pytest.mark.parametrize("call", WRONG_CALLS.values(), ids=WRONG_CALLS.keys())
def test_a_wrong_call_is_caught(modules: Path, tmp_path: Path, call: str) -> None:
    (tmp_path / "call.js").write_text(CALLER.replace("// HERE", call), "utf-8")
    code, complaints = check(
        modules, tmp_path, "tsconfig.page.json", [tmp_path / "call.js", HERE / "page.d.ts"]
    )
    assert code != 0
    assert re.search(r"call\.js\(9,", complaints), complaints


def test_joined_into_one_script_it_still_keeps_to_them(modules: Path, tmp_path: Path) -> None:
    """Rooms are checked one beside another; only joined do loose ends show."""
    (tmp_path / "stripe.js").write_text(stripe_js(), "utf-8")
    code, complaints = check(
        modules,
        tmp_path,
        "tsconfig.standin.json",
        [tmp_path / "stripe.js", HERE / "conformance.ts"],
    )
    assert code == 0, complaints


WRONG_STANDINS = {
    "another error code": (
        "code: 'paymentFailed', paymentFailed:",
        "code: 'failed', paymentFailed:",
    ),
    "a missing action": ("validateElements: () => validate(checkout),", ""),
    "a session that may be missing": (
        "getSession: () => checkout.snapshot(),",
        "getSession: () => checkout.session,",
    ),
    "a member nobody listed": (
        "| 'getTermsElement' | 'createTermsElement'>",
        "| 'getTermsElement' | 'createTermsElement' | 'getTaxIdElement'>",
    ),
    "a leftover nobody uses": ("const MOST_CHALLENGES = 3;", "const MOST_CHALLENGES = 3, X = 1;"),
    "a result without its type": ("{ type: 'success', session: checkout.snapshot() };", "{};"),
}


@pytest.mark.parametrize("change", WRONG_STANDINS.values(), ids=WRONG_STANDINS.keys())
def test_a_stand_in_of_another_shape_is_caught(
    modules: Path, tmp_path: Path, change: tuple[str, str]
) -> None:
    right = stripe_js()
    assert change[0] in right
    (tmp_path / "stripe.js").write_text(right.replace(*change), "utf-8")
    code, _ = check(
        modules,
        tmp_path,
        "tsconfig.standin.json",
        [tmp_path / "stripe.js", HERE / "conformance.ts"],
    )
    assert code != 0


def test_the_lock_file_names_no_host() -> None:
    for name in ("package.json", "package-lock.json", ".npmrc"):
        assert "://" not in (HERE / name).read_text("utf-8")


def test_the_stand_in_knows_no_address_of_stripes() -> None:
    for path in (*ASSETS.rglob("*.js"), *ASSETS.rglob("*.html"), *ASSETS.rglob("*.css")):
        assert "stripe.com" not in path.read_text("utf-8"), path
