"""A real process that imports, killed while it does: everyone is made once, nobody is lost."""

import signal
from pathlib import Path

import pytest

from pos_app.settings.environment import training_environment
from pos_app.stripe_gateway.gateway import StripeGateway
from tests.faults.program import run
from tests.helpers.standin import StandInHandle

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")

ROWS = 60
PROGRAM = "tests.faults.import_process"


async def test_killed_again_and_again(standin: StandInHandle, tmp_path: Path) -> None:
    rows = "".join(f"Customer {n};c{n}@example.org;N{n}\n" for n in range(ROWS))
    (tmp_path / "file.csv").write_text("Nom;E-mail;N° client\n" + rows)
    standin.scenario("lost_after", "POST /v1/customers", times=3)
    standin.scenario("status", "POST /v1/customers", status=500, when="after", times=3)
    ended = [run(PROGRAM, tmp_path, standin, lines) for lines in (1, 2, 3, 4, 5)]
    assert ended.count(False) >= 3
    assert run(PROGRAM, tmp_path, standin, 10_000)
    gateway = await StripeGateway.connect(
        training_environment(standin.url, standin.secret_key, standin.publishable_key)
    )
    page = await gateway.list_customers(None)
    await gateway.close()
    assert not page.more
    assert sorted(one.name for one in page.customers) == sorted(
        f"Customer {n}" for n in range(ROWS)
    )
