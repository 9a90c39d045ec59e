"""The tables of the sealed log as Tortoise models, like those of `models`; they are written and read by SQL alone."""

from tortoise import fields
from tortoise.models import Model

from ostiary.store.instants import InstantField


class AuditPlace(Model):
    """What the sealer adds to an event; a salt goes when its part of the event is erased."""

    sequence = fields.BigIntField(primary_key=True)
    event_id = fields.UUIDField(unique=True)
    subject_salt = fields.BinaryField(null=True)
    origin_salt = fields.BinaryField(null=True)
    seal = fields.BinaryField()

    class Meta:
        """Table name."""

        table = "audit_places"


class AuditUnsealed(Model):
    """That an event waits for its place; its key is both."""

    event_id = fields.UUIDField(primary_key=True)
    occurred_at = InstantField()

    class Meta:
        """Table name."""

        table = "audit_unsealed"


class AuditBatch(Model):
    """A run of sealed events with its signed root."""

    number = fields.BigIntField(primary_key=True)
    form = fields.IntField()
    first_sequence = fields.BigIntField()
    last_sequence = fields.BigIntField()
    previous_digest = fields.BinaryField()
    root = fields.BinaryField()
    sealed_at = InstantField()
    newest_at = InstantField()
    key_id = fields.CharField(32)
    signature = fields.BinaryField()

    class Meta:
        """Table name."""

        table = "audit_batches"


class AuditErasure(Model):
    """The commitment of a part of a sealed event that was erased, signed."""

    id = fields.UUIDField(primary_key=True)
    sequence = fields.BigIntField()
    part = fields.CharField(8)
    commitment = fields.BinaryField()
    key_id = fields.CharField(32)
    signature = fields.BinaryField()

    class Meta:
        """Table name."""

        table = "audit_erasures"


class AuditHorizon(Model):
    """The one row, once there is one, that says how far retention has come."""

    id = fields.IntField(primary_key=True)
    through_batch = fields.BigIntField()
    through_sequence = fields.BigIntField()
    key_id = fields.CharField(32)
    signature = fields.BinaryField()

    class Meta:
        """Table name."""

        table = "audit_horizon"


class AuditCount(Model):
    """How many sealed events of a type and result a day, an hour or five minutes have; its key is all but the total."""

    minutes = fields.IntField(primary_key=True)
    since = fields.BigIntField()
    type = fields.CharField(48)
    result = fields.CharField(8)
    total = fields.BigIntField()

    class Meta:
        """Table name."""

        table = "audit_counts"
