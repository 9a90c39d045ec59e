"""What a seal covers is written as it was on the day of the first seal: another text is another hash."""

import hmac
import json
from hashlib import sha256
from typing import Any

import pytest

from ostiary.policy.audit_form import CURRENT_FORM, FORMS, EventRow, Part, commitment, link

ROW: EventRow = {
    "id": "0199aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee",
    "type": "LOGIN",
    "category": "USER_BEHAVIOR",
    "occurred_at": 1763000000000001,
    "application_id": None,
    "result": "SUCCESS",
    "failure_reason": None,
    "user_id": "0199aaaa-bbbb-7ccc-8ddd-ffffffffffff",
    "user_email": 'ána"%s\\@example.com',
    "user_email_key": 'ána"%s\\@example.com',
    "details": '[["name","你\U0001f511"]]',
    "actor_id": None,
    "actor_token_id": None,
    "actor_name": "50 %\n\x7f\ud800",
    "ip": "::1",
    "country": "NL",
    "user_agent": None,
}
SALTS = {part: bytes([number]) * 16 for number, part in enumerate(Part)}
PREVIOUS = bytes(32)


def canonical(told: object) -> bytes:
    """The plain definition: JSON in ASCII without spaces."""
    return json.dumps(told, ensure_ascii=True, separators=(",", ":")).encode()


def test_the_first_form_hashes_as_it_always_did() -> None:
    commitments = {part: commitment(FORMS[1], part, salt, ROW) for part, salt in SALTS.items()}
    assert {part.value: each.hex() for part, each in commitments.items()} == {
        "SUBJECT": "002aefbb275eaec7a9c38ebe6d205fa43fed6f0340ce3f1378a6a4bde1c5476a",
        "ORIGIN": "7aaed5a2cb37c2b1a27b76984c6ca5399f31c8a0271eb8e2bbca0a1d8fc12fcf",
    }
    hashed = link(FORMS[1], PREVIOUS, ROW, commitments)
    assert hashed.hex() == "2d517f0e6812bdd2da92b46b7e2447ea757c2387358f32eb24ce9da6c6836216"


@pytest.mark.parametrize("value", [None, "", '"', "%", "%s", "\\", "\ud800", "é\0", 0, -7, 2**63, True, 1.5, ["a", {}]])
def test_any_value_of_any_column_is_hashed_as_json_has_it(value: Any) -> None:
    """Also what no event of ours holds: a file that somebody changed is read as it is."""
    form, row = CURRENT_FORM, dict.fromkeys(CURRENT_FORM.columns, value)
    commitments = {}
    for part, columns in form.parts.items():
        commitments[part] = commitment(form, part, SALTS[part], row)
        told = canonical([form.number, part.value, [[column, value] for column in columns]])
        assert commitments[part] == hmac.digest(SALTS[part], told, sha256)
    plain = [[column, value] for column in form.plain]
    told = canonical([form.number, plain, [each.hex() for each in commitments.values()]])
    assert link(form, PREVIOUS, row, commitments) == sha256(PREVIOUS + told).digest()
