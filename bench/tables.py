"""What a section answers: a table of text, with the figures behind it for programs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Table:
    """One section's result. `figures` goes to the JSON as it is.

    `goals` are (sentence, is met) pairs; None: not judged, and `not_judged` says why.
    """

    title: str
    columns: Sequence[str]
    rows: list[Sequence[str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    goals: list[tuple[str, bool | None]] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=dict)
    not_judged: str = "smaller size; run --full"

    def add(self, *cells: object) -> None:
        """One row; numbers are shown with three digits."""
        self.rows.append([shown(cell) for cell in cells])

    @property
    def is_missed(self) -> bool:
        """Whether a goal that was judged is not met."""
        return any(is_met is False for _, is_met in self.goals)

    def judge_nothing(self, reason: str) -> None:
        """Keep the goals' sentences alone."""
        self.not_judged = reason
        self.goals = [(sentence, None) for sentence, _ in self.goals]

    def markdown(self) -> str:
        """The table as text that is readable as it stands."""
        cells = [list(self.columns), *[list(row) for row in self.rows]]
        widths = [max(len(row[n]) for row in cells) for n in range(len(self.columns))]

        def line(row: Sequence[str]) -> str:
            padded = [row[0].ljust(widths[0]), *(cell.rjust(widths[n + 1]) for n, cell in enumerate(row[1:]))]
            return "| " + " | ".join(padded) + " |"

        rule = "| " + " | ".join("-" * width for width in widths) + " |"
        judged = {True: "met: {}", False: "MISSED: {}", None: f"not judged: {self.not_judged} ({{}})"}
        goals = [f"- {judged[is_met].format(sentence)}" for sentence, is_met in self.goals]
        body = [line(cells[0]), rule, *(line(row) for row in cells[1:])]
        parts = [f"## {self.title}", "\n".join(body), "\n".join(goals), "\n".join(self.notes)]
        return "\n\n".join(part for part in parts if part) + "\n"


def write(name: str, table: Table, machine: Mapping[str, Any], folder: Path) -> None:
    """`name`.md for people and `name`.json for programs."""
    folder.mkdir(exist_ok=True)
    told = "\n".join(f"- {key}: {value}" for key, value in machine.items())
    (folder / f"{name}.md").write_text(f"{table.markdown()}\n{told}\n", "utf-8")
    content = {
        "title": table.title,
        "machine": dict(machine),
        "columns": list(table.columns),
        "rows": [list(row) for row in table.rows],
        "goals": [{"goal": sentence, "met": is_met} for sentence, is_met in table.goals],
        "figures": table.figures,
    }
    (folder / f"{name}.json").write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")


def shown(cell: object) -> str:
    """Text as it is; numbers short."""
    if isinstance(cell, float):
        return f"{cell:,.0f}" if abs(cell) >= 100 else f"{cell:.3g}"
    return f"{cell:,}" if isinstance(cell, int) and not isinstance(cell, bool) else str(cell)
