"""The settings file: readable JSON, replaced as a whole."""

import json
import logging
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pos_app.kernel.errors import EnvironmentFault
from pos_app.settings.files import replace_file
from pos_app.settings.shop import Shop, check_shop, shop_from

_log = logging.getLogger(__name__)


class SettingsStore:
    """Reads and writes one file. Both calls block for a few milliseconds."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Shop:
        """The settings; defaults for what is missing, unknown or not accepted (logged).

        A file that can't be understood is kept beside as `….bad`, so that saving loses nothing.
        """
        try:
            values = self._values()
        except FileNotFoundError:
            return Shop()
        except OSError as error:
            _log.warning("settings_unreadable reason=%s", error.strerror)
            return Shop()
        except ValueError:
            _log.warning("settings_not_json kept_as=%s.bad", self._path.name)
            self._keep_aside()
            return Shop()
        shop, refused = shop_from(values)
        if refused:
            _log.warning("settings_ignored keys=%s", ",".join(refused))
        return shop

    def save(self, shop: Shop) -> None:
        """Raises UserError settings.bad_value (field); EnvironmentFault settings.not_saved."""
        text = json.dumps(asdict(check_shop(shop)), ensure_ascii=False, indent=2)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self._path, (text + "\n").encode())
        except OSError as error:
            raise EnvironmentFault(
                "settings.not_saved", retryable=True, reason=error.strerror
            ) from error

    def _values(self) -> dict[str, Any]:
        values = json.loads(self._path.read_bytes())
        if not isinstance(values, dict):
            raise ValueError("not an object")
        return values

    def _keep_aside(self) -> None:
        try:
            self._path.replace(self._path.with_name(self._path.name + ".bad"))
        except OSError as error:
            _log.warning("settings_not_kept reason=%s", error.strerror)
