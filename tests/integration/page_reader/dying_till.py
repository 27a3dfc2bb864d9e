"""A process with a page reader, to be killed: says the reader's process id, then waits."""

import asyncio
import sys

from pos_app.page_reader.process import PageReader
from pos_app.settings.environment import training_environment


async def main() -> None:
    url, secret_key = sys.argv[1:]
    reader = await PageReader.start(training_environment(url, secret_key, ""))
    sys.stdout.write(f"{reader.pid}\n")
    sys.stdout.flush()
    await asyncio.sleep(600)


if __name__ == "__main__":
    asyncio.run(main())
