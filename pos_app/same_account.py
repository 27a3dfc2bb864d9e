"""Before anything is asked or charged: are the keys of the account that the ledger belongs to?"""

import asyncio
import logging
from functools import partial
from pathlib import Path

from pos_app.kernel.errors import RemoteRefused, RemoteUnknown, RemoteUnreachable
from pos_app.settings.belonging import AccountQuestion, check_answer, fingerprint, unasked
from pos_app.settings.belonging_store import keep, seen
from pos_app.settings.environment import REFUND_KEY, SECRET_KEY, Environment
from pos_app.settings.known_file import KnownFile
from pos_app.storage import Storage
from pos_app.stripe_gateway.gateway import StripeGateway

_log = logging.getLogger(__name__)


async def check_account(
    environment: Environment, ledger: Storage, gateway: StripeGateway, folder: Path
) -> None:
    """Ask with each key that is new to the ledger; an ordinary start asks nothing. What the set-up
    compares other keys with is kept in `folder`.

    Raises EnvironmentFault environment.other_account, environment.account_unclear.
    """
    known = await ledger.read(seen)
    if known.intent_id is None:
        return
    await asyncio.to_thread(KnownFile(folder).keep, known.intent_id)
    askers = {SECRET_KEY: gateway.own_key(), REFUND_KEY: gateway.refunds_key()}
    keys = {SECRET_KEY: environment.secret_key}
    if environment.refund_key:
        keys[REFUND_KEY] = environment.refund_key
    for name, key in unasked(keys, known).items():
        try:
            holds = await _answer(askers[name], known.intent_id)
        except RemoteRefused:
            continue  # Stripe takes no such key: nothing can be charged with it
        if check_answer(holds, known):
            await ledger.write(partial(keep, fingerprint=fingerprint(key)))
            _log.info("key_is_of_the_ledgers_account name=%s", name)


async def _answer(asker: AccountQuestion, intent_id: str) -> bool | None:
    """None where it can't be asked now. Raises RemoteRefused for a key that Stripe doesn't take."""
    try:
        return await asker.holds_intent(intent_id)
    except (RemoteUnknown, RemoteUnreachable) as fault:
        _log.warning("account_not_asked fault=%s", fault.key)
        return None
