"""Logs: one JSON object a line on standard error, with the request's correlation id, never with inputs (E3)."""

import json
import logging
import sys
from datetime import UTC, datetime

import structlog


def configure_logs(level: int = logging.INFO) -> None:
    """Set structlog up for this process. `level`: what is written at least, as in `logging`."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(serializer=_written),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_OneLine())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


_encode = json.JSONEncoder(default=repr).encode
"""Made once: made anew for each line, it would cost as much as the line."""


def _written(line: object, **_settings: object) -> str:
    return _encode(line)


class _OneLine(logging.Formatter):
    """What libraries log, likewise. Of an error its kind alone: its text may repeat a statement's values (E3)."""

    def format(self, record: logging.LogRecord) -> str:
        kind = record.exc_info[0] if record.exc_info else None
        line = {
            "event": record.getMessage(),
            "logger": record.name,
            "level": record.levelname.lower(),
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(),
        }
        named = structlog.contextvars.get_contextvars()  # of the request that it was logged in
        return json.dumps(line | named | ({"error": kind.__name__} if kind else {}))
