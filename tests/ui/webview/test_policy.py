"""The rules of the page, without a browser."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.kernel.errors import Bug
from pos_app.kernel.paths import resource_dir
from ui.theme.tokens import THEME_NAMES, theme
from ui.webview.model import PageConfig, PageEvent, parse_event
from ui.webview.page_source import PageMaker, open_call
from ui.webview.policy import Kind, origin_of, policy_for
from ui.webview.theme import page_colours

LIVE = PageConfig("https://js.stripe.com/endive/stripe.js", "pk_live_x", "fr")
TRAINING = PageConfig(
    "http://127.0.0.1:4000/endive/stripe.js",
    "pk_test_x",
    "fr",
    api_hosts=("http://127.0.0.1:4000",),
)
PAGE = "https://till.invalid/"


@pytest.mark.parametrize(
    ("kind", "url", "live", "training"),
    [
        (Kind.SCRIPT, "https://js.stripe.com/endive/stripe.js", True, False),
        (Kind.SCRIPT, "https://js.stripe.com/endive/fingerprinted/js/a-1.js", True, False),
        (Kind.SCRIPT, "https://js.stripe.com/basil/stripe.js", False, False),
        (Kind.SCRIPT, "https://js.stripe.com/v3/", False, False),
        (
            Kind.SCRIPT,
            "https://js.stripe.com/endive/stripe.js?x=1",
            False,
            False,
        ),
        (Kind.SCRIPT, "https://b.js.stripe.com/x.js", True, False),
        (Kind.SCRIPT, "https://js.stripe.com.evil.example/x.js", False, False),
        (Kind.SCRIPT, "https://evil.example/.js.stripe.com", False, False),
        (Kind.SCRIPT, "https://evil.example", False, False),
        (Kind.SCRIPT, "http://js.stripe.com/endive/stripe.js", False, False),
        (Kind.SCRIPT, "https://js.stripe.com:444/endive/stripe.js", False, False),
        (Kind.SCRIPT, "http://127.0.0.1:4000/endive/stripe.js", False, True),
        (Kind.SCRIPT, "http://127.0.0.1:4001/endive/stripe.js", False, False),
        (Kind.CALL, "https://api.stripe.com/v1/x", True, False),
        (Kind.CALL, "http://127.0.0.1:4000/page/session", False, True),
        (Kind.CALL, "https://evil.example/", False, False),
        (Kind.FRAME, "https://js.stripe.com/frame.html", True, False),
        (Kind.FRAME, "https://acs.any-bank.example/3ds", True, False),
        (Kind.FRAME, "http://acs.any-bank.example/3ds", False, False),
        (Kind.FRAME, "http://127.0.0.1:4000/frames/challenge.html", False, True),
        (Kind.FRAME, "https://till.invalid/till/complete", False, False),
        (Kind.FRAME, "data:text/html,x", False, False),
        (Kind.OTHER, "https://js.stripe.com/image.png", False, False),
        (Kind.OTHER, "wss://js.stripe.com/", False, False),
        (Kind.OTHER, "blob:https://till.invalid/1", False, False),
        (Kind.OTHER, "file:///etc/passwd", False, False),
        (Kind.OTHER, "ftp://elsewhere.example/", False, False),
        (Kind.MAIN_FRAME, "https://js.stripe.com/", False, False),
        (Kind.MAIN_FRAME, "data:text/html,x", False, False),
    ],
)
def test_what_the_page_may_ask_for(kind: Kind, url: str, live: bool, training: bool) -> None:
    assert policy_for(LIVE).allows(kind, url, PAGE) is live
    assert policy_for(TRAINING).allows(kind, url, PAGE) is training


@pytest.mark.parametrize(
    ("initiator", "url", "live", "training"),
    [
        ("https://acs.any-bank.example", "https://cdn.any-bank.example/x.js", True, False),
        ("https://acs.any-bank.example", "wss://push.any-bank.example/", True, False),
        ("https://acs.any-bank.example", "http://cdn.any-bank.example/x.js", False, False),
        ("https://js.stripe.com", "https://m.stripe.network/", True, False),
        ("http://127.0.0.1:4000", "http://127.0.0.1:4000/frames/card.css", False, True),
        ("http://127.0.0.1:4000", "https://evil.example/", False, False),
        ("", "https://evil.example/", False, False),
        ("null", "https://evil.example/", False, False),
    ],
)
def test_what_a_frame_may_ask_for(initiator: str, url: str, live: bool, training: bool) -> None:
    assert policy_for(LIVE).allows(Kind.OTHER, url, initiator) is live
    assert policy_for(TRAINING).allows(Kind.OTHER, url, initiator) is training


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://js.stripe.com:443/x", "https://js.stripe.com"),
        ("http://127.0.0.1:80/", "http://127.0.0.1"),
        ("https://user@js.stripe.com/", "https://js.stripe.com"),
        ("http://[::1]:9/x", "http://[::1]:9"),
        ("https://h:port/", ""),
        ("about:blank", ""),
        ("null", ""),
    ],
)
def test_origins(url: str, origin: str) -> None:
    assert origin_of(url) == origin


ORIGIN = "https://till.invalid"


@pytest.mark.parametrize(
    ("path", "event"),
    [
        ("/till/ready?t=T", PageEvent("ready")),
        ("/till/failed?t=T&reason=script", PageEvent("failed", "script")),
        ("/till/failed?t=T&reason=renderer", None),
        ("/till/failed?t=T", None),
        ("/till/complete?t=T&reason=script", None),
        ("/till/complete?t=other", None),
        ("/till/complete", None),
        ("/till/complete?t=T&t=T", None),
        ("/till/complete?t=T#x", None),
        ("/till/complete?t=T&amount=1", None),
        ("/till/paid?t=T", None),
        ("/checkout", None),
        ("/till/ready?t=T" + "&x=" + "y" * 400, None),
    ],
)
def test_events(path: str, event: PageEvent | None) -> None:
    assert parse_event(ORIGIN + path, ORIGIN, "T") == event


def test_an_event_of_another_origin_is_none() -> None:
    assert parse_event("https://till.invalid.evil.example/till/ready?t=T", ORIGIN, "T") is None


def test_only_the_address_of_stripe_js_differs_between_training_and_live() -> None:
    def text(config: PageConfig) -> str:
        html = PageMaker().make(config).html
        return html[html.index("<body>") :].partition('<script id="config"')[0]

    assert text(LIVE) == text(TRAINING)


def test_training_rules_name_no_outside_host() -> None:
    rules = policy_for(TRAINING).content_security_policy("n")
    assert "stripe.com" not in rules
    assert rules.count("https:") == 1
    assert "default-src 'none'" in rules


def test_live_rules_name_stripe_and_let_banks_authenticate() -> None:
    rules = dict(
        rule.split(" ", 1) for rule in policy_for(LIVE).content_security_policy("n").split("; ")
    )
    assert rules["script-src"] == "'nonce-n' https://js.stripe.com https://*.js.stripe.com"
    assert rules["connect-src"].startswith("https://api.stripe.com")
    assert rules["frame-src"].endswith(" https:")
    assert rules["form-action"] == "'none'"


def test_the_files_of_the_page_are_read_once(tmp_path: Path) -> None:
    shutil.copytree(resource_dir() / "checkout", tmp_path / "checkout")
    pages = PageMaker(tmp_path / "checkout")
    first = pages.make(LIVE)
    shutil.rmtree(tmp_path / "checkout")
    other = pages.make(TRAINING)
    assert first.html != other.html
    assert len(other.html) > 10_000
    assert "@@" not in other.html


def test_each_page_has_its_own_nonce_and_token() -> None:
    one, other = PageMaker().make(LIVE), PageMaker().make(LIVE)
    assert one.token != other.token
    assert one.html != other.html


@pytest.mark.parametrize("name", THEME_NAMES)
@pytest.mark.parametrize("training", [True, False])
def test_the_tills_colours_are_the_pages(name: str, training: bool) -> None:
    colours = page_colours(theme(name, training=training))  # type: ignore[arg-type]
    html = PageMaker().make(PageConfig("https://js.stripe.com/x", "pk", "en", theme=colours)).html
    for variable, colour in colours.items():
        assert f"--{variable}:{colour};" in html
        assert f"var(--{variable}" in html or variable in html


def test_high_contrast_reaches_the_page() -> None:
    config = PageConfig("https://js.stripe.com/x", "pk", "en", dark=True)
    assert 'data-scheme="dark"' in PageMaker().make(config).html
    high = PageMaker().make(replace(config, contrast=True)).html
    assert '<html lang="en" data-scheme="contrast">' in high


@pytest.mark.parametrize(
    "bad", [{"ground": "red;}body{"}, {"a b": "#fff"}, {"x": "url(https://evil.example)"}]
)
def test_a_theme_is_names_and_colours(bad: dict[str, str]) -> None:
    with pytest.raises(Bug):
        PageMaker().make(PageConfig("https://js.stripe.com/x", "pk", "en", theme=bad))


def test_what_is_handed_over_can_not_break_out_of_the_script() -> None:
    call = open_call({"merchant": "</script><!--\u2028'\"\\"})
    assert "<" not in call
    assert "\u2028" not in call
