"""Every operation that the pages send is one that the API runs; and what the API names, they have words for."""

import re
from pathlib import Path

import pytest
from graphql import GraphQLObjectType, parse, print_ast, separate_operations

from ostiary.api.documents import checked_document
from ostiary.api.schema import core_schema

PAGES = Path(__file__).resolve().parents[2] / "frontend" / "src"


def operations(entry: str) -> dict[str, str]:
    """The documents of one entry by their names, each with the fragments that it spreads."""
    texts = [path.read_text("utf-8") for path in sorted((PAGES / entry).rglob("*.graphql"))]
    return {name: print_ast(node) for name, node in separate_operations(parse("\n".join(texts))).items()}


@pytest.mark.parametrize("document", operations("console").values(), ids=operations("console"))
def test_an_operation_of_the_console_fits(document: str) -> None:
    assert not checked_document(core_schema, document).is_introspecting


@pytest.mark.parametrize("document", operations("login").values(), ids=operations("login"))
def test_an_operation_of_the_login_fits(document: str) -> None:
    assert not checked_document(core_schema, document).is_introspecting


def test_both_entries_have_operations() -> None:
    assert {"Users", "AuditEvents"} & set(operations("console"))
    assert {"StartLogin", "VerifyFactor", "ConfirmOtpBinding"} <= set(operations("login"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_console_has_a_word_for_every_detail_of_an_event(language: str) -> None:
    detail = core_schema.type_map["AuditDetail"]
    assert isinstance(detail, GraphQLObjectType)
    described = detail.fields["name"].description or ""
    words = (PAGES / "console" / "texts" / f"{language}-details.ts").read_text("utf-8")
    listed = re.findall(r"^ {6}(\w+): \"", words, re.MULTILINE)
    assert sorted(listed) == sorted(re.findall(r"`(\w+)`", described))
