"""`pos-app setup` and `pos-app keys`, as a fleet's script uses them."""

import asyncio
import io
import os
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from pos_app.files import file_keys, open_ledger
from pos_app.kernel.clock import SystemClock
from pos_app.setting_up.opening import plan_for
from pos_app.setting_up.service import SettingUp
from pos_app.settings.environment import EnvironmentKind
from pos_app.settings.keys import PUBLISHABLE, REFUND, SECRET
from pos_app.settings.known_file import KnownFile
from pos_app.settings.permissions import needs_of_till
from pos_app.storage import Storage
from tests.helpers.account import Account, Keyring, setting_up
from tests.helpers.standin import StandInHandle
from ui.setting_up.command import (
    DONE,
    FAULT,
    REFUSED,
    SWITCHED_OFF,
    Console,
    main,
)

ROOT = Path(__file__).resolve().parents[3]
SETUP = (
    "setup", "--environment", "test", "--shop", "Chez Zoé", "--till", "1", "--currency", "eur",
)  # fmt: skip


class Shell:
    """Runs commands, each with what is given on its standard input."""

    def __init__(self, service: SettingUp) -> None:
        self._service = service
        self.said = ""

    def __call__(self, *arguments: str, given: str = "", language: str = "en") -> int:
        out = io.StringIO()
        spoken = [*arguments, "--language", language]
        status = main(spoken, Console(io.StringIO(given), out), self._service)
        self.said = out.getvalue()
        return status


@pytest.fixture(autouse=True)
def english_again(dress: Callable[..., None]) -> Iterator[None]:
    """A command speaks for the whole process."""
    yield
    dress()


@pytest.fixture
def account(standin: StandInHandle) -> Account:
    return Account(standin)


@pytest.fixture
def keyring() -> Keyring:
    return Keyring()


@pytest.fixture
def shell(account: Account, keyring: Keyring, tmp_path: Path) -> Shell:
    return Shell(setting_up(account, keyring, tmp_path))


def given(account: Account, *without: str) -> str:
    keys = account.keys(*without)
    return f"publishable={keys.publishable.text}\n\n restricted = {keys.secret.text}\n"


def test_a_till_is_set_up_checked_and_its_keys_replaced_and_removed(
    shell: Shell, account: Account, keyring: Keyring
) -> None:
    account.trade()
    assert shell(*SETUP, given=given(account, "refund_write")) == DONE
    assert "Refunds: write              NO          Nothing can be refunded" in shell.said
    assert "Customers: read             yes" in shell.said
    assert "works with the test account" in shell.said
    assert set(keyring.values()) == {SECRET, PUBLISHABLE}
    check = ("keys", "check", "--environment", "test")
    assert shell(*check) == SWITCHED_OFF
    refunds = account.key(permissions={"refund": "write"})
    replace = ("keys", "replace", "--environment", "test")
    assert shell(*replace, given=f"refund={refunds}\n") == DONE
    assert "Refunds: write              yes" in shell.said
    assert shell(*check) == DONE
    assert keyring.values()[REFUND] == refunds
    assert shell("keys", "remove", "--environment", "test") == DONE
    assert "At Stripe they still work" in shell.said
    assert keyring.values() == {}
    assert shell(*check) == REFUSED
    assert "no Stripe key yet" in shell.said


def test_the_files_of_a_closed_till_get_another_key(
    shell: Shell, account: Account, keyring: Keyring, tmp_path: Path
) -> None:
    assert shell(*SETUP, given=given(account)) == DONE
    rotate = ("keys", "rotate-database", "--environment", "test")
    assert shell(*rotate) == REFUSED
    assert "no till’s data" in shell.said
    folder = tmp_path / "test"
    secrets = plan_for(EnvironmentKind.TEST, tmp_path, keyring.open).secret_store()

    async def work(act: Callable[[Storage], Awaitable[object]]) -> None:
        keys = await asyncio.to_thread(file_keys, folder, secrets, os.urandom)
        ledger = open_ledger(folder, keys, SystemClock().now)
        try:
            await ledger.ready()
            await act(ledger)
        finally:
            await ledger.close()

    async def told_while_it_is_open(_ledger: Storage) -> None:
        assert await asyncio.to_thread(shell, *rotate) == FAULT

    asyncio.run(work(told_while_it_is_open))
    before = keyring.values()["database-key"]
    assert shell(*rotate) == DONE
    assert "encrypted with a new key" in shell.said
    after = keyring.values()
    assert after["database-key"] != before
    assert "database-key-next" not in after
    assert after["database-key"] not in shell.said
    asyncio.run(work(lambda ledger: ledger.ready()))


def test_no_key_is_ever_said(shell: Shell, account: Account) -> None:
    keys = given(account)
    shell(*SETUP, given=keys)
    for line in keys.splitlines():
        text = line.partition("=")[2].strip()
        assert not text or text not in shell.said


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("restricted=rk_test_abcdefgh\n", "no key here yet"),
        ("publishable=pk_test_abcdefgh\n", "no key here yet"),
        ("publishable=pk_test_abcdefgh\nrestricted=sk_" + "live_abcdefgh\n", "may do anything"),
        ("rk_test_abcdefgh\n", "not understood"),
        ("secret=rk_test_abcdefgh\n", "not understood"),
    ],
    ids=["no publishable", "no restricted", "full key", "no name", "unknown name"],
)
def test_what_was_given_wrongly_is_refused_and_nothing_kept(
    shell: Shell, keyring: Keyring, tmp_path: Path, lines: str, said: str
) -> None:
    assert shell(*SETUP, given=lines) == REFUSED
    assert said in shell.said
    assert keyring.kept == {}
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_takes_no_payment_is_refused_in_french_too(
    shell: Shell, account: Account
) -> None:
    lines = given(account, "checkout_session")
    assert shell(*SETUP, given=lines, language="fr") == REFUSED
    assert "Pages (Checkout Sessions)\u00a0: lecture" in shell.said
    assert "Rien n’a été gardé" in shell.said


def test_what_the_keys_may_do_stands_in_columns_in_french_too(
    shell: Shell, account: Account
) -> None:
    assert shell(*SETUP, given=given(account, "refund_write"), language="fr") == DONE
    found = [re.match(r"(.+: \w+ +)(oui|NON)", line) for line in shell.said.splitlines()]
    rows = [row for row in found if row is not None]
    assert len(rows) == len(needs_of_till())
    assert {len(row[1]) for row in rows} == {len(rows[0][1])}
    assert all(row[1].endswith("  ") for row in rows)


def test_no_key_replaces_nothing_and_says_so(
    shell: Shell, account: Account, keyring: Keyring
) -> None:
    """As from a script whose file was empty: "replaced" would leave a stolen key in use."""
    assert shell(*SETUP, given=given(account)) == DONE
    before = keyring.values()
    assert shell("keys", "replace", "--environment", "test", given="\n") == REFUSED
    assert "no key here yet" in shell.said
    assert keyring.values() == before


def test_a_network_that_fails_is_another_status(
    account: Account, keyring: Keyring, tmp_path: Path
) -> None:
    account.standin.scenario("nonsense", times=1000)
    shell = Shell(setting_up(account, keyring, tmp_path))
    assert shell(*SETUP, given="publishable=pk_test_abcdefgh\nrestricted=rk_test_abcdefgh") == FAULT
    account.standin.control("calm", {})
    assert "no clear answer about these keys. No money moved" in shell.said
    assert "payment was under way" not in shell.said
    assert keyring.kept == {}


def test_a_mark_before_the_first_line_is_no_part_of_it(
    shell: Shell, account: Account, keyring: Keyring
) -> None:
    """PowerShell writes one when it hands a file on."""
    assert shell(*SETUP, given="\ufeff" + given(account)) == DONE
    assert set(keyring.values()) == {SECRET, PUBLISHABLE}


@pytest.mark.parametrize("close", [None, "<&-"], ids=["another coding", "no input at all"])
def test_input_that_can_not_be_read_is_said_and_nothing_of_it_shown(
    tmp_path: Path, close: str | None
) -> None:
    lines = "publishable=pk_test_abcdefgh\nrestricted=rk_test_abcdefgh\n".encode("utf-16")
    command = [sys.executable, "-m", "pos_app", *SETUP, "--language", "en", "--data", str(tmp_path)]
    if close is not None:
        command = ["sh", "-c", f'exec "$@" {close}', "sh", *command]
    asked = subprocess.run(
        command, cwd=ROOT, input=lines, capture_output=True, check=False,
        env=os.environ | {"PYTHONIOENCODING": "utf-8:strict"},
    )  # fmt: skip
    assert asked.returncode == REFUSED, asked.stderr
    said = asked.stdout.decode()
    assert ("no key here yet" if close else "not understood") in said
    assert b"Traceback" not in asked.stderr
    assert b"abcdefgh" not in (asked.stdout + asked.stderr).replace(b"\0", b"")
    assert list(tmp_path.iterdir()) == []


def test_who_closes_the_input_at_a_question_is_refused_like_who_says_nothing(
    account: Account, keyring: Keyring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def closed(_prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr("getpass.getpass", closed)
    out = io.StringIO()
    spoken = [*SETUP, "--language", "en"]
    assert main(spoken, Console(Terminal(), out), setting_up(account, keyring, tmp_path)) == REFUSED
    assert "no key here yet" in out.getvalue()
    assert keyring.kept == {}


def test_a_key_among_the_arguments_is_not_taken() -> None:
    """Every program on the computer sees them."""
    asked = subprocess.run(
        [sys.executable, "-m", "pos_app", *SETUP, "--restricted", "rk_test_abcdefgh"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert asked.returncode == 2
    assert "unrecognized arguments" in asked.stderr


def test_the_command_line_knows_them() -> None:
    asked = subprocess.run(
        [sys.executable, "-m", "pos_app", "keys", "--help"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert asked.returncode == 0
    assert "never from arguments" in asked.stdout


def test_another_accounts_keys_are_refused_also_once_the_old_ones_are_gone(
    shell: Shell, account: Account, keyring: Keyring, tmp_path: Path
) -> None:
    """The way on is in the words: a folder of its own."""
    account.trade()
    assert shell(*SETUP, given=given(account)) == DONE
    KnownFile(tmp_path / "test").keep(account.newest_intent())
    strangers = (
        f"publishable={account.publishable(elsewhere=True)}\n"
        f"restricted={account.restricted(elsewhere=True)}\n"
    )
    assert shell("keys", "replace", "--environment", "test", given=strangers) == REFUSED
    assert "another Stripe account" in shell.said
    assert shell("keys", "remove", "--environment", "test") == DONE
    assert shell(*SETUP, given=strangers) == REFUSED
    assert "a folder of its own" in shell.said
    assert keyring.kept == {}
    assert shell(*SETUP, given=given(account)) == DONE
