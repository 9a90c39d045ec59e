"""A request of which the server has the head and half of the body: it runs for as long as a test likes."""

import socket

from tests.processes.servers import Server

_BODY = b'{"query": "{ viewer { email } }"}'


class HalfARequest:
    """Sent when made; `finish` sends the rest and reads the answer to its end."""

    def __init__(self, server: Server) -> None:
        self._socket = socket.create_connection(("127.0.0.1", server.port), timeout=60)
        head = f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Type: application/json\r\n"
        self._socket.sendall(head.encode() + b"Content-Length: %d\r\nExpect: 100-continue\r\n\r\n" % len(_BODY))
        # The server asks for the body when the application does: from here on the request runs.
        assert self._socket.recv(1024).startswith(b"HTTP/1.1 100 ")
        self._socket.sendall(_BODY[:10])

    def finish(self) -> str:
        """Head and body of the answer."""
        self._socket.sendall(_BODY[10:])
        answer = b""
        while part := self._socket.recv(65536):
            answer += part
        self._socket.close()
        return answer.decode()
