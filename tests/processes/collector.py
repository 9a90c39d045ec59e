"""A collector of traces: takes OTLP over HTTP on a loopback port, and keeps the bytes and the spans."""

import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span


class Collector:
    """What has come so far."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        self._server = HTTPServer(("127.0.0.1", 0), self._handler())

    @property
    def url(self) -> str:
        """For OSTIARY_TRACES_URL."""
        return f"http://127.0.0.1:{self._server.server_port}/v1/traces"

    @property
    def spans(self) -> list[Span]:
        """In the order in which they ended."""
        return [
            span
            for each in self.raw
            for resource in ExportTraceServiceRequest.FromString(each).resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]

    @contextmanager
    def running(self) -> Iterator["Collector"]:
        """Take them until the end."""
        thread = threading.Thread(target=self._server.serve_forever)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            thread.join()
            self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        collector = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                packed = self.headers.get("Content-Encoding") == "gzip"
                collector.raw.append(zlib.decompress(body, 31) if packed else body)
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Silent."""

        return Handler


def attributes(span: Span) -> dict[str, object]:
    """By name, as Python's values."""
    return {each.key: getattr(each.value, str(each.value.WhichOneof("value"))) for each in span.attributes}
