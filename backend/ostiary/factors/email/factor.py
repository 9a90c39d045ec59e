"""The email factor: checks the code that was mailed in this challenge (rules D3, L9)."""

import hmac

from ostiary.factors.contract import Evidence, Right, Verdict, Wrong
from ostiary.factors.email.code import email_code
from ostiary.policy.codes import parse_code
from ostiary.policy.vocabulary import FactorKind
from ostiary.store.key_ring import KeyRing
from ostiary.store.records import ChallengeRecord


class EmailFactor:
    """Codes sent by email."""

    kind = FactorKind.EMAIL
    needs_binding = False

    def check(self, evidence: Evidence) -> Verdict:
        """Look at a code."""
        return check_email_code(evidence.key_ring, evidence.challenge, evidence.submitted)


def check_email_code(ring: KeyRing, challenge: ChallengeRecord, submitted: str) -> Verdict:
    """Whether it is the code of this challenge. Before one was mailed, none is right."""
    code = parse_code(submitted)
    if code is None or challenge.code_key_id is None:
        return Wrong()
    expected = email_code(ring, challenge.code_key_id, challenge.id)
    return Right() if hmac.compare_digest(expected, code) else Wrong()
