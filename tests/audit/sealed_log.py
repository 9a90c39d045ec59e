"""A sealed log in a test's hands: sealed and looked at."""

from dataclasses import dataclass, field
from pathlib import Path

from ostiary.policy.audit_chain import Anchor, Batch, Finding, SealedEvent
from ostiary.services.audit_file import LogFile, export_sealed
from ostiary.services.audit_sealing import seal_next
from ostiary.services.audit_signing import public_keys_of
from ostiary.services.audit_source import LiveLog
from ostiary.services.audit_verifying import LogSummary, verify_log
from ostiary.store.audit_seals import sealed_events
from ostiary.store.key_ring import KeyRing
from tests.support.scene import Scene


@dataclass
class SealedLog:
    """The log of a scene."""

    scene: Scene
    batches: list[Batch] = field(default_factory=list)

    @property
    def length(self) -> int:
        """How many events are sealed."""
        return self.batches[-1].last_sequence if self.batches else 0

    async def seal(self, ring: KeyRing | None = None) -> None:
        """Seal whatever there is."""
        while batch := await seal_next(ring or self.scene.runtime.key_ring, self.scene.hands.now):
            self.batches.append(batch)

    async def verified(self, *anchors: Anchor, ring: KeyRing | None = None) -> Finding | LogSummary:
        """What `audit verify` says of the database, a minute later."""
        self.scene.hands.move(minutes=1)
        keys = public_keys_of(ring or self.scene.runtime.key_ring)
        return await verify_log(await LiveLog.open(), keys, anchors, self.scene.hands.now)

    async def file_verified(self, path: Path, *anchors: Anchor) -> Finding | LogSummary:
        """What `audit verify --file` says."""
        keys = public_keys_of(self.scene.runtime.key_ring)
        return await verify_log(LogFile(path), keys, anchors, self.scene.hands.now)

    async def found(self, *anchors: Anchor, ring: KeyRing | None = None) -> str:
        """What is found to be wrong: `edited: event 3 …`; empty: nothing."""
        told = await self.verified(*anchors, ring=ring)
        return str(told) if isinstance(told, Finding) else ""

    async def exported(self, path: Path) -> Path:
        """The log as a file."""
        path.write_text("".join([line async for line in export_sealed(self.scene.runtime.key_ring)]), "utf-8")
        return path

    async def events(self) -> list[SealedEvent]:
        """All sealed events in order."""
        return [event async for event in sealed_events(1, self.length)]

    async def id_of(self, sequence: int) -> str:
        """The id of one event."""
        return (await self.events())[sequence - 1].id

    async def anchor(self) -> Anchor:
        """The last printed root."""
        return Anchor(self.batches[-1].root, self.batches[-1].last_sequence)
