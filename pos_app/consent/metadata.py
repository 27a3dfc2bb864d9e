"""An agreement in Stripe metadata, so that a till that knows nothing rebuilds it from there."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from pos_app.consent.check_notes import check_note
from pos_app.consent.model import Agreement, Revocation, RevocationKind, Wording, check_agreement
from pos_app.consent.records import (
    Record,
    act_from,
    act_record,
    revocation_from,
    revocation_record,
    scope_from,
    scope_record,
    subject_from,
    subject_record,
)
from pos_app.consent.scope_check import Under
from pos_app.kernel.errors import Bug, PosError
from pos_app.kernel.ids import (
    AgreementId,
    CustomerId,
    PaymentIntentId,
    PaymentMethodId,
    SessionId,
)
from pos_app.kernel.metadata import LONGEST_KEY, LONGEST_VALUE, MOST_KEYS, joined, parts

ID: Final = "agreement"
_HASH: Final = "agreement_hash"
_TERMS: Final = "agreement_terms"
_SCOPE: Final = "agreement_scope"
_ACT: Final = "agreement_act"
_IDS: Final = "agreement_ids"
_SUBJECT: Final = "agreement_about"
_REVOKED: Final = "agreement_revoked"
_CARD_GONE: Final = "agreement_card_gone"
"""Apart from the other, which ends more: two tills may note one each, in any order."""
_CHARGED: Final = "charged_"


class NotAnAgreement(ValueError):
    """Metadata that no till wrote, or that somebody changed."""


def to_metadata(agreement: Agreement) -> dict[str, str]:
    """Ids, scope, act and the text's hash. The text itself is made again from its version, and
    the hash tells whether it came out the same."""
    wording = agreement.wording
    found = {
        ID: agreement.id,
        _HASH: wording.sha256,
        _TERMS: _compact([wording.version, wording.language]),
        **parts(_SCOPE, _compact(scope_record(agreement.scope))),
        **parts(_ACT, _compact(act_record(agreement.act))),
        **parts(
            _IDS,
            _compact(
                [agreement.customer_id, agreement.session_id, agreement.payment_intent_id,
                 agreement.payment_method_id]
            ),
        ),
        **parts(_SUBJECT, _compact(subject_record(agreement.subject))),
    }  # fmt: skip
    return _fitting(found)


def from_metadata(metadata: Mapping[str, str]) -> Agreement | None:
    """The agreement noted there, its texts empty; None where none is.

    Raises NotAnAgreement for one that can't be read or was never given.
    """
    if ID not in metadata:
        return None
    try:
        version, language = json.loads(metadata[_TERMS])
        customer, session, intent, card = json.loads(joined(_IDS, metadata))
        agreement = Agreement(
            id=AgreementId(metadata[ID]),
            customer_id=CustomerId(str(customer)),
            scope=scope_from(json.loads(joined(_SCOPE, metadata))),
            subject=subject_from(json.loads(joined(_SUBJECT, metadata))),
            wording=Wording(str(version), str(language), "", "", "", metadata[_HASH]),
            act=act_from(json.loads(joined(_ACT, metadata))),
            session_id=SessionId(session) if session else None,
            payment_intent_id=PaymentIntentId(intent) if intent else None,
            payment_method_id=PaymentMethodId(card) if card else None,
        )
        return check_agreement(agreement)
    except (KeyError, TypeError, ValueError, IndexError, PosError) as error:
        raise NotAnAgreement(str(error)) from error


def revocation_to_metadata(revocation: Revocation) -> dict[str, str]:
    """Beside the agreement's own keys. The reason, which may name people, stays in the ledger."""
    record = revocation_record(revocation) | {"reason": "", "staff": ""}
    gone = revocation.kind is RevocationKind.CARD_DETACHED
    return _fitting({_CARD_GONE if gone else _REVOKED: _compact(record)})


def revocation_from_metadata(metadata: Mapping[str, str]) -> Revocation | None:
    """None where none is noted. Raises NotAnAgreement."""
    noted = metadata.get(_REVOKED, metadata.get(_CARD_GONE))
    if noted is None:
        return None
    try:
        return revocation_from(json.loads(noted))
    except (KeyError, TypeError, ValueError) as error:
        raise NotAnAgreement(str(error)) from error


def each_end(metadata: Mapping[str, str]) -> Sequence[dict[str, str]]:
    """What is noted of its ends, each to be read by itself."""
    return [{key: metadata[key]} for key in (_CARD_GONE, _REVOKED) if key in metadata]


def apart(agreement_id: AgreementId, metadata: Mapping[str, str]) -> dict[str, str]:
    """Under keys of the agreement's own: a payment may be where several were given, say to be
    charged the balance and to be shown the card next time."""
    return _fitting({f"{agreement_id}{key[len(ID) :]}": text for key, text in metadata.items()})


def each_noted(metadata: Mapping[str, str]) -> Sequence[dict[str, str]]:
    """What `apart` put there, of each agreement under the keys of `to_metadata`."""
    return [
        {
            f"{ID}{key[len(own) :]}": text
            for key, text in metadata.items()
            if key == own or key.startswith(f"{own}_")
        }
        for own, value in metadata.items()
        if own == value and own.startswith("agr_")
    ]


def naming(under: Under, short_check: str) -> dict[str, str]:
    """What a PaymentIntent says of the agreement it is charged under: a key for each agreement, so
    that of two tills that name different ones neither takes the other's word away; and of the check
    that let it go ahead (consent.check_notes), the newest one's. Raises as `check_note` does."""
    named_so = {f"{_CHARGED}{under.agreement_id}": under.purpose.value}
    return _fitting(named_so) | check_note(short_check)


def named(metadata: Mapping[str, str]) -> frozenset[AgreementId]:
    """Every agreement that `naming` put there."""
    return frozenset(
        AgreementId(key.removeprefix(_CHARGED))
        for key in metadata
        if key.startswith(f"{_CHARGED}agr_")
    )


def _compact(value: Record | list[Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _fitting(metadata: dict[str, str]) -> dict[str, str]:
    """Raises Bug metadata.too_long, metadata.too_many_keys for what Stripe would refuse."""
    for key, value in metadata.items():
        if len(key) > LONGEST_KEY or not 0 < len(value) <= LONGEST_VALUE:
            raise Bug("metadata.too_long", name=key)
    if len(metadata) > MOST_KEYS:
        raise Bug("metadata.too_many_keys")
    return metadata
