"""The texts of mails that an administrator may write, and what makes one broken (rule L9).

A text is plain: `{name}` stands for a value, `{{` and `}}` for braces, and nothing else means anything. Which names
there are depends on the kind of mail and on the part of it. Every fault is told with its line and column, from 1, in
characters. Values are put in once and never read again, so that none of them can name another.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

SUBJECT_MAX = 200
BODY_MAX = 5000
FAULTS_MAX = 20
"""As many are told at once."""


class MailKind(StrEnum):
    """A kind of mail whose text an application may have for itself."""

    CODE = "CODE"
    BINDING_RESET = "BINDING_RESET"
    PASSWORD_RESET = "PASSWORD_RESET"


class MailPart(StrEnum):
    """A part of a text."""

    SUBJECT = "SUBJECT"
    BODY = "BODY"


class FaultReason(StrEnum):
    """What is wrong with a text, at one place of it."""

    UNKNOWN_VARIABLE = "UNKNOWN_VARIABLE"
    UNCLOSED_BRACE = "UNCLOSED_BRACE"
    STRAY_BRACE = "STRAY_BRACE"
    MISSING_VARIABLE = "MISSING_VARIABLE"
    EMPTY = "EMPTY"
    TOO_LONG = "TOO_LONG"
    LINE_BREAK = "LINE_BREAK"
    CONTROL_CHARACTER = "CONTROL_CHARACTER"
    LINK_NOT_ALONE = "LINK_NOT_ALONE"


@dataclass(frozen=True)
class MailText:
    """Subject and body, variables not put in yet. In the subject of a code mail the code comes before all of it."""

    subject: str
    body: str


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: where, and why. What is missing or empty is told at 1:1."""

    part: MailPart
    line: int
    column: int
    reason: FaultReason


_PLAIN = ("application", "email", "time")
_ORIGIN = ("place", "ip", "country", "minutes")
VARIABLES: dict[MailKind, dict[MailPart, tuple[str, ...]]] = {
    MailKind.CODE: {MailPart.SUBJECT: (*_PLAIN, *_ORIGIN), MailPart.BODY: ("code", *_PLAIN, *_ORIGIN)},
    MailKind.BINDING_RESET: {MailPart.SUBJECT: (*_PLAIN, "factor"), MailPart.BODY: (*_PLAIN, "factor", "next")},
    MailKind.PASSWORD_RESET: {MailPart.SUBJECT: (*_PLAIN, *_ORIGIN), MailPart.BODY: ("link", *_PLAIN, *_ORIGIN)},
}
"""The names that a part may use. The code is none of the subject's: it stands before it, whatever is written. Nor is
the link: subjects are shown on locked screens and kept in the logs of mail servers."""
REQUIRED: dict[MailKind, str] = {
    MailKind.CODE: "code",
    MailKind.BINDING_RESET: "application",
    MailKind.PASSWORD_RESET: "link",
}
"""What a body must not leave out: the code, where something was reset, and the link."""

_TOKEN = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}|[{}]|[^{}]+")
_BLANK_LINES = re.compile(r"\n\s*\n")
_BRACES = {"{": FaultReason.UNCLOSED_BRACE, "}": FaultReason.STRAY_BRACE}
_MAXIMA = {MailPart.SUBJECT: SUBJECT_MAX, MailPart.BODY: BODY_MAX}


def normalised(text: MailText) -> MailText:
    """The text with its lines ended by `\\n` alone, as forms and files may not end them."""
    return MailText(text.subject, text.body.replace("\r\n", "\n"))


def faults_of(kind: MailKind, text: MailText) -> tuple[Fault, ...]:
    """What is wrong with a normalised text, subject first, from the top; none: it may be saved and sent."""
    found: list[Fault] = []
    for part, written in ((MailPart.SUBJECT, text.subject), (MailPart.BODY, text.body)):
        places = sorted(_faults(kind, part, written), key=lambda fault: fault[0])
        found += [Fault(part, *_place(written, index), reason) for index, reason in places[:FAULTS_MAX]]
    return tuple(found[:FAULTS_MAX])


def rendered(template: str, values: Mapping[str, str]) -> str:
    """The template with its values, each on one line. KeyError: a name that `faults_of` would have refused."""
    return "".join(_said(token, values) for token in _TOKEN.finditer(template))


def paragraphs_of(text: str) -> tuple[str, ...]:
    """What stands between blank lines; lines inside a paragraph stay lines."""
    return tuple(each.strip() for each in _BLANK_LINES.split(text) if each.strip())


def _faults(kind: MailKind, part: MailPart, written: str) -> Iterator[tuple[int, FaultReason]]:
    """Index and reason of each."""
    if not written.strip():
        yield 0, FaultReason.EMPTY
    elif part is MailPart.BODY and REQUIRED[kind] not in _names(written):
        yield 0, FaultReason.MISSING_VARIABLE
    if len(written) > _MAXIMA[part]:
        yield _MAXIMA[part], FaultReason.TOO_LONG
    yield from _faulty_characters(part, written)
    for token in _TOKEN.finditer(written):
        if token[1] is not None and token[1] not in VARIABLES[kind][part]:
            yield token.start(), FaultReason.UNKNOWN_VARIABLE
        elif token[0] in _BRACES:
            yield token.start(), _BRACES[token[0]]
        elif token[1] == "link" and _line_around(written, token.start()).strip() != token[0]:
            # Mail programs make a link of whatever touches it: it would lead nowhere, or its secret somewhere else.
            yield token.start(), FaultReason.LINK_NOT_ALONE


def _faulty_characters(part: MailPart, written: str) -> Iterator[tuple[int, FaultReason]]:
    for index, char in enumerate(written):
        if char in "\r\n" and part is MailPart.SUBJECT:
            yield index, FaultReason.LINE_BREAK
        elif char != "\n" and _is_control(char):
            yield index, FaultReason.CONTROL_CHARACTER


def _names(written: str) -> set[str | None]:
    return {token[1] for token in _TOKEN.finditer(written)}


def _place(text: str, index: int) -> tuple[int, int]:
    """Line and column of an index."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _line_around(text: str, index: int) -> str:
    """The line that the index is in."""
    return text[text.rfind("\n", 0, index) + 1 :].partition("\n")[0]


def _said(token: re.Match[str], values: Mapping[str, str]) -> str:
    if token[1] is None:
        return token[0][0] if token[0] in ("{{", "}}") else token[0]
    return "".join(" " if _is_control(char) else char for char in values[token[1]])


def _is_control(char: str) -> bool:
    """Of what no mail should hold: C0 and C1 controls, line and paragraph separators, lone surrogates."""
    number = ord(char)
    return number < 0x20 or 0x7F <= number <= 0x9F or number in (0x2028, 0x2029) or 0xD800 <= number <= 0xDFFF
