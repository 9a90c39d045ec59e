"""The command line (contract/operations.md, "Commands"). Exit status: 0 done, 1 refused, 2 wrong usage."""

import asyncio
import gc
import getpass
import sys
from pathlib import Path
from typing import Annotated

import typer

from ostiary.policy.vocabulary import Role
from ostiary.refusals import REFUSALS, CommandRefusedError
from ostiary.web.worker_files import take_folder

app = typer.Typer(
    help="Ostiary, the doorkeeper: sign-in with multi-factor authentication.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
admin_app = typer.Typer(help="Administrators.", no_args_is_help=True)
keys_app = typer.Typer(help="The key ring.", no_args_is_help=True)
app.add_typer(admin_app, name="admin")
audit_app = typer.Typer(help="The sealed audit log.", no_args_is_help=True)
users_app = typer.Typer(help="Users.", no_args_is_help=True)
app.add_typer(keys_app, name="keys")
app.add_typer(audit_app, name="audit")
app.add_typer(users_app, name="users")

Host = Annotated[str, typer.Option(help="The address to listen on.")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")]


@app.command()
def demo(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    data: Annotated[Path | None, typer.Option(help="The folder for everything; made if missing.")] = None,
) -> None:
    """Start everything embedded on this machine, with users to try. Mail stays in the built-in mailbox."""
    take_folder()
    from ostiary.demo import run_demo

    run_demo(host, port, data)


@app.command()
def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Server processes; SQLite takes one.")] = 1,
) -> None:
    """Serve with the settings of the environment."""
    gc.disable()  # what is loaded at the start stays; each server looks for garbage from its first request on
    counts = take_folder()
    from ostiary import serving

    serving.serve(host, port, workers, counts)


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


@keys_app.command("rotate")
def keys_rotate() -> None:
    """Wrap every data key anew under the ring's first key, and say which keys may be dropped. Servers go on."""
    from ostiary import key_commands
    from ostiary.settings import load_settings

    _conclude(*asyncio.run(key_commands.rotate(load_settings(), _say)))


@keys_app.command("check")
def keys_check() -> None:
    """Open every sealed value, and name those that do not open: exit status 1 then."""
    from ostiary import key_commands
    from ostiary.settings import load_settings

    _conclude(*asyncio.run(key_commands.check(load_settings())))


@audit_app.command("verify")
def audit_verify(
    file: Annotated[Path | None, typer.Option(help="An export, in place of the live database.")] = None,
    keys: Annotated[Path | None, typer.Option(help="Public keys as `audit keys` prints; default: the ring's.")] = None,
    anchor: Annotated[str | None, typer.Option(help="A root kept elsewhere, or a file of printed roots.")] = None,
) -> None:
    """Verify the log; exit status 1 with the first event that was edited, removed, moved, put in or cut off."""
    from ostiary import audit_commands
    from ostiary.settings import load_settings

    print("\n".join(asyncio.run(audit_commands.verify(load_settings(), file, keys, anchor))))


@audit_app.command("export")
def audit_export() -> None:
    """Print the log with its seals, one JSON object a line, for `audit verify --file`."""
    asyncio.run(_audit_export())


@audit_app.command("keys")
def audit_keys() -> None:
    """Print the public keys that verify the log, as a JWK Set."""
    from ostiary import audit_commands
    from ostiary.settings import load_settings

    print(audit_commands.told_keys(load_settings()))


@audit_app.command("prune")
def audit_prune(
    days: Annotated[int, typer.Option(min=1, max=36_500, help="How old the events are that go.")],
) -> None:
    """Remove whole batches of events older than that; the rest still verifies."""
    from ostiary import audit_commands
    from ostiary.settings import load_settings

    print(asyncio.run(audit_commands.prune(load_settings(), days)))


@users_app.command("erase")
def users_erase(email: Annotated[str, typer.Option(help="The address of whoever is to be erased.")]) -> None:
    """Delete a user for good, and erase what the log says of them; the log still verifies."""
    from ostiary import audit_commands
    from ostiary.settings import load_settings

    print(asyncio.run(audit_commands.erase(load_settings(), email)))


@app.command()
def doctor(
    url: Annotated[str | None, typer.Option(help="Where to ask; default: OSTIARY_PUBLIC_URL.")] = None,
    mail: Annotated[str | None, typer.Option(help="Send a test message to this address.")] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="How many `serve` is run with.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Examine settings, database, keys, clock, mail and proxy; exit status 1 if something is at fault."""
    from ostiary.doctor.examining import examine, is_sound, report
    from ostiary.settings import read_settings

    found = asyncio.run(examine(*read_settings(), url=url, mail_to=mail, workers=workers))
    print(report(found, as_json=as_json))
    if not is_sound(found):
        sys.exit(1)


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


async def _audit_export() -> None:
    from ostiary import audit_commands
    from ostiary.settings import load_settings

    async for line in audit_commands.export(load_settings()):
        print(line, end="")


def _conclude(lines: list[str], is_sound: bool) -> None:
    print("\n".join(lines))
    if not is_sound:
        raise CommandRefusedError("Not everything opens: put missing keys back, or restore what was altered.")


def _say(line: str) -> None:
    """Progress, apart from what is answered."""
    print(line, file=sys.stderr)


def _read_password() -> str:
    """From the terminal, asked for twice; from a pipe, its first line."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != password:
        raise CommandRefusedError("The two passwords differ: run the command again.")
    return password
