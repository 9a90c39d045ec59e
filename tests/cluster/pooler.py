"""PgBouncer in transaction mode."""

from pathlib import Path

from tests.cluster.program import Program

_PGBOUNCER = """
[databases]
* = host=127.0.0.1 port={leader_port} user=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = {size}
max_client_conn = 200
server_login_retry = 1
server_connect_timeout = 3
query_wait_timeout = 5
log_connections = 0
log_disconnections = 0
"""


def pgbouncer(folder: Path, leader_port: int, port: int, size: int = 8) -> Program:
    """PgBouncer in transaction mode before whatever listens at `leader_port`, with `size` connections to it."""
    config = folder / "pgbouncer.ini"
    config.write_text(_PGBOUNCER.format(leader_port=leader_port, port=port, size=size), "utf-8")
    return Program("pgbouncer", ["pgbouncer", str(config)], folder)
