"""`dev.py fuzz`: spoilt replies into the gateway and spoilt inputs into what reads them."""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from pos_app.training.process import StandIn
from tests.fuzz import gateway, inputs, money
from tests.fuzz.calls import recorded
from tests.helpers.standin import StandInHandle

_STORIES_IN = 25
"""One charge over a bad line for so many replies: it takes some twenty of them."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="dev.py fuzz", description=__doc__)
    parser.add_argument("--runs", type=int, default=50_000, help="of replies, and of each input")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="the reply of this number alone")
    options = parser.parse_args()
    found: list[str] = []
    begun = time.perf_counter()
    if options.only is None:
        found += inputs.fuzz(options.runs, options.seed)
        kinds = len(inputs.CHECKS) + 1
        print(f"{options.runs} inputs of each of {kinds} kinds, {len(found)} wrong", flush=True)
    with tempfile.TemporaryDirectory(prefix="till-fuzz-") as folder:
        process = StandIn.start_now(Path(folder) / "stripe.db", customers=0)
        try:
            found += asyncio.run(_over_http(StandInHandle(process), Path(folder), options))
        finally:
            process.stop_now()
    for one in found[:40]:
        print(one)
    print(f"{len(found)} wrong, {time.perf_counter() - begun:.0f} s")
    return 1 if found else 0


async def _over_http(
    standin: StandInHandle, folder: Path, options: argparse.Namespace
) -> list[str]:
    calls = await recorded(standin.url, standin.secret_key, standin.publishable_key)
    keys = (standin.secret_key, standin.publishable_key)
    tally = await gateway.fuzz(calls, options.runs, options.seed, keys, options.only)
    print(
        f"{tally.calls} replies to {len(calls)} kinds of calls: {dict(tally.outcomes)}", flush=True
    )
    found = list(tally.found)
    if options.only is None:
        stories = max(1, options.runs // _STORIES_IN)
        played = await money.play(standin, folder, stories, options.seed, print)
        print(f"{stories} charges over a bad line: {dict(played.told)}", flush=True)
        found += played.found
    return found


if __name__ == "__main__":
    sys.exit(main())
