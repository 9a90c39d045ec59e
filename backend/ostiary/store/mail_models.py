"""The table of an application's own mail texts as a Tortoise model, like those of `models`."""

from tortoise import fields
from tortoise.models import Model

from ostiary.store.instants import InstantField


class SavedMailText(Model):
    """What was saved last for one kind of mail in one language; without subject and body the built-in text holds."""

    id = fields.UUIDField(primary_key=True)
    application_id = fields.UUIDField()
    kind = fields.CharField(16)
    language = fields.CharField(8)
    subject = fields.CharField(200, null=True)
    body = fields.TextField(null=True)
    version = fields.IntField()
    saved_at = InstantField()
    saved_by_id = fields.UUIDField(null=True)

    class Meta:
        """Table name."""

        table = "mail_texts"
