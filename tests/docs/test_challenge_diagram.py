"""The diagram of docs/security.md is the challenge's table (rule L3), generated and not drawn."""

import re
from pathlib import Path

from ostiary.policy.challenge import diagram

SECURITY = Path(__file__).parents[2] / "docs" / "security.md"


def test_the_diagram_of_the_docs_is_the_table_of_the_code() -> None:
    assert re.findall(r"```mermaid\n(.*?)\n```", SECURITY.read_text("utf-8"), re.DOTALL) == [diagram()]
