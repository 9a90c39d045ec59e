"""What saving an administrator's staged toggles changes and destroys (rules C1-C4)."""

from collections.abc import Sequence
from dataclasses import dataclass

from ostiary.policy.vocabulary import FactorKind


@dataclass(frozen=True)
class FactorState:
    """A factor as saved. `version` counts its saves; `binding_count` its live bindings."""

    kind: FactorKind
    is_enabled: bool
    version: int
    binding_count: int


@dataclass(frozen=True)
class StagedToggle:
    """One administrator's unsaved wish, with the version that it was made against."""

    kind: FactorKind
    is_enabled: bool
    base_version: int


@dataclass(frozen=True)
class FactorChange:
    """A switch that the save turns. Turning off destroys `destroyed_bindings` bindings."""

    kind: FactorKind
    is_enabled: bool
    destroyed_bindings: int


@dataclass(frozen=True)
class SavePlan:
    """What the save does, all of it or nothing."""

    changes: tuple[FactorChange, ...]

    @property
    def destroyed_bindings(self) -> int:
        """The exact number of bindings that the save would destroy."""
        return sum(change.destroyed_bindings for change in self.changes)


@dataclass(frozen=True)
class SaveConflict:
    """A factor that somebody else saved since it was staged (C2)."""

    kind: FactorKind


@dataclass(frozen=True)
class RemovalUnconfirmed:
    """The save would destroy bindings and nobody has agreed to it (C3)."""

    binding_count: int


def is_change(saved: FactorState, wanted: bool) -> bool:
    """Whether a toggle to `wanted` is a change at all; if not, there is nothing to stage."""
    return saved.is_enabled is not wanted


def plan_save(
    factors: Sequence[FactorState], staged: Sequence[StagedToggle], is_removal_confirmed: bool
) -> SavePlan | SaveConflict | RemovalUnconfirmed:
    """Decide one save of one administrator in one application. A conflict comes before the question."""
    wishes = {toggle.kind: toggle for toggle in staged}
    changes: list[FactorChange] = []
    for factor in sorted(factors, key=lambda each: list(FactorKind).index(each.kind)):
        wish = wishes.get(factor.kind)
        if wish is None:
            continue
        if wish.base_version != factor.version:
            return SaveConflict(factor.kind)
        if is_change(factor, wish.is_enabled):
            destroyed = 0 if wish.is_enabled else factor.binding_count
            changes.append(FactorChange(factor.kind, wish.is_enabled, destroyed))
    plan = SavePlan(tuple(changes))
    if plan.destroyed_bindings and not is_removal_confirmed:
        return RemovalUnconfirmed(plan.destroyed_bindings)
    return plan
