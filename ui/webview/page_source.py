"""The checkout page as one text: markup, style and script inlined, rules in its head."""

import json
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from pos_app.kernel.errors import Bug
from pos_app.kernel.paths import resource_dir
from ui.webview.model import PageConfig
from ui.webview.policy import policy_for

_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}|rgba?\([0-9., %/]{5,40}\)")


@dataclass(frozen=True)
class PageSource:
    """`html` for setHtml, `url` to load it under, and the secret its events must carry."""

    html: str
    url: str
    token: str


@dataclass(frozen=True)
class _Parts:
    """What is written in the four files of the page."""

    html: str
    css: str
    words: str
    script: str


class PageMaker:
    """Makes pages of the files in `folder`, the till's own unless said. They are read once, with
    the first page, which is made while nobody waits: a till takes a new page for every checkout."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._read: _Parts | None = None

    def make(self, config: PageConfig) -> PageSource:
        """The page for `config`; raises Bug for a theme that isn't names and colours."""
        written = self._written()
        nonce, token = secrets.token_urlsafe(16), secrets.token_urlsafe(16)
        parts = {
            "LANGUAGE": config.language,
            "SCHEME": "contrast" if config.contrast else "dark" if config.dark else "light",
            "CSP": policy_for(config).content_security_policy(nonce),
            "NONCE": nonce,
            "CSS": written.css + _theme_rule(config),
            "CONFIG": _script_safe_json(_page_config(config, token)),
            "WORDS": written.words,
            "JS": written.script,
        }
        html = re.sub(r"@@([A-Z]+)@@", lambda match: parts[match.group(1)], written.html)
        return PageSource(html=html, url=f"{config.origin}/checkout", token=token)

    def _written(self) -> _Parts:
        if self._read is None:
            folder = self._folder or resource_dir() / "checkout"
            names = ("checkout.html", "checkout.css", "words.js", "checkout.js")
            self._read = _Parts(*((folder / name).read_text("utf-8") for name in names))
        return self._read


def _page_config(config: PageConfig, token: str) -> dict[str, object]:
    return {
        "stripeJs": config.stripe_js_url,
        "key": config.publishable_key,
        "language": config.language,
        "dark": config.dark,
        "origin": config.origin,
        "token": token,
        "slowAfterMs": int(config.slow_after_s * 1000),
        "unknownAfterMs": int(config.unknown_after_s * 1000),
    }


def _theme_rule(config: PageConfig) -> str:
    for name, colour in config.theme.items():
        if not (_NAME.fullmatch(name) and _COLOUR.fullmatch(colour)):
            raise Bug("webview.theme", name=name)
    rules = "".join(f"--{name}:{colour};" for name, colour in config.theme.items())
    return f"\n:root{{{rules}}}\n" if rules else ""


def _script_safe_json(value: object) -> str:
    """JSON that can't end the script element it stands in, nor the string it is spliced into."""
    return json.dumps(value).replace("<", "\\u003c").replace("&", "\\u0026")


def ask_call(payload: dict[str, object]) -> str:
    """As `open_call`, for the agreement that comes before."""
    return f"till.ask({_script_safe_json(payload)});"


def open_call(payload: dict[str, object]) -> str:
    """The line of script that Python runs in the page."""
    return f"till.open({_script_safe_json(payload)});"
