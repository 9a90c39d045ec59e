"""Every attack has an id: a letter for its group, and a number.

G guessing, R races, P replay, S state skipping, C confusion of users and applications, I input, A authorisation,
W sessions and the web, B branding, M mail, L the log, Q GraphQL, K keys, F failures.
"""

import pytest

attack = pytest.mark.attack
"""`@attack("G-01")` on a test, or `pytest.param(…, marks=attack("I-01"))` on one of its cases."""
