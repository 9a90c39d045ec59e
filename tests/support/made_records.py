"""Records made up for what never reads the database."""

from uuid import UUID

from ostiary.policy.challenge import CHALLENGE_LIFE, ChallengeState
from ostiary.policy.vocabulary import FactorKind, TokenDelivery
from ostiary.store.ids import new_id
from ostiary.store.key_ring import KeyRing
from ostiary.store.records import BindingRecord, ChallengeRecord, FactorRecord, PendingSecret
from ostiary.store.sealing import make_data_key
from tests.support.passing_time import START


def made_factor(ring: KeyRing, kind: FactorKind, epoch: int = 1) -> FactorRecord:
    """A factor that is on, with a data key of its own."""
    factor_id = new_id()
    key = make_data_key(ring, factor_id, epoch)
    return FactorRecord(factor_id, new_id(), kind, True, epoch, 1, 0, key, None, None)


def made_challenge(code_key_id: str | None = None, challenge_id: UUID | None = None) -> ChallengeRecord:
    """A challenge that began at START; `code_key_id` names the key of the code that was mailed in it."""
    return ChallengeRecord(
        id=challenge_id or new_id(),
        user_id=new_id(),
        application_id=new_id(),
        state=ChallengeState.PENDING,
        delivery=TokenDelivery.BODY,
        created_at=START,
        expires_at=START + CHALLENGE_LIFE,
        pending=None,
        code_key_id=code_key_id,
        mailed_at=START if code_key_id else None,
    )


def made_binding(
    factor: FactorRecord, challenge: ChallengeRecord, pending: PendingSecret, user_id: UUID
) -> BindingRecord:
    """The binding that a pending secret became, said to be `user_id`'s."""
    return BindingRecord(
        id=pending.binding_id,
        user_id=user_id,
        application_id=challenge.application_id,
        factor_id=factor.id,
        kind=factor.kind,
        epoch=pending.epoch,
        sealed_secret=pending.sealed,
        last_time_step=-1,
        bound_at=START,
        last_used_at=None,
    )
