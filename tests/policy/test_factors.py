"""What saving staged toggles changes and destroys (rules C1-C4)."""

import pytest

from ostiary.policy.factors import (
    FactorChange,
    FactorState,
    RemovalUnconfirmed,
    SaveConflict,
    SavePlan,
    StagedToggle,
    is_change,
    plan_save,
)
from ostiary.policy.vocabulary import FactorKind

OTP, EMAIL = FactorKind.OTP, FactorKind.EMAIL
OTP_ON = FactorState(OTP, True, 3, 128)
OTP_OFF = FactorState(OTP, False, 3, 0)
EMAIL_ON = FactorState(EMAIL, True, 7, 2)
EMAIL_OFF = FactorState(EMAIL, False, 7, 0)


def test_nothing_staged_changes_nothing() -> None:
    assert plan_save([OTP_ON, EMAIL_ON], [], is_removal_confirmed=False) == SavePlan(())


@pytest.mark.parametrize("is_removal_confirmed", [True, False])
def test_turning_on_destroys_nothing_and_asks_nothing(is_removal_confirmed: bool) -> None:
    plan = plan_save([OTP_OFF, EMAIL_OFF], [StagedToggle(OTP, True, 3)], is_removal_confirmed)
    assert plan == SavePlan((FactorChange(OTP, True, 0),))


def test_turning_off_with_bindings_asks_with_their_exact_number() -> None:
    plan = plan_save([OTP_ON, EMAIL_OFF], [StagedToggle(OTP, False, 3)], is_removal_confirmed=False)
    assert plan == RemovalUnconfirmed(128)


def test_turning_off_with_one_binding_asks_as_well() -> None:
    state = FactorState(OTP, True, 3, 1)
    assert plan_save([state], [StagedToggle(OTP, False, 3)], is_removal_confirmed=False) == RemovalUnconfirmed(1)


def test_turning_off_without_bindings_asks_nothing() -> None:
    state = FactorState(OTP, True, 3, 0)
    plan = plan_save([state], [StagedToggle(OTP, False, 3)], is_removal_confirmed=False)
    assert plan == SavePlan((FactorChange(OTP, False, 0),))


def test_turning_off_with_consent_destroys_every_binding() -> None:
    plan = plan_save([OTP_ON, EMAIL_ON], [StagedToggle(OTP, False, 3)], is_removal_confirmed=True)
    assert plan == SavePlan((FactorChange(OTP, False, 128),))


def test_the_number_asked_about_is_that_of_all_factors_together() -> None:
    staged = [StagedToggle(EMAIL, False, 7), StagedToggle(OTP, False, 3)]
    assert plan_save([OTP_ON, EMAIL_ON], staged, is_removal_confirmed=False) == RemovalUnconfirmed(130)


def test_changes_come_in_the_display_order() -> None:
    staged = [StagedToggle(EMAIL, True, 7), StagedToggle(OTP, False, 3)]
    plan = plan_save([EMAIL_OFF, OTP_ON], staged, is_removal_confirmed=True)
    assert plan == SavePlan((FactorChange(OTP, False, 128), FactorChange(EMAIL, True, 0)))


def test_a_factor_saved_by_somebody_else_meanwhile_is_a_conflict() -> None:
    assert plan_save([OTP_ON], [StagedToggle(OTP, False, 2)], is_removal_confirmed=True) == SaveConflict(OTP)


def test_one_conflict_stops_the_whole_save() -> None:
    staged = [StagedToggle(OTP, False, 3), StagedToggle(EMAIL, False, 6)]
    assert plan_save([OTP_ON, EMAIL_ON], staged, is_removal_confirmed=True) == SaveConflict(EMAIL)


def test_a_conflict_is_said_before_anybody_is_asked_to_destroy() -> None:
    staged = [StagedToggle(OTP, False, 3), StagedToggle(EMAIL, False, 6)]
    assert plan_save([OTP_ON, EMAIL_ON], staged, is_removal_confirmed=False) == SaveConflict(EMAIL)


def test_a_conflict_is_one_also_where_both_wanted_the_same() -> None:
    assert plan_save([OTP_OFF], [StagedToggle(OTP, False, 2)], is_removal_confirmed=True) == SaveConflict(OTP)


def test_a_wish_for_what_is_saved_anyway_is_no_change() -> None:
    assert plan_save([OTP_ON], [StagedToggle(OTP, True, 3)], is_removal_confirmed=False) == SavePlan(())
    assert not is_change(OTP_ON, True)
    assert is_change(OTP_ON, False)
