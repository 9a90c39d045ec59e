"""What stands between: HAProxy before the leader and the replicas of Ostiary; and etcd, which knows the leader."""

from collections.abc import Sequence
from pathlib import Path

from tests.cluster.program import Program

_HAPROXY = """
global
    maxconn 2000
defaults
    timeout connect 2s
    timeout client 120s
    timeout server 120s
    timeout check 2s
listen leader
    mode tcp
    bind 127.0.0.1:{leader_port}
    option httpchk OPTIONS /primary
    http-check expect status 200
    default-server inter 500ms fall 2 rise 1 on-marked-down shutdown-sessions
{servers}
listen ostiary
    mode http
    bind 127.0.0.1:{front_port}
    option httpchk
    http-check send meth GET uri /readyz ver HTTP/1.1 hdr Host 127.0.0.1
    http-check expect status 200
    balance roundrobin
    option redispatch
    default-server inter 500ms fall 2 rise 1
{replicas}
"""


def haproxy(
    folder: Path, leader_port: int, front_port: int, nodes: Sequence[tuple[int, int]], replicas: Sequence[int]
) -> Program:
    """HAProxy: the leader of `nodes` (ports of server and Patroni) at one port, ready `replicas` at the other."""
    servers = [f"    server node{n} 127.0.0.1:{port} check port {rest}" for n, (port, rest) in enumerate(nodes)]
    fronts = [f"    server replica{n} 127.0.0.1:{port} check" for n, port in enumerate(replicas)]
    config = folder / "haproxy.cfg"
    config.write_text(
        _HAPROXY.format(
            leader_port=leader_port, front_port=front_port, servers="\n".join(servers), replicas="\n".join(fronts)
        ),
        "utf-8",
    )
    return Program("haproxy", ["haproxy", "-db", "-f", str(config)], folder)


def etcd(folder: Path, port: int, peer_port: int) -> Program:
    """etcd with one member, which keeps who is the leader."""
    client, peer = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{peer_port}"
    options = {
        "name": "only",
        "data-dir": str(folder / "etcd"),
        "listen-client-urls": client,
        "advertise-client-urls": client,
        "listen-peer-urls": peer,
        "initial-advertise-peer-urls": peer,
        "initial-cluster": f"only={peer}",
        "unsafe-no-fsync": "true",
    }
    return Program("etcd", ["etcd", *(f"--{name}={value}" for name, value in options.items())], folder)
