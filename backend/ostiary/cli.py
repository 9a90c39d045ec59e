"""The command line (contract/operations.md, "Commands"). Exit status: 0 done, 1 refused, 2 wrong usage."""

import asyncio
import getpass
import sys
from pathlib import Path
from typing import Annotated

import typer

from ostiary.policy.vocabulary import Role
from ostiary.refusals import REFUSALS, CommandRefusedError

app = typer.Typer(
    help="Ostiary, the doorkeeper: sign-in with multi-factor authentication.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
admin_app = typer.Typer(help="Administrators.", no_args_is_help=True)
keys_app = typer.Typer(help="The key ring.", no_args_is_help=True)
app.add_typer(admin_app, name="admin")
app.add_typer(keys_app, name="keys")

Host = Annotated[str, typer.Option(help="The address to listen on.")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")]


@app.command()
def demo(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    data: Annotated[Path | None, typer.Option(help="The folder for everything; made if missing.")] = None,
) -> None:
    """Start everything embedded on this machine, with users to try. Mail stays in the built-in mailbox."""
    from ostiary.demo import run_demo

    run_demo(host, port, data)


@app.command()
def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Server processes; SQLite takes one.")] = 1,
) -> None:
    """Serve with the settings of the environment."""
    from ostiary import serving

    serving.serve(host, port, workers)


@app.command()
def migrate() -> None:
    """Bring the database to this version."""
    applied = asyncio.run(_migrate())
    print("\n".join(f"applied {name}" for name in applied) or "nothing to do")


@admin_app.command("create")
def admin_create(
    email: Annotated[str, typer.Option(help="The administrator's email address.")],
    role: Annotated[Role, typer.Option(help="What the administrator may do.")] = Role.ADMIN,
) -> None:
    """Make an administrator, or promote a user. The password is read from standard input."""
    print(asyncio.run(_admin_create(email, role, _read_password())))


@keys_app.command("generate")
def keys_generate() -> None:
    """Print a new key ring for OSTIARY_KEYS."""
    from ostiary.clock import Clock
    from ostiary.store.key_ring import generate_key_ring

    print(generate_key_ring(f"k{Clock().now():%Y%m%d%H%M%S}"))


@app.command()
def schema() -> None:
    """Print the GraphQL schema as SDL."""
    from ostiary.api.schema import print_sdl

    print(print_sdl(), end="")


def main() -> None:
    """Run a command; what refuses it becomes one sentence on standard error and exit status 1."""
    try:
        app()
    except REFUSALS as refused:
        print(f"ostiary: {refused}", file=sys.stderr)
        sys.exit(1)


async def _migrate() -> list[str]:
    from ostiary.settings import load_settings
    from ostiary.store import migrating
    from ostiary.store.database import Database

    settings = load_settings()
    database = await Database.open(settings.database_url, pool=1, statement_cache=settings.statement_cache)
    try:
        with database.bound():
            await database.check()
            return await migrating.migrate(database.address)
    finally:
        await database.close()


async def _admin_create(email: str, role: Role, password: str) -> str:
    from ostiary.administrators import create_administrator
    from ostiary.settings import load_settings

    return await create_administrator(load_settings(), email, role, password)


def _read_password() -> str:
    """From the terminal, asked for twice; from a pipe, its first line."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != password:
        raise CommandRefusedError("The two passwords differ: run the command again.")
    return password
