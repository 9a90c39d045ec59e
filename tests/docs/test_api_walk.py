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
FAILURES = TEXT.partition("### Failures of administration\n")[2].partition("\n## ")[0]
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


def rows_of(text: str) -> list[list[str]]:
    """The cells of every row of every table."""
    return [line.split("|")[1:-1] for line in text.splitlines() if line.startswith("| `")]


def when_it_comes(field: str, member: str) -> str:
    """What is said of the member: beside it, in the row of the field, or in the table that administration shares."""
    in_rows = rows_of(where_it_is_told(field)) if field in LOGIN else rows_of(FAILURES)
    for answers, when in in_rows:
        if member in named(answers):
            return _above(field, member) if when.strip().startswith("as above") else when
    cells = [cell for row in rows_of(where_it_is_told(field)) for cell in row]
    beside = [re.search(rf"`{member}`(.*?)(?:`[A-Z]\w+`|$)", cell) for cell in cells if member in named(cell)]
    return " ".join(found[1] for found in beside if found)


def _above(field: str, member: str) -> str:
    earlier = [step for step in LOGIN[: LOGIN.index(field)] if member in root_fields()[step]]
    return when_it_comes(earlier[-1], member)


@pytest.mark.parametrize(
    ("field", "member"), [(field, member) for field, members in root_fields().items() for member in sorted(members)]
)
def test_when_a_member_comes_is_told_in_words(field: str, member: str) -> None:
    told = when_it_comes(field, member)
    assert len(re.findall(r"\w+", told)) >= 3, f"docs/api.md does not say when {field} answers {member}: {told!r}"


def test_no_failure_is_told_that_administration_does_not_answer() -> None:
    answered = {member for field, members in root_fields().items() if field not in LOGIN for member in members}
    assert sorted({name for answers, _ in rows_of(FAILURES) for name in named(answers)} - answered) == []


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
