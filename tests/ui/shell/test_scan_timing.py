"""Scanning and typing told apart by nothing but when the keys came."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from ui.shell.scanner import LONGEST_GAP_MS, SHORTEST_CODE, ScanTiming, Verdict

printables = st.characters(min_codepoint=33, max_codepoint=126)
codes = st.text(printables, min_size=SHORTEST_CODE, max_size=60)
fast = st.integers(0, LONGEST_GAP_MS)


def feed(timing: ScanTiming, text: str, gaps: Iterable[int], start: int = 1000) -> list[Verdict]:
    """Press the keys of `text`, then Enter; `gaps` are the milliseconds before each."""
    now, verdicts = start, []
    for key, gap in zip([*text, "\r"], gaps, strict=True):
        now += gap
        verdicts.append(timing.key(key, now, suffix=key == "\r"))
    return verdicts


@given(codes, st.data())
def test_whatever_comes_fast_enough_is_a_code(text: str, data: st.DataObject) -> None:
    timing = ScanTiming()
    gaps = [500, *(data.draw(fast) for _ in text)]
    verdicts = feed(timing, text, gaps)
    assert verdicts == [Verdict.FIRST, *[Verdict.HOLD] * (len(text) - 1), Verdict.CODE]
    assert timing.code == text


@given(codes, st.data())
def test_one_pause_before_the_end_makes_it_typing_again(text: str, data: st.DataObject) -> None:
    """Nothing of the earlier part is taken into the code, and a short rest is no code."""
    timing = ScanTiming()
    at = data.draw(st.integers(1, len(text)))
    gaps = [500, *(data.draw(fast) for _ in text)]
    gaps[at] = data.draw(st.integers(LONGEST_GAP_MS + 1, 5000))
    verdicts = feed(timing, text, gaps)
    rest = text[at:]
    assert (verdicts[-1] is Verdict.CODE) is (len(rest) >= SHORTEST_CODE)
    assert timing.code == (rest if len(rest) >= SHORTEST_CODE else "")


@given(st.text(printables, min_size=1, max_size=40), st.data())
def test_hands_never_make_a_code(text: str, data: st.DataObject) -> None:
    timing = ScanTiming()
    slow = st.integers(LONGEST_GAP_MS + 1, 3000)
    verdicts = feed(timing, text, [data.draw(slow) for _ in range(len(text) + 1)])
    assert verdicts == [*[Verdict.FIRST] * len(text), Verdict.TYPED]


@given(codes)
def test_a_code_after_typing_is_only_the_code(text: str) -> None:
    timing = ScanTiming()
    for at, key in enumerate("zoe"):
        timing.key(key, 100 + at * 150)
    assert feed(timing, text, [200, *[5] * len(text)])[-1] is Verdict.CODE
    assert timing.code == text


def test_control_characters_are_no_part_of_a_code_and_do_not_make_one_longer() -> None:
    timing = ScanTiming()
    assert feed(timing, "\x1d12\x1d34", [100, *[5] * 6])[-1] is Verdict.CODE
    assert timing.code == "1234"
    assert feed(timing, "\x1d\x1d\x1d12", [100, *[5] * 5], start=9000)[-1] is Verdict.TYPED


def test_enter_alone_and_a_clock_that_went_back_are_typing() -> None:
    timing = ScanTiming()
    assert timing.key("\r", 100, suffix=True) is Verdict.TYPED
    for at, key in enumerate("12345"):
        timing.key(key, 1000 + at)
    assert timing.key("\r", 900, suffix=True) is Verdict.TYPED
