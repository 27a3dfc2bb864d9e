"""Four tones: quiet, short, told apart with eyes shut, and made by ourselves to the last byte."""

import struct
import wave
from itertools import pairwise
from pathlib import Path

import pytest

from devkit import sounds
from pos_app.payments.model import OutcomeKind
from ui.sounds.tones import Tone, file_of, tone_of


def _samples(tone: Tone) -> tuple[int, list[int]]:
    with wave.open(str(file_of(tone)), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        count = file.getnframes()
        return file.getframerate(), list(struct.unpack(f"<{count}h", file.readframes(count)))


def test_the_files_are_what_our_own_generator_makes(tmp_path: Path) -> None:
    made = {file.name: file.read_bytes() for file in sounds.write(tmp_path)}
    kept = {file_of(tone).name: file_of(tone).read_bytes() for tone in Tone}
    assert kept == made


@pytest.mark.parametrize("tone", Tone)
def test_it_is_short_quiet_and_clicks_at_neither_end(tone: Tone) -> None:
    rate, swings = _samples(tone)
    assert len(swings) / rate < 0.8
    loudest = max(abs(one) for one in swings)
    assert 0.1 * 32_767 < loudest <= sounds.PEAK * 32_767 + 1
    assert abs(swings[0]) <= 1
    assert max(abs(one) for one in swings[-20:]) < 0.01 * 32_767


def test_no_two_have_the_same_number_of_sounds_and_way_they_go() -> None:
    """A cashier who hears pitches badly still tells them apart."""

    def shape(tone: Tone) -> tuple[int, ...]:
        notes = sounds.TONES[tone.value]
        return tuple((b.hertz > a.hertz) - (b.hertz < a.hertz) for a, b in pairwise(notes))

    assert len({shape(tone) for tone in Tone}) == len(Tone)
    assert shape(Tone.SUCCEEDED) == (1,)
    assert shape(Tone.DECLINED) == (-1,)


@pytest.mark.parametrize(
    ("kind", "theirs", "by_staff"),
    [
        (OutcomeKind.SUCCEEDED, Tone.SUCCEEDED, Tone.SUCCEEDED),
        (OutcomeKind.SAVED, Tone.SUCCEEDED, Tone.SUCCEEDED),
        (OutcomeKind.HELD, Tone.SUCCEEDED, Tone.SUCCEEDED),
        (OutcomeKind.DECLINED, Tone.DECLINED, Tone.DECLINED),
        (OutcomeKind.NOT_CHARGED, Tone.DECLINED, None),
        (OutcomeKind.NEEDS_CUSTOMER, Tone.NEEDS_CUSTOMER, Tone.NEEDS_CUSTOMER),
        (OutcomeKind.UNKNOWN, Tone.UNKNOWN, Tone.UNKNOWN),
        (OutcomeKind.OPEN, None, None),
    ],
)
def test_who_ends_a_payment_on_purpose_hears_no_decline(
    kind: OutcomeKind, theirs: Tone | None, by_staff: Tone | None
) -> None:
    """`theirs`: the bank or the customer ended it. Paid in the meantime is heard all the same."""
    assert tone_of(kind) is theirs
    assert tone_of(kind, by_staff=True) is by_staff


def test_what_nobody_knows_never_sounds_like_success() -> None:
    assert tone_of(OutcomeKind.UNKNOWN) is Tone.UNKNOWN
    assert tone_of(OutcomeKind.DECLINED) is Tone.DECLINED
    assert tone_of(OutcomeKind.NEEDS_CUSTOMER) is Tone.NEEDS_CUSTOMER
    good = {kind for kind in OutcomeKind if tone_of(kind) is Tone.SUCCEEDED}
    assert good == {OutcomeKind.SUCCEEDED, OutcomeKind.SAVED, OutcomeKind.HELD}
    assert tone_of(OutcomeKind.NOT_CHARGED) is Tone.DECLINED
    assert tone_of(OutcomeKind.OPEN) is None
