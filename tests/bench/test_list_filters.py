"""`lists` measures every filter that the API has: "any single filter" (issue 5)."""

from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLInputObjectType, build_schema

from bench.list_filters import LOG_FILTERS, USER_FILTERS, WALKED
from bench.lists import GOALS

SCHEMA = build_schema((Path(__file__).parents[2] / "schema.graphql").read_text("utf-8"))


@pytest.mark.parametrize(
    ("kind", "filters"), [("AuditEventFilter", LOG_FILTERS), ("UserFilter", USER_FILTERS | WALKED)]
)
def test_every_field_of_the_filter_is_measured_by_itself(kind: str, filters: dict[str, dict[str, Any]]) -> None:
    declared = SCHEMA.get_type(kind)
    assert isinstance(declared, GraphQLInputObjectType)
    assert {field for narrowed in filters.values() for field in narrowed} == set(declared.fields)
    assert {len(narrowed) for narrowed in filters.values()} == {0, 1}


def test_every_kind_of_row_has_a_goal() -> None:
    assert GOALS == {
        "users, search": 3.0,
        "users, filter": 3.0,
        "user details": 2.0,
        "log, first page": 2.0,
        "log, deep page": 2.0,
    }
