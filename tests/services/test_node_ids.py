"""Global ids: made and read again; whatever else is sent is no id, and no error."""

import pytest

from ostiary.services.node_ids import decode_id, encode_id
from ostiary.store.ids import new_id


@pytest.mark.parametrize("kind", ["User", "Application", "Factor", "MfaBinding", "AuditEvent"])
def test_an_id_comes_back_as_it_was(kind: str) -> None:
    node_id = new_id()
    assert decode_id(encode_id(kind, node_id)) == (kind, node_id)


def test_an_id_is_safe_in_a_url() -> None:
    assert encode_id("User", new_id()).replace("-", "").replace("_", "").isalnum()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "VXNlcg",
        "VXNlcjpub3QtYS11dWlk",
        "=" * 8,
        "é" * 8,
        "\ud800",
        "\x00",
        "a" * 10_240,
        "VXNlcjo\n",
        "_____w",
    ],
)
def test_what_is_no_id_of_ours_is_none(text: str) -> None:
    assert decode_id(text) is None


def test_ids_of_one_process_rise() -> None:
    made = [new_id() for _ in range(1_000)]
    assert made == sorted(made)
    assert {each.version for each in made} == {7}
