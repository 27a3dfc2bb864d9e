"""The command line: `pos-app` opens the till."""

import gc
import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the result is the process's exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    # What is imported stays: looking through it again and again finds no garbage.
    gc.disable()
    from pos_app.plain_start import plain_start

    plain = plain_start(given)
    if plain is not None:
        from ui.begin import begin

        return begin(plain)
    gc.enable()
    if given[:1] == ["training"]:
        from pos_app.training.cli import main as training

        return training(given[1:])
    if given == ["page-reader"]:
        from pos_app.page_reader.reader import main as page_reader

        return page_reader()
    if given[:1] in (["doctor"], ["diagnostics"]):
        from pos_app.logs.running import said_on_stderr
        from ui.doctor.command import main as doctor

        with said_on_stderr():
            return doctor(given)
    if given[:1] in (["setup"], ["keys"]):
        from pos_app.logs.running import said_on_stderr
        from ui.setting_up.command import main as setting_up

        with said_on_stderr():
            return setting_up(given)
    return _less_plain(given)


def _less_plain(given: Sequence[str]) -> int:
    from pos_app.command_line import as_start, understood

    options = understood(given)
    start = as_start(options)
    if options.command == "demo":
        from ui.light_pyside import import_pyside

        import_pyside()  # as the till does: it is a proof of that too
        from ui.demo.run import run_demo

        return run_demo(options.out, language=start.language, theme=start.theme)
    if options.command == "licences":
        from pos_app.about.model import as_one_text
        from pos_app.about.parts import parts

        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]  # names have accents
        return _print(as_one_text(parts()))
    from ui.begin import begin

    return begin(start)


def _print(text: str) -> int:
    """Whoever reads it may have read enough (`… | head`)."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        # else Python complains once more when it closes the pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
