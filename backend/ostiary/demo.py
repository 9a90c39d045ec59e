"""`ostiary demo`: everything on this machine, with users in every state (contract/operations.md, "Commands")."""

import asyncio
import json
import logging
import os
from pathlib import Path

from platformdirs import user_data_path

from ostiary.app import Parts, assemble, build_app
from ostiary.clock import Clock
from ostiary.demo_users import DemoUser, make_demo
from ostiary.logs import configure_logs
from ostiary.mail.mailbox import Mailbox
from ostiary.refusals import CommandRefusedError
from ostiary.serving import check_port, run
from ostiary.settings import LOOPBACK_HOSTS, Settings
from ostiary.store.database import Database
from ostiary.store.key_ring import generate_key_ring
from ostiary.store.migrating import migrate


def run_demo(host: str, port: int, data: Path | None) -> None:
    """Prepare the folder, print addresses and credentials, serve until Ctrl-C."""
    if host not in LOOPBACK_HOSTS:
        raise CommandRefusedError("The demo listens on loopback alone: use --host 127.0.0.1, or `ostiary serve`.")
    check_port(host, port)
    configure_logs(logging.WARNING)
    folder = (data or user_data_path("ostiary") / "demo").absolute()
    parts = _prepare(folder, host, port)
    users = asyncio.run(_make_users(parts, folder))
    print(_welcome(parts.runtime.public_url, folder, users), flush=True)
    run(build_app(assemble(parts.settings, parts.mailbox)), host, port)


def _prepare(folder: Path, host: str, port: int) -> Parts:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        keys = folder / "keys"
        if not keys.exists():
            _write_private(keys, generate_key_ring("demo"))
        mailbox = Mailbox(folder / "mailbox.jsonl", Clock())
    except OSError as error:
        raise CommandRefusedError(
            f"The folder {folder} cannot be used ({error.strerror}): choose another with --data."
        ) from None
    shown = f"[{host}]" if ":" in host else host
    settings = Settings.model_construct(
        database_url=f"sqlite:///{folder / 'ostiary.db'}",
        keys_file=str(keys),
        public_url=f"http://{shown}:{port}",
    )
    return assemble(settings, mailbox)


async def _make_users(parts: Parts, folder: Path) -> list[DemoUser]:
    """Migrate, and make the users once; later starts read what was made."""
    made = folder / "users.json"
    database = await Database.open(parts.settings.database_url)
    try:
        with database.bound():
            await migrate(database.address)
            if not made.exists():
                users = await make_demo(parts.runtime)
                await parts.runtime.drain()
                _write_private(made, json.dumps([user.as_json() for user in users]))
    finally:
        parts.runtime.passwords.close()
        await database.close()
    return [DemoUser(**user) for user in json.loads(made.read_text("utf-8"))]


def _write_private(path: Path, text: str) -> None:
    """Readable by its owner alone from its first byte on, and there whole or not at all."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    draft.rename(path)


def _welcome(url: str, folder: Path, users: list[DemoUser]) -> str:
    rows = [f"  {user.email:<24} {user.password:<20} {user.state}" for user in users]
    keys = [f"  {user.email}: {user.otp_key}" for user in users if user.otp_key]
    return "\n".join(
        [
            "Ostiary demo",
            "",
            f"  Console        {url}/",
            f"  Login          {url}/login?client_id=demo",
            f"  Mailbox        {url}/mailbox",
            f"  GraphQL        {url}/graphql",
            f"  GraphiQL       {url}/graphiql",
            f"  Data           {folder}",
            "",
            f"  {'Email':<24} {'Password':<20} State",
            *rows,
            "",
            "Keys for an authenticator app:",
            *keys,
            "",
            "Press Ctrl-C to stop.",
        ]
    )
