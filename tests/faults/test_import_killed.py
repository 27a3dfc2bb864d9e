"""A real process that imports, killed while it does: everyone is made once, nobody is lost."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pos_app.settings.environment import training_environment
from pos_app.stripe_gateway.gateway import StripeGateway
from tests.helpers.standin import StandInHandle

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")

ROWS = 60
ROOT = Path(__file__).parents[2]


def run(folder: Path, standin: StandInHandle, lines: int) -> bool:
    """Start the import and kill it after so many lines; whether it ended by itself before."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.import_process", str(folder), standin.url,
         standin.secret_key, standin.publishable_key],
        stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    assert process.stdout is not None
    with process, process.stdout:
        for number, line in enumerate(process.stdout, 1):
            if line == "done\n":
                process.wait()
                assert process.returncode == 0
                return True
            if number >= lines:
                process.kill()
                break
    return False


async def test_killed_again_and_again(standin: StandInHandle, tmp_path: Path) -> None:
    rows = "".join(f"Customer {n};c{n}@example.org;N{n}\n" for n in range(ROWS))
    (tmp_path / "file.csv").write_text("Nom;E-mail;N° client\n" + rows)
    standin.scenario("lost_after", "POST /v1/customers", times=3)
    standin.scenario("status", "POST /v1/customers", status=500, when="after", times=3)
    ended = [run(tmp_path, standin, lines) for lines in (1, 2, 3, 4, 5)]
    assert ended.count(False) >= 3
    assert run(tmp_path, standin, 10_000)
    gateway = await StripeGateway.connect(
        training_environment(standin.url, standin.secret_key, standin.publishable_key)
    )
    page = await gateway.list_customers(None)
    await gateway.close()
    assert not page.more
    assert sorted(one.name for one in page.customers) == sorted(
        f"Customer {n}" for n in range(ROWS)
    )
