"""Sets a till up for a Stripe account, and changes its keys: all of it, or nothing."""

import asyncio
import logging
import os
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pos_app.kernel.clock import SystemClock
from pos_app.kernel.errors import PosError, UserError
from pos_app.kernel.ids import Randomness, TillId, new_id
from pos_app.setting_up.asking import Asking
from pos_app.setting_up.model import Report, Wish, check_report
from pos_app.setting_up.opening import OpenSecrets, in_keyring
from pos_app.settings.chosen import Chosen, ChosenStore
from pos_app.settings.environment import EnvironmentKind
from pos_app.settings.keys import KEPT_NAMES, PUBLISHABLE, REFUND, SECRET, KeySet, read_keys
from pos_app.settings.known_file import KnownFile
from pos_app.settings.places import environment_folder
from pos_app.settings.secrets import SecretStore
from pos_app.settings.shop import Shop, check_shop
from pos_app.settings.store import SettingsStore

_log = logging.getLogger(__name__)

_NEXT: Final = "-next"
"""Under its name with this behind it a new key lies until it was read back."""
_SETTINGS: Final = "settings.json"


@dataclass(frozen=True, slots=True)
class Left:
    """What is still there once the keys are gone. `files`: the till's own, encrypted, and their key
    in the keyring. At Stripe the keys still work until somebody deletes them there."""

    folder: Path
    files: bool


class SettingUp:
    """Keyring and files are asked on threads; every method is for an event loop.

    Besides what they say, all raise the faults of `KeyringSecrets`, and those of `ChosenStore`.
    """

    def __init__(
        self, base: Path | None, asking: Asking, open_secrets: OpenSecrets = in_keyring,
        randomness: Randomness = os.urandom,
    ) -> None:  # fmt: skip
        """`base` holds the environments' folders; None: the user's own data folder."""
        self._base = base
        self._asking = asking
        self._open_secrets = open_secrets
        self._randomness = randomness
        self._chosen = ChosenStore(environment_folder(EnvironmentKind.LIVE, base).parent)

    async def ask(self, keys: KeySet) -> Report:
        """What these keys may do; nothing is kept. Raises as `Asking.report`."""
        return await self._asking.report(keys)

    async def set_up(self, wish: Wish, keys: KeySet, *, certain: bool = False) -> Report:
        """Keep keys, settings and the choice of this environment for the next start.

        Raises UserError settings.bad_value (field), key.too_little, key.other_account,
        key.account_unclear; as `Asking.report`; EnvironmentFault settings.not_saved. Nothing is
        kept then.
        """
        shop = await asyncio.to_thread(self._wished, wish)
        report = check_report(await self._asking.report(keys))
        store = self._open_secrets(wish.kind, shop.till_id)
        before = await asyncio.to_thread(_kept, store)
        old = _key_set(wish.kind, before)
        await self._check_account(old, keys, certain=certain)
        await asyncio.to_thread(self._keep, store, before, keys, shop)
        _log.info("till_set_up environment=%s", wish.kind)
        return report

    async def keys(self, kind: EnvironmentKind) -> KeySet | None:
        """Those kept for an environment; None where there are none, or not all of them."""
        store = await asyncio.to_thread(self._store, kind)
        return _key_set(kind, await asyncio.to_thread(_kept, store))

    async def check(self, kind: EnvironmentKind) -> Report:
        """What the kept keys may do by now. Raises UserError key.none_kept; as `Asking.report`."""
        kept = await self.keys(kind)
        if kept is None:
            raise UserError("key.none_kept")
        return await self._asking.report(kept)

    async def replace(
        self, kind: EnvironmentKind, given: Mapping[str, str], *, certain: bool = False
    ) -> Report:
        """Put others in place of some keys, by name (`keys.KEPT_NAMES`); an empty one for refunds
        is none from now on. The till works with them from its next start.

        `certain`: somebody vouches that they are of the same account, where that can't be told.
        Raises UserError key.none_kept, key.too_little, key.other_account, key.account_unclear; as
        `keys.read_keys` and `Asking.report`. The old ones stay then.
        """
        store = await asyncio.to_thread(self._store, kind)
        before = await asyncio.to_thread(_kept, store)
        old = _key_set(kind, before)
        if old is None:
            raise UserError("key.none_kept")
        now = {**before, **given}
        new = read_keys(kind, now[PUBLISHABLE], now[SECRET], now.get(REFUND, ""))
        report = check_report(await self._asking.report(new))
        await self._check_account(old, new, certain=certain)
        await asyncio.to_thread(_exchange, store, before, new.by_name())
        _log.info("keys_replaced environment=%s names=%s", kind, ",".join(sorted(given)))
        return report

    async def remove(self, kind: EnvironmentKind) -> Left:
        """Forget the keys on this computer; what else the till has stays."""
        store = await asyncio.to_thread(self._store, kind)
        await asyncio.to_thread(_forget, store)
        _log.info("keys_removed environment=%s", kind)
        folder = environment_folder(kind, self._base)
        return Left(folder, (folder / "ledger.db").exists())

    async def rotate_database(self, kind: EnvironmentKind) -> None:
        """Put the files of a closed till under another key. Raises as `rotate_closed`."""
        store = await asyncio.to_thread(self._store, kind)
        folder = environment_folder(kind, self._base)
        # every feature's tables come with it: the till's first window is painted without them
        from pos_app.key_rotation import rotate_closed

        await rotate_closed(folder, store, SystemClock().now, self._randomness)

    async def choose(self, kind: EnvironmentKind) -> None:
        """Open in that environment from the next start on; its keys stay as they are."""
        await asyncio.to_thread(self._choose, kind)

    def _choose(self, kind: EnvironmentKind) -> None:
        chosen = self._chosen.load() or Chosen(kind)
        self._chosen.save(Chosen(kind, chosen.tills))

    async def _check_account(self, old: KeySet | None, new: KeySet, *, certain: bool) -> None:
        """What the till's folder knows of its account counts first, whatever became of the keys
        before: they may have been removed."""
        if old is not None and old.secret.text == new.secret.text:
            return
        folder = environment_folder(new.kind, self._base)
        known = await asyncio.to_thread(KnownFile(folder).load)
        same: bool | None = None
        if known is not None:
            same = await self._asking.holds_intent(new.kind, new.secret, known)
        elif old is None:
            return  # nothing was ever paid at this till
        if same is None and old is not None:
            same = await self._asking.same_account(new.kind, old.secret, new.secret)
        if same is False:
            raise UserError("key.other_account", field="secret_key")
        if same is None and not certain:
            raise UserError("key.account_unclear", field="secret_key")

    def _wished(self, wish: Wish) -> Shop:
        """The settings as they will be; a till that was there keeps the rest, its id first of all.
        Reads only: `load_shop` would write."""
        folder = environment_folder(wish.kind, self._base)
        there = SettingsStore(folder / _SETTINGS).load()
        till = there.till_id or self._named(wish.kind) or new_id("till", self._randomness)
        named = replace(there, shop_name=wish.shop_name.strip(), till_name=wish.till_name.strip())
        chosen = replace(named, language=wish.language, currency=wish.currency)
        return check_shop(replace(chosen, till_id=TillId(till)))

    def _store(self, kind: EnvironmentKind) -> SecretStore:
        return self._open_secrets(kind, self._named(kind) or self._till_of(kind))

    def _named(self, kind: EnvironmentKind) -> str:
        chosen = self._chosen.load()
        return "" if chosen is None else chosen.tills.get(kind, "")

    def _till_of(self, kind: EnvironmentKind) -> str:
        return SettingsStore(environment_folder(kind, self._base) / _SETTINGS).load().till_id

    def _keep(self, store: SecretStore, before: dict[str, str], keys: KeySet, shop: Shop) -> None:
        folder = environment_folder(keys.kind, self._base)
        with ExitStack() as undo:
            undo.callback(_put_back, store, before)
            _write(store, keys.by_name())
            undo.callback(_restore_file, folder / _SETTINGS, _content(folder / _SETTINGS))
            SettingsStore(folder / _SETTINGS).save(shop)
            chosen = self._chosen.load() or Chosen(keys.kind)
            self._chosen.save(chosen.naming(keys.kind, shop.till_id))
            undo.pop_all()


def _kept(store: SecretStore) -> dict[str, str]:
    found = ((name, store.get(name)) for name in KEPT_NAMES)
    return {name: value for name, value in found if value is not None}


def _key_set(kind: EnvironmentKind, kept: Mapping[str, str]) -> KeySet | None:
    if SECRET not in kept or PUBLISHABLE not in kept:
        return None
    return read_keys(kind, kept[PUBLISHABLE], kept[SECRET], kept.get(REFUND, ""))


def _write(store: SecretStore, wanted: Mapping[str, str]) -> None:
    """All of the names of a till's keys; one that isn't wanted is forgotten."""
    for name in KEPT_NAMES:
        if name in wanted:
            store.set(name, wanted[name])
        else:
            store.delete(name)


def _exchange(store: SecretStore, before: Mapping[str, str], wanted: Mapping[str, str]) -> None:
    """First beside the old ones, so that a keyring that keeps nothing more costs no key."""
    changed = {name: value for name, value in wanted.items() if before.get(name) != value}
    with ExitStack() as after:
        for name, value in changed.items():
            after.callback(_drop, store, name + _NEXT)
            store.set(name + _NEXT, value)
        with ExitStack() as undo:
            undo.callback(_put_back, store, before)
            _write(store, wanted)
            undo.pop_all()


def _drop(store: SecretStore, name: str) -> None:
    try:
        store.delete(name)
    except PosError as fault:  # a spare of what is kept anyway; the next change drops it
        _log.warning("key_not_dropped name=%s fault=%s", name, fault.key)


def _put_back(store: SecretStore, before: Mapping[str, str]) -> None:
    """As it was, as far as the keyring lets us; the fault that led here is the one to be told."""
    for name in KEPT_NAMES:
        try:
            if name in before:
                store.set(name, before[name])
            else:
                store.delete(name)
        except PosError as fault:
            _log.warning("key_not_put_back name=%s fault=%s", name, fault.key)


def _forget(store: SecretStore) -> None:
    for name in KEPT_NAMES:
        store.delete(name)
        store.delete(name + _NEXT)


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _restore_file(path: Path, content: bytes | None) -> None:
    try:
        if content is not None:
            path.write_bytes(content)
            return
        path.unlink(missing_ok=True)
        path.parent.rmdir()
    except OSError as error:  # a folder that isn't empty was there before
        _log.info("settings_not_put_back reason=%s", error.strerror)
