"""What an application's mails say, as the schema shows it (rules L9, M4)."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry

import ostiary.api.types.user as users
from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types.user_errors import ExpectedFailure
from ostiary.api.types.vocabulary import Locale, MailFaultReason, MailKind, MailPart
from ostiary.policy.mail_templates import REQUIRED, VARIABLES, Fault
from ostiary.services import mail_texts

if TYPE_CHECKING:
    from ostiary.api.types.user import User

_MEANINGS = {
    "code": "The six digits. In a paragraph of its own it stands out.",
    "link": "The link that sets a new password, on a line of its own.",
    "application": "The application's name.",
    "email": "The address that the mail goes to.",
    "time": "When it happened, such as `2026-11-24 06:02 UTC`.",
    "place": "Where it was asked for: the IP address, and the country where it is known.",
    "ip": "The IP address that asked for it.",
    "country": "That address's country in two letters, or `unknown`.",
    "minutes": "How many minutes the code or the link works for at most.",
    "factor": "What was reset: OTP, or email verification.",
    "next": "A sentence: what happens at the next sign-in.",
}
_ADVICE = {
    MailFaultReason.UNKNOWN_VARIABLE: "There is no such variable here. Use one of those listed, without blanks.",
    MailFaultReason.UNCLOSED_BRACE: "This brace is not closed on its line. Close it, or write {{ for a brace itself.",
    MailFaultReason.STRAY_BRACE: "This brace closes nothing. Open it, or write }} for a brace itself.",
    MailFaultReason.MISSING_VARIABLE: "The text has to use the required variable.",
    MailFaultReason.EMPTY: "Write something.",
    MailFaultReason.TOO_LONG: "From here on it is too long: at most 200 characters in a subject, 5,000 in a body.",
    MailFaultReason.LINE_BREAK: "A subject is one line. Remove the line break.",
    MailFaultReason.CONTROL_CHARACTER: "This character cannot be shown. Remove it; instead of a tab use blanks.",
    MailFaultReason.LINK_NOT_ALONE: "The link has to stand on a line of its own: what touches it would break it.",
}


@strawberry.type(description="What may stand in braces in a mail's text.")
class MailVariable:
    """See the description."""

    name: str = strawberry.field(description="Its name: written as `{name}`.")
    description: str = strawberry.field(description="What stands there in a mail.")
    required: bool = strawberry.field(description="Whether the body must use it.")
    in_subject: bool = strawberry.field(description="Whether the subject may use it, too.")

    @classmethod
    def all_of(cls, kind: MailKind) -> "list[MailVariable]":
        """Those of a kind of mail, in their order."""
        parts = VARIABLES[kind]
        return [
            cls(
                name=name,
                description=_MEANINGS[name],
                required=name == REQUIRED[kind],
                in_subject=name in parts[MailPart.SUBJECT],
            )
            for name in parts[MailPart.BODY]
        ]


@strawberry.type(description="What one kind of mail of an application says in one language.")
class MailText:
    """See the description."""

    saver_id: strawberry.Private[UUID | None]
    kind: MailKind = strawberry.field(description="Which mail.")
    language: Locale = strawberry.field(description="In which language.")
    edited: bool = strawberry.field(description="false: the built-in text holds.")
    subject: str = strawberry.field(
        description="One line of 1 to 200 characters, with variables. Of a CODE mail: what follows the code."
    )
    body: str = strawberry.field(
        description="1 to 5,000 characters, with variables; a blank line starts a new paragraph. A footer is added."
    )
    variables: list[MailVariable] = strawberry.field(description="What it may use.")
    version: int = strawberry.field(description="Rises with every save. 0: nothing was ever saved.")
    saved_at: datetime | None = strawberry.field(description="When it was last saved or reset; null: never.")

    @described("Who saved or reset it last; null: nobody, an API token, or a user who was deleted since.")
    async def saved_by(self, info: Info) -> Annotated["User", strawberry.lazy("ostiary.api.types.user")] | None:
        """The administrator."""
        return await users.load_user(info, self.saver_id)

    @classmethod
    def of(cls, view: mail_texts.MailTextView) -> "MailText":
        """Present it."""
        return cls(
            saver_id=view.saved_by_id,
            kind=view.key.kind,
            language=Locale(view.key.language),
            edited=view.is_edited,
            subject=view.text.subject,
            body=view.text.body,
            variables=MailVariable.all_of(view.key.kind),
            version=view.version,
            saved_at=view.saved_at,
        )


@strawberry.type(description="One thing that is wrong with a mail's text, and where. What was sent is not repeated.")
class MailTextFault:
    """See the description."""

    part: MailPart = strawberry.field(description="In which part.")
    line: int = strawberry.field(description="In which line, from 1.")
    column: int = strawberry.field(description="At which character of the line (Unicode code points), from 1.")
    reason: MailFaultReason = strawberry.field(description="What is wrong.")
    message: str = strawberry.field(description="What to do, in an English sentence.")

    @classmethod
    def of(cls, fault: Fault) -> "MailTextFault":
        """Present it."""
        return cls(
            part=fault.part,
            line=fault.line,
            column=fault.column,
            reason=fault.reason,
            message=_ADVICE[fault.reason],
        )


@strawberry.type(description="The text is broken. Nothing was saved or sent.")
class MailTextFaulty(ExpectedFailure):
    """See the description."""

    faults: list[MailTextFault] = strawberry.field(
        description="What is wrong, the subject's first, from the top: 1 to 20 of them."
    )

    @classmethod
    def of(cls, outcome: mail_texts.MailTextFaulty) -> "MailTextFaulty":
        """Present the outcome; the sentence names the first place."""
        first = outcome.faults[0]
        place = f"{first.part.value.lower()}, line {first.line}, column {first.column}"
        return cls(
            message=f"At {place}: {_ADVICE[first.reason]}", faults=[MailTextFault.of(each) for each in outcome.faults]
        )


@strawberry.type(description="Somebody else saved or reset this text since you read it. Nothing was saved.")
class MailTextConflict(ExpectedFailure):
    """See the description."""

    mail_text: MailText = strawberry.field(description="The text as it is now: see `savedBy`, `savedAt`, `version`.")

    @classmethod
    def of(cls, outcome: mail_texts.MailTextConflict) -> "MailTextConflict":
        """Present the outcome."""
        return cls(
            message="Somebody else saved this text meanwhile. Look at it, then save over its version or leave it.",
            mail_text=MailText.of(outcome.view),
        )
