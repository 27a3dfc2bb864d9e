"""The official Node package `stripe`, unchanged but for the address, against the stand-in.

One Node process runs all the cases of the scripts beside this file; each is a test here.
"""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.endpoints import RELEASED
from tests.helpers.node import installed, node_or_skip
from tests.helpers.standin import StandInHandle

HERE = Path(__file__).parent
_RUN_S = 120

pytestmark = pytest.mark.timeout(420)  # the first run on a machine fetches the package

Results = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def results(standin_process: StandInHandle) -> Results:
    """What Node reports, by the names of the cases."""
    node = node_or_skip()
    standin_process.reset()  # tests of another file may have moved its clock
    environment = {
        **os.environ,
        "PACKAGE_FOLDER": str(installed(HERE)),
        "STANDIN_URL": standin_process.url,
        "STANDIN_KEY": standin_process.secret_key,
    }
    done = subprocess.run(
        [node, str(HERE / "run.mjs")], env=environment, capture_output=True, timeout=_RUN_S,
        check=False, encoding="utf-8", errors="replace",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return {one["name"]: one for one in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize("endpoint", RELEASED, ids=lambda e: f"{e.method} {e.path}")
def test_every_endpoint(results: Results, endpoint) -> None:
    name = f"{endpoint.method} {endpoint.path}"
    assert name in results
    assert results[name]["error"] is None, results[name]["error"]
    pattern = re.compile(re.sub(r"\{\w+\}", "[^/]+", endpoint.path) + "$")
    calls = [path for method, path in results[name]["called"] if method == endpoint.method]
    assert [path for path in calls if pattern.match(path)]


def test_every_other_case(results: Results) -> None:
    failed = [
        f"{name}\n{one['error']}"
        for name, one in results.items()
        if not _is_endpoint(name) and one["error"] is not None
    ]
    assert not failed, "\n\n".join(failed)


def test_every_class_of_error_is_met(results: Results) -> None:
    script = (HERE / "behaviour.mjs").read_text("utf-8")
    wanted = (
        "Card InvalidRequest Idempotency Authentication Permission RateLimit API Connection"
        " SignatureVerification"
    ).split()
    assert [name for name in wanted if f"errors.Stripe{name}Error" not in script] == []
    assert len([name for name in results if not _is_endpoint(name)]) > 40


def test_no_case_is_of_an_endpoint_that_isnt_there(results: Results) -> None:
    known = {f"{e.method} {e.path}" for e in RELEASED}
    assert {name for name in results if _is_endpoint(name)} == known


def _is_endpoint(name: str) -> bool:
    return re.match(r"(GET|POST|DELETE) /", name) is not None
