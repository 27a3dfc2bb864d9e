"""A hostile page in the view of the checkout: nothing of it gets out, by any way there is."""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.ui.webview.conftest import DoubleServer
from tests.ui.webview.listeners import Listeners, listening

_HERE = Path(__file__).parent
_SCRIPT = (_HERE / "hostile.js").read_text("utf-8")


def _network() -> list[str]:
    """The names of the ways that lead to a port."""
    block = _SCRIPT[_SCRIPT.index("const network = {") : _SCRIPT.index("const schemes = {")]
    return re.findall(r"^    (\w+): ", block, re.MULTILINE)


@dataclass
class Came:
    """What the page told, and who heard from it."""

    told: Mapping[str, Any]
    listeners: Listeners


def run_hostile(how: str, stripe_js: str, *, prepared: bool = True) -> Came:
    """The page in a process of its own, so that what the engine is told before it starts counts."""
    with listening(_network()) as listeners:
        given = {"how": how, "ports": listeners.ports, "stripe_js": stripe_js, "prepared": prepared}
        program = [sys.executable, "-m", "tests.ui.webview.hostile_program", json.dumps(given)]
        done = subprocess.run(
            program, capture_output=True, text=True, timeout=110, check=False, cwd=_HERE.parents[2]
        )
        assert done.returncode == 0, done.stderr[-3000:]
        told = json.loads(done.stdout.splitlines()[-1])
        return Came(told, listeners)


KNOWN = frozenset(
    {
        "preconnect", "preconnect_anonymous", "preconnect_secure",
        "rtc_tcp_in_frame", "rtc_tls_in_frame",
    }
)  # fmt: skip
"""What nothing in Qt can close (decision 0023). When one of them closes, these tests say so."""
NOWHERE = frozenset({"dns_prefetch", "manifest", "ping", "prerender", "shared_worker", "worker"})
"""Ways that lead nowhere in a plain view either: refused by the engine itself, or told to a name
server only."""


@pytest.mark.parametrize(
    ("how", "also"), [("checkout", set()), ("bare", {"web_transport"}), ("gap", {"web_transport"})]
)
def test_nothing_leaves(how: str, also: set[str], double: DoubleServer) -> None:
    """With all rules of the page in force; with the gate alone; with one port allowed to it."""
    came = run_hostile(how, f"{double.url}/stripe.js")
    told, listeners = came.told, came.listeners
    assert set(told["tried"]) == set(told["names"])
    assert set(told["network"]) == set(listeners.ports)
    allowed = {"xhr"} if how == "gap" else set()
    assert listeners.reached - allowed == KNOWN | also
    assert allowed <= set(listeners.said)
    # a connection that is opened ahead carries nothing of the page
    assert not {"preconnect", "preconnect_anonymous"} & set(listeners.said)
    assert double.asked == []
    assert told["started"] == []
    assert told["clipboard"] == "the cashier's"
    assert told["seen"] == 1
    assert "/checkout" in told["here"]
    kept = {name for name, came_of_it in told["found"].items() if came_of_it == "kept"}
    offers = {name for name in told["network"] if name.startswith("rtc_")}
    assert kept - offers <= allowed
    assert told["blocked"]["permission"] >= 4


def test_nothing_leaves_from_where_stripes_own_page_is(double: DoubleServer) -> None:
    """The gate alone, as with "bare": what rules its server gives with it are Stripe's."""
    double.pages["/c/pay/x"] = "<body style='height: 100vh'>hosted<input style='width: 300px'>"
    came = run_hostile("hosted", f"{double.url}/stripe.js")
    told = came.told
    assert set(told["tried"]) == set(told["names"])
    assert came.listeners.reached == KNOWN | {"web_transport"}
    assert not {"preconnect", "preconnect_anonymous"} & set(came.listeners.said)
    assert double.asked == []
    assert told["started"] == []
    assert told["clipboard"] == "the cashier's"
    assert told["seen"] == 1
    assert told["here"].startswith(double.url + "/c/pay/x")
    assert told["blocked"]["navigation"] >= 4
    assert told["blocked"]["permission"] >= 4


def test_the_ways_lead_somewhere(double: DoubleServer) -> None:
    """Each is a real attempt: in a plain view of Qt's all but a few arrive."""
    came = run_hostile("open", f"{double.url}/stripe.js", prepared=False)
    assert came.listeners.reached >= set(came.listeners.ports) - NOWHERE
    assert came.told["windows"] >= 4
    assert came.told["downloads"] >= 1


def test_datagrams_are_cut_by_what_the_engine_is_told(double: DoubleServer) -> None:
    """Without it a frame of the page's own, where no script of the till runs, reaches anybody by
    WebRTC: what was thought to be closed."""
    came = run_hostile("checkout", f"{double.url}/stripe.js", prepared=False)
    udp = {"rtc_stun_in_frame", "rtc_turn_in_frame"}
    assert set(came.listeners.datagrams) == udp
    assert came.listeners.reached == KNOWN | udp
