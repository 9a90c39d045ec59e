"""The schema as a stranger finds it: committed, kept to the contract, and every part of it described."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graphql import GraphQLEnumType, GraphQLNamedType

from ostiary.api.schema import core_schema, print_sdl
from ostiary.mail.locale import Locale
from ostiary.mail.smtp_url import Encryption
from ostiary.policy import api_tokens, audit, logo, mail_templates, passwords, vocabulary

ROOT = Path(__file__).resolve().parents[2]
CONTRACT_CHECK = ROOT.parent / "shared" / "contract" / "check_contract.py"

NULL_IS_ABSENT = "= null"


def own_types() -> list[tuple[str, GraphQLNamedType]]:
    return [(name, type_) for name, type_ in core_schema.type_map.items() if not name.startswith("__")]


def parts() -> Iterator[tuple[str, str | None]]:
    """Everything that can be described, by its coordinate."""
    for name, type_ in own_types():
        yield name, type_.description
        for part_name, part in members(type_).items():
            yield f"{name}.{part_name}", part.description
            for argument_name, argument in getattr(part, "args", {}).items():
                yield f"{name}.{part_name}({argument_name}:)", argument.description


def members(type_: GraphQLNamedType) -> dict[str, Any]:
    """Fields, input fields or values."""
    if isinstance(type_, GraphQLEnumType):
        return dict(type_.values)
    return dict(getattr(type_, "fields", {}))


def test_the_committed_schema_is_the_one_that_is_served() -> None:
    """Regenerate it with `ostiary schema > schema.graphql`."""
    assert (ROOT / "schema.graphql").read_text("utf-8") == print_sdl()


def test_a_client_of_the_contract_is_served() -> None:
    if not CONTRACT_CHECK.exists():
        return  # outside of the workshop there is no contract beside the checkout
    done = subprocess.run(
        [sys.executable, CONTRACT_CHECK, ROOT / "schema.graphql"], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.returncode) == ("0 breaks of the contract\n", 0)


def test_every_part_is_described_in_a_sentence() -> None:
    described = list(parts())
    assert len(described) > 300
    assert [place for place, text in described if not text or len(text) < 10] == []


def test_no_description_hides_where_it_came_from() -> None:
    assert [place for place, text in parts() if text and "See the description" in text] == []


def test_what_may_be_left_out_has_no_default_of_null() -> None:
    assert NULL_IS_ABSENT not in print_sdl()


def test_the_enums_are_the_words_of_the_policy() -> None:
    words = [
        *(vocabulary.FactorKind, vocabulary.Role, vocabulary.FailureReason, vocabulary.InvalidCodeReason),
        *(vocabulary.CodeField, vocabulary.TokenDelivery),
        *(audit.AuditCategory, audit.AuditResult, audit.AuditEventType),
        passwords.RefusedPasswordReason,
        *(api_tokens.ApiTokenState, logo.LogoFault, mail_templates.MailKind, mail_templates.MailPart),
    ]
    said = {each.__name__: [value.name for value in each] for each in words}
    said["MailLanguage"] = [value.name for value in Locale]
    said["MailFaultReason"] = [value.name for value in mail_templates.FaultReason]
    said["MailEncryption"] = [value.name for value in Encryption]
    shown = {name: list(type_.values) for name, type_ in own_types() if isinstance(type_, GraphQLEnumType)}
    assert shown == said


def test_no_type_shows_a_secret_of_a_row() -> None:
    shown = {place.split(".")[1].lower() for place, _ in parts() if "." in place and "Input" not in place}
    assert not shown & {"passwordhash", "sealedsecret", "wrappedkey", "tokenhash", "lasttimestep", "epoch", "record"}
