"""Contrast and sizes of the tokens, by computation (WCAG 2.2; PRODUCT, section 4)."""

from dataclasses import astuple

import pytest

from ui.theme.tokens import KINDS, SIZE, TRAINING, TYPE, Colours, ThemeName, contrast, theme

TEXT = 4.5
CONTROL = 3.0
_NAMES: tuple[ThemeName, ...] = ("light", "dark")
THEMES = [
    pytest.param(theme(name, training=training).colours, id=f"{name}{'-training' * training}")
    for name in _NAMES
    for training in (False, True)
]


def test_contrast_of_the_extremes() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == pytest.approx(1)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("colours", THEMES)
def test_text_is_readable_on_every_ground(colours: Colours) -> None:
    for ground in (colours.ground, colours.surface, colours.raised, colours.selected):
        for text in (colours.ink, colours.muted, colours.accent):
            assert contrast(text, ground) >= TEXT, (text, ground)


@pytest.mark.parametrize("colours", THEMES)
def test_controls_and_focus_stand_out(colours: Colours) -> None:
    for ground in (colours.ground, colours.surface):
        for mark in (colours.edge, colours.focus, colours.primary.fill, colours.danger.fill):
            assert contrast(mark, ground) >= CONTROL, (mark, ground)


@pytest.mark.parametrize("colours", THEMES)
def test_words_on_filled_buttons(colours: Colours) -> None:
    for solid in (colours.primary, colours.danger):
        for fill in (solid.fill, solid.hover, solid.pressed):
            assert contrast(solid.text, fill) >= TEXT, fill


@pytest.mark.parametrize("colours", THEMES)
def test_messages_of_every_kind(colours: Colours) -> None:
    for kind in KINDS:
        tone = colours.tone(kind)
        assert contrast(tone.text, tone.fill) >= TEXT, kind
        assert contrast(tone.mark, tone.fill) >= CONTROL, kind
        for ground in (colours.ground, colours.surface):
            # the status line and inline errors write in this colour
            assert contrast(tone.mark, ground) >= TEXT, kind


def test_kinds_differ_in_colour() -> None:
    for name in _NAMES:
        colours = theme(name, training=False).colours
        assert len({astuple(colours.tone(kind)) for kind in KINDS}) == len(KINDS)


def test_training_can_be_read_and_seen() -> None:
    assert contrast(TRAINING.band_text, TRAINING.band) >= 7
    assert contrast(TRAINING.band_text, TRAINING.band_stripe) >= 7
    for name in _NAMES:
        plain, practice = theme(name, training=False), theme(name, training=True)
        assert plain.colours.ground != practice.colours.ground
        assert contrast(practice.watermark, practice.colours.ground) >= 1.08


@pytest.mark.parametrize("name", _NAMES)
def test_text_over_the_watermark_is_readable(name: ThemeName) -> None:
    practice = theme(name, training=True)
    colours = practice.colours
    marks = [colours.tone(kind).mark for kind in KINDS]
    for text in (colours.ink, colours.muted, colours.accent, *marks):
        assert contrast(text, practice.watermark) >= TEXT, text
    for mark in (colours.edge, colours.focus):
        assert contrast(mark, practice.watermark) >= CONTROL, mark


def test_sizes_for_fingers_and_distance() -> None:
    assert min(SIZE.target, SIZE.field, SIZE.button, SIZE.row) >= 48
    assert TYPE.body >= 20, "16 arcmin at 80 cm"
    assert min(TYPE.strong, TYPE.title, TYPE.display) >= 25, "20 arcmin at 80 cm"
