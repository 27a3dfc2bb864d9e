"""Which environment a till opens in, and with what."""

from collections.abc import Callable
from pathlib import Path

from pos_app.plan import Plan, load_shop
from pos_app.settings.choices import EnvironmentKind
from pos_app.settings.chosen import Chosen, ChosenStore
from pos_app.settings.places import base_folder, environment_folder
from pos_app.settings.secrets import SecretStore

OpenSecrets = Callable[[EnvironmentKind, str], SecretStore]
"""The secrets of one environment of the till with that id; asks nothing yet."""


def in_keyring(kind: EnvironmentKind, till: str) -> SecretStore:
    """The system's keyring: where a till keeps its secrets."""
    from pos_app.settings.keyring_secrets import (  # training has none, and opens at once
        KeyringSecrets,
        service_name,
    )

    return KeyringSecrets(service_name(kind, till))


def plan_for(
    kind: EnvironmentKind, given: Path | None, open_secrets: OpenSecrets = in_keyring
) -> Plan:
    """A till in that environment, its secrets in the keyring unless it is training's.

    Raises EnvironmentFault chosen.unreadable (file).
    """
    folder = environment_folder(kind, given)
    if kind is EnvironmentKind.TRAINING:
        return Plan(folder)
    chosen = ChosenStore(base_folder(given)).load() or Chosen(kind)
    till = chosen.tills.get(kind) or load_shop(Plan(folder, kind)).till_id
    return Plan(folder, kind, open_secrets(kind, till))
