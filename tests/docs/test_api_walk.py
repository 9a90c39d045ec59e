"""docs/api.md is complete: every root field, every member that it may answer, every error code, every limit."""

import re
from pathlib import Path

import pytest
from graphql import GraphQLObjectType, GraphQLUnionType, build_schema, get_named_type

from ostiary.api import body, errors, limits
from ostiary.api.access import ACCESS
from ostiary.policy import addresses, names
from ostiary.policy.limits import MAILS_PER_HOUR, PER_ACCOUNT_AND_ADDRESS, PER_ADDRESS
from ostiary.policy.lockout import ATTEMPTS_IN_A_ROW

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "api.md").read_text("utf-8")
SCHEMA = build_schema((ROOT / "schema.graphql").read_text("utf-8"))
LOGIN = (
    *("startLogin", "loginChallenge", "beginOtpBinding", "sendEmailCode", "confirmOtpBinding", "verifyFactor"),
    *("changePassword", "requestPasswordReset", "resetPassword"),
)


def root_fields() -> dict[str, set[str]]:
    """Every root field, with the members of its union; none: it answers no union."""
    fields = {}
    for kind in (SCHEMA.query_type, SCHEMA.mutation_type, SCHEMA.subscription_type):
        for name, field in (kind.fields if kind else {}).items():
            answered = get_named_type(field.type)
            is_union = isinstance(answered, GraphQLUnionType)
            fields[name] = {member.name for member in answered.types} if is_union else set()
    return fields


def named(text: str) -> set[str]:
    return set(re.findall(r"`(\w+)`", text))


def where_it_is_told(field: str) -> str:
    """The section of a step of the login; of anything else, the lines of the tables that begin with it."""
    if field in LOGIN:
        found = re.search(rf"^### {field}\n(.*?)^##", TEXT, re.MULTILINE | re.DOTALL)
        assert found is not None
        return found[1]
    rows = [line for line in TEXT.splitlines() if line.startswith("| `") and field in named(line.split("|")[1])]
    return "\n".join(rows)


@pytest.mark.parametrize("field", root_fields())
def test_a_root_field_is_told_with_every_member_of_its_answer(field: str) -> None:
    told = where_it_is_told(field)
    assert told, f"docs/api.md says nothing about {field}"
    assert sorted(root_fields()[field] - named(told)) == []


@pytest.mark.parametrize("field", LOGIN)
def test_a_step_of_the_login_tells_no_member_that_it_does_not_answer(field: str) -> None:
    answers = [line.split("|")[1] for line in where_it_is_told(field).splitlines() if line.startswith("| `")]
    assert {member for answer in answers for member in named(answer)} == root_fields()[field]


def test_every_named_type_is_in_the_schema() -> None:
    rows = [line for line in TEXT.splitlines() if line.startswith("| `")]
    types = {name for line in rows for name in named(line) if re.fullmatch(r"([A-Z][a-z]+)+", name)}
    assert [name for name in sorted(types) if not isinstance(SCHEMA.type_map.get(name), GraphQLObjectType)] == []


def test_every_error_code_is_in_the_table() -> None:
    ours = {value for name, value in vars(errors).items() if name.isupper() and isinstance(value, str)}
    guards = set(re.findall(r'BodyRefusedError\(\d+, "(\w+)"', Path(body.__file__).read_text("utf-8")))
    assert len(ours) >= 8
    assert len(guards) == 4
    assert sorted((ours | guards) - named(TEXT[TEXT.index("## Errors") : TEXT.index("## Limits")])) == []


@pytest.mark.parametrize(
    "words",
    [
        f"{body.BODY_MAX // 1024} KiB",
        f"{limits.DEPTH_MAX} levels deep, {limits.ALIASES_MAX} aliases, {limits.TOKENS_MAX} tokens",
        f"one name at most {limits.REPEATS_MAX} times",
        f"email {addresses.EMAIL_MAX}, password {names.PASSWORD_MIN} to {names.PASSWORD_MAX}",
        f"client id {names.CLIENT_ID_MAX}, name {names.NAME_MAX}, `search` {names.SEARCH_MAX} characters",
        f"{PER_ACCOUNT_AND_ADDRESS.failures} per account and address, {PER_ADDRESS.failures} per address, in 15",
        f"{MAILS_PER_HOUR} an hour per account",
    ],
)
def test_a_limit_is_told_as_it_is(words: str) -> None:
    assert words in TEXT[TEXT.index("## Limits") : TEXT.index("## ID tokens")]


def test_six_wrong_codes_are_six() -> None:
    assert ATTEMPTS_IN_A_ROW == 6  # the text says it in letters


def test_whom_a_query_is_for_is_told_of_all_of_them() -> None:
    assert len(ACCESS) == len(root_fields())
