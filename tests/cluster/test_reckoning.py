"""The books find what is lost: each of these is what a cluster without guarantees would leave behind."""

from collections import Counter
from dataclasses import replace

import pytest

from tests.cluster.known import LOCK, LOGIN, PASSWORD, REFUSAL, Event, Known
from tests.cluster.ledger import Ledger
from tests.cluster.reckoning import compared

VICTIM, PERSON = "victim1@example.com", "person1@example.com"


@pytest.fixture
def ledger() -> Ledger:
    """A login, and a burst of nine wrong codes: five are told that attempts are left, one that it is locked."""
    ledger = Ledger(tokens=["t"])
    for email, event, count in ((PERSON, PASSWORD, 1), (PERSON, LOGIN, 1), (VICTIM, PASSWORD, 1), (VICTIM, REFUSAL, 5)):
        for _ in range(count):
            ledger.promise(email, event)
    ledger.lock(VICTIM)
    return ledger


@pytest.fixture
def known() -> Known:
    """What a database that lost nothing knows of it."""
    events: Counter[tuple[str, Event]] = Counter()
    events[PERSON, PASSWORD] = events[PERSON, LOGIN] = events[VICTIM, PASSWORD] = events[VICTIM, LOCK] = 1
    events[VICTIM, REFUSAL] = 6
    return Known(events, 1, frozenset({VICTIM}))


def changed(known: Known, email: str, event: Event, count: int) -> Known:
    return replace(known, events=Counter({**known.events, (email, event): count}))


def test_what_is_all_there_is_neither_lost_nor_invented(ledger: Ledger, known: Known) -> None:
    seen = compared(ledger, known)
    assert (seen.lost, seen.invented, seen.most_verdicts, seen.acknowledged) == (0, 0, 6, 11)


def test_an_acknowledged_lock_that_the_account_does_not_have_is_lost(ledger: Ledger, known: Known) -> None:
    seen = compared(ledger, replace(known, locked=frozenset()))
    assert (seen.lost_locks, seen.lost_events, seen.lost) == (1, 0, 1)


@pytest.mark.parametrize(("event", "count"), [(LOCK, 0), (REFUSAL, 5)])
def test_an_acknowledged_lock_without_its_event_or_the_sixth_wrong_code_is_lost(
    ledger: Ledger, known: Known, event: Event, count: int
) -> None:
    assert compared(ledger, changed(known, VICTIM, event, count)).lost_events == 1


def test_a_lock_is_written_down_once(ledger: Ledger, known: Known) -> None:
    assert compared(ledger, changed(known, VICTIM, LOCK, 2)).invented == 1


def test_a_lock_may_be_there_where_wrong_codes_went_unanswered(ledger: Ledger, known: Known) -> None:
    other = "victim2@example.com"
    for _ in range(9):
        ledger.doubt(other, REFUSAL)
    assert compared(ledger, known).lost == 0
    assert compared(ledger, changed(known, other, LOCK, 1)).invented == 0
    assert compared(ledger, changed(known, other, LOCK, 2)).invented == 1
    assert compared(ledger, changed(known, "victim3@example.com", LOCK, 1)).invented == 1


def test_once_it_is_acknowledged_nothing_about_a_lock_is_left_open(ledger: Ledger, known: Known) -> None:
    """Whatever went unanswered before or afterwards was one of the six, or came too late."""
    ledger.doubt(VICTIM, REFUSAL)
    assert compared(ledger, changed(known, VICTIM, LOCK, 2)).invented == 1
    ledger.lock(VICTIM)
    assert compared(ledger, changed(known, VICTIM, REFUSAL, 7)).invented == 1


def test_a_lost_session_is_lost(ledger: Ledger, known: Known) -> None:
    assert compared(ledger, replace(known, sessions=0)).lost_sessions == 1
