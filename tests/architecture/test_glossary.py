"""One word per thing: the glossary of the design, whose banned synonyms no name of ours may carry."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.identifiers import given_in_python, given_in_typescript, words
from tests.architecture.sources import PACKAGE, ROOT, files, named

BANNED = {
    "factor": ("strategy", "strategies"),
    "binding": (
        "enrolment",
        "enrollment",
        "enrolments",
        "enrollments",
        "enrol",
        "enroll",
        "device",
        "credential",
    ),
    "reset": ("unbind", "revoke", "revoked"),
    "bypass": ("skip", "skipped", "exempt", "exempted"),
    "challenge": ("flow", "interaction"),
    "code": ("passcode", "pin", "pins", "otp_token", "email_token"),
    "attempt": ("try", "tries"),
    "lockout": ("ban", "banned", "freeze"),
    "secret": ("seed", "seeds"),
    "time step": ("timecode", "time_code"),
    "drift": ("skew",),
    "verdict, outcome or result": ("response", "status"),
    "origin": ("metadata",),
    "viewer": ("me", "current_user"),
    "what it holds": ("utils", "util", "helper", "helpers", "manager", "common"),
}

# The public contract's name for a binding that is not one yet.
CONTRACT = ("otp_enrollment",)

# Words of neighbouring standards, each legitimate where that standard is spoken.
HTTP = ("web/", "api/", "app.py", "frontend/")
SPOKEN_IN = {
    "response": HTTP,
    "status": HTTP,
    "skip_link": ("frontend/",),  # WCAG 2.4.1
    # RFC 7009: an API token is revoked; a binding is reset.
    "revoke_api_token": ("",),
    "revoke_api_tokens_of": ("",),
    "revoke_tokens_of": ("",),
    "api_token_revoked": ("",),
    "revoked_at": ("",),
    "revoked": ("policy/api_tokens.py", "services/api_tokens.py"),
}

# In a factor "token" could only mean a code; elsewhere it is what opens a challenge or a session.
BANNED_IN_FACTORS = {"code": ("token", "tokens")}


def synonyms(identifier: str, path: Path) -> Iterator[str]:
    place = path.relative_to(PACKAGE if path.is_relative_to(PACKAGE) else ROOT).as_posix()
    said = words(identifier)
    for phrase in (*CONTRACT, *(word for word, places in SPOKEN_IN.items() if place.startswith(places))):
        said = said.replace(f"_{phrase}_", "_")
    banned = list(BANNED.items())
    if place.startswith("factors/"):
        banned += BANNED_IN_FACTORS.items()
    for word, others in banned:
        yield from (f"say {word}, not {other}" for other in others if f"_{other}_" in said)


def test_python_speaks_the_glossary() -> None:
    strays = [
        f"{named(path, line)} {identifier}: {advice}"
        for path in files("backend/ostiary/*.py")
        for identifier, line in given_in_python(path)
        for advice in synonyms(identifier, path)
    ]
    assert not strays, "\n".join(strays)


def test_the_pages_speak_the_glossary() -> None:
    strays = [
        f"{named(path, line)} {identifier}: {advice}"
        for path in files("frontend/src/*.ts", "frontend/src/*.tsx")
        for identifier, line in given_in_typescript(path)
        for advice in synonyms(identifier, path)
    ]
    assert not strays, "\n".join(strays)


@pytest.mark.parametrize(
    ("identifier", "place", "advice"),
    [
        ("skip_mfa", "services/login.py", ["say bypass, not skip"]),
        ("CurrentUser", "api/context.py", ["say viewer, not current_user"]),
        ("MAX_TRIES", "policy/lockout.py", ["say attempt, not tries"]),
        ("verify_token", "factors/otp/totp.py", ["say code, not token"]),
        ("verify_token", "services/sessions.py", []),
        ("response", "services/login.py", ["say verdict, outcome or result, not response"]),
        ("response", "web/health.py", []),
        ("OtpEnrollment", "api/types/binding.py", []),
        ("retry_at", "policy/limits.py", []),
    ],
)
def test_a_synonym_is_found_where_it_is_one(identifier: str, place: str, advice: list[str]) -> None:
    assert list(synonyms(identifier, PACKAGE / place)) == advice


def test_every_kind_of_name_is_read(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text("import os as a\nclass B:\n  c: int\n  def d(self, e): self.f = [g for g in e]\n", "utf-8")
    assert {name for name, _ in given_in_python(path)} == {
        "module",
        "a",
        "B",
        "c",
        "d",
        "self",
        "e",
        "f",
        "g",
    }
    assert isinstance(ast.parse(path.read_text("utf-8")), ast.Module)


def test_every_kind_of_declaration_in_the_pages_is_read(tmp_path: Path) -> None:
    path = tmp_path / "code-field.tsx"
    path.write_text("// const no = 1\nconst a = 1\nfunction b() {}\nconst { c, d: e } = f\ntype G = 1\n", "utf-8")
    assert {name for name, _ in given_in_typescript(path)} == {"code_field", "a", "b", "c", "e", "G"}
