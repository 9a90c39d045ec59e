"""The texts that administrators write for mails: what is broken, at which line and column, and what a good one says."""

import pytest

from ostiary.policy.mail_templates import (
    BODY_MAX,
    FAULTS_MAX,
    SUBJECT_MAX,
    FaultReason,
    MailKind,
    MailText,
    faults_of,
    normalised,
    paragraphs_of,
    rendered,
)

GOOD = MailText("is your code for {application}", "Hello {email},\n\n{code}\n\nFrom {place}.")
VALUES = {"code": "123456", "application": "Acme", "email": "ann@example.com", "place": "203.0.113.7 (DE)"}

Told = tuple[str, int, int, str]


def told(subject: str = GOOD.subject, body: str = GOOD.body, kind: MailKind = MailKind.CODE) -> list[Told]:
    faults = faults_of(kind, normalised(MailText(subject, body)))
    return [(fault.part.value, fault.line, fault.column, fault.reason.value) for fault in faults]


def test_a_good_text_has_no_fault() -> None:
    assert told() == []


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ("{code}\n\nHi {nam}", [(3, 4, "UNKNOWN_VARIABLE")]),
        ("{code} { code }", [(1, 8, "UNKNOWN_VARIABLE")]),
        ("{code}{}", [(1, 7, "UNKNOWN_VARIABLE")]),
        ("{code}\n{CODE}", [(2, 1, "UNKNOWN_VARIABLE")]),
        ("{code}\n{factor}", [(2, 1, "UNKNOWN_VARIABLE")]),
        ("{code}\n  {application", [(2, 3, "UNCLOSED_BRACE")]),
        ("{code}\n{application\n}", [(2, 1, "UNCLOSED_BRACE"), (3, 1, "STRAY_BRACE")]),
        ("{code} {a{code}}", [(1, 8, "UNCLOSED_BRACE"), (1, 16, "STRAY_BRACE")]),
        ("{code}\n\n a } b", [(3, 4, "STRAY_BRACE")]),
        ("{code}}", [(1, 7, "STRAY_BRACE")]),
        ("Hello\n\n{{code}}", [(1, 1, "MISSING_VARIABLE")]),
        ("Hello", [(1, 1, "MISSING_VARIABLE")]),
        (" \n ", [(1, 1, "EMPTY")]),
        ("{code}\n\tHi", [(2, 1, "CONTROL_CHARACTER")]),
        ("{code}\n\na\x00b", [(3, 2, "CONTROL_CHARACTER")]),
        ("{code}\na\rb", [(2, 2, "CONTROL_CHARACTER")]),
        ("{code}\ud800", [(1, 7, "CONTROL_CHARACTER")]),
        ("{code}\u2028\x9b", [(1, 7, "CONTROL_CHARACTER"), (1, 8, "CONTROL_CHARACTER")]),
        ("{code}\r\n\r\n验证码 🔑 {x}", [(3, 7, "UNKNOWN_VARIABLE")]),
        ("{code}\n" + "a" * (BODY_MAX - 7) + "b", [(2, BODY_MAX - 6, "TOO_LONG")]),
        ("{code}\n" + "a" * (BODY_MAX - 7), []),
        ("{code}\n{0.__class__}", [(2, 1, "UNKNOWN_VARIABLE")]),
        ("{code}\n{code!r} {code:>9}", [(2, 1, "UNKNOWN_VARIABLE"), (2, 10, "UNKNOWN_VARIABLE")]),
        ("{code} %s %(code)s ${code} $code <b> \\n", []),
    ],
)  # fmt: skip
def test_a_body_is_told_its_faults_with_line_and_column(body: str, faults: list[tuple[int, int, str]]) -> None:
    assert told(body=body) == [("BODY", *fault) for fault in faults]


@pytest.mark.parametrize(
    ("subject", "faults"),
    [
        ("", [(1, "EMPTY")]),
        ("  ", [(1, "EMPTY")]),
        ("a{code}", [(2, "UNKNOWN_VARIABLE")]),
        ("a" * SUBJECT_MAX, []),
        ("a" * (SUBJECT_MAX + 1), [(SUBJECT_MAX + 1, "TOO_LONG")]),
        ("a\tb", [(2, "CONTROL_CHARACTER")]),
        ("{application", [(1, "UNCLOSED_BRACE")]),
        ("{application}}", [(14, "STRAY_BRACE")]),
    ],
)
def test_a_subject_is_told_its_faults_with_the_column(subject: str, faults: list[tuple[int, str]]) -> None:
    assert told(subject) == [("SUBJECT", 1, column, reason) for column, reason in faults]


def test_a_subject_of_two_lines_is_broken_at_the_break() -> None:
    assert told("Hi\r\nBcc: eve@example.com") == [
        ("SUBJECT", 1, 3, "LINE_BREAK"),
        ("SUBJECT", 1, 4, "LINE_BREAK"),
    ]


def test_a_reset_must_say_where_and_may_say_what_comes_next() -> None:
    kind = MailKind.BINDING_RESET
    assert told("{factor} reset", "{factor} {application} {email} {time} {next}", kind) == []
    assert told("{next}", "Gone. {code}", kind) == [
        ("SUBJECT", 1, 1, "UNKNOWN_VARIABLE"),
        ("BODY", 1, 1, "MISSING_VARIABLE"),
        ("BODY", 1, 7, "UNKNOWN_VARIABLE"),
    ]


def test_a_link_to_a_new_password_stands_in_the_body_on_a_line_of_its_own() -> None:
    kind = MailKind.PASSWORD_RESET
    assert told("for {application}", "Go on:\n  {link} \n{email} {time} {place} {ip} {country} {minutes}", kind) == []
    assert told("{link}", "Hello {code}", kind) == [
        ("SUBJECT", 1, 1, "UNKNOWN_VARIABLE"),
        ("BODY", 1, 1, "MISSING_VARIABLE"),
        ("BODY", 1, 7, "UNKNOWN_VARIABLE"),
    ]
    assert told(body="{link}\n打开{link}。\nhttps://evil.example/?{link}", kind=kind) == [
        ("BODY", 2, 3, "LINK_NOT_ALONE"),
        ("BODY", 3, 23, "LINK_NOT_ALONE"),
    ]


def test_the_subject_comes_first_and_no_more_are_told_than_can_be_read() -> None:
    faults = faults_of(MailKind.CODE, MailText("}", "{x}" * 4000))
    assert (len(faults), faults[0].reason) == (FAULTS_MAX, FaultReason.STRAY_BRACE)


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{code} for {application}", "123456 for Acme"),
        ("{{code}} is {{{code}}}", "{code} is {123456}"),
        ("a }} b {{ c", "a } b { c"),
        ("%s $code \\n <b>", "%s $code \\n <b>"),
    ],
)
def test_a_good_text_says_its_values_and_single_braces(template: str, said: str) -> None:
    assert rendered(template, VALUES) == said


def test_a_value_is_never_read_again_and_stays_on_its_line() -> None:
    values = {"application": "{code}\r\nBcc: eve@example.com\x00\u2028{{", "code": "123456"}
    assert rendered("{application}|{code}", values) == "{code}  Bcc: eve@example.com  {{|123456"


def test_blank_lines_part_paragraphs_and_lines_stay_inside_one() -> None:
    assert paragraphs_of("\n a\nb \n \n\n{c\n\n") == ("a\nb", "{c")
