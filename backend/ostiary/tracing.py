"""Traces for OpenTelemetry, an extra (`ostiary[otel]`): off, and not even imported, unless OSTIARY_TRACES_URL is set.

Names and attributes are words of ours: routes, root fields, codes. Never what a user sent, and of an error its kind
alone, since its text may repeat a statement's values (rule E3). A caller's own trace ids are not taken over.
"""

import importlib.util
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib.metadata import version
from typing import Any

from ostiary.settings import SettingsRefusedError

Value = str | int | bool
_Begin = Callable[[str, dict[str, Value]], AbstractContextManager[None]]

_OFF: AbstractContextManager[None] = nullcontext()


class _Tracing:
    """What this process does with spans. Nothing, until it is started."""

    begin: _Begin | None = None
    tell: Callable[[dict[str, Value]], None] | None = None


def span(name: str, **attributes: Value) -> AbstractContextManager[None]:
    """Around one piece of work, inside the span that is open in this task. Costs next to nothing while off."""
    return _Tracing.begin(name, attributes) if _Tracing.begin else _OFF


def tell(**attributes: Value) -> None:
    """Add to the span that is open what is known at its end only."""
    if _Tracing.tell:
        _Tracing.tell(attributes)


def check_tracing(url: str) -> None:
    """Refuse an address that is none, and missing packages."""
    if url and not url.startswith(("http://", "https://")):
        raise SettingsRefusedError(
            "OSTIARY_TRACES_URL must be an OTLP/HTTP address such as http://collector:4318/v1/traces."
        )
    if url and not (importlib.util.find_spec("opentelemetry") and importlib.util.find_spec("opentelemetry.sdk")):
        raise SettingsRefusedError("OSTIARY_TRACES_URL needs further packages: install `ostiary[otel]`, or unset it.")


def start_tracing(url: str) -> None:
    """Send the spans of this process to `url`, in batches and in the background. Empty: traces stay off."""
    if not url:
        return
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    resource = Resource.create({"service.name": "ostiary", "service.version": version("ostiary")})
    provider = TracerProvider(resource=resource)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=url)))
    follow(provider)


def follow(provider: Any) -> None:
    """Begin spans with a provider of OpenTelemetry's SDK from now on."""
    from opentelemetry.trace import StatusCode, get_current_span

    tracer = provider.get_tracer("ostiary")

    @contextmanager
    def begin(name: str, attributes: dict[str, Value]) -> Iterator[None]:
        with tracer.start_as_current_span(
            name, attributes=_spelt(attributes), record_exception=False, set_status_on_exception=False
        ) as begun:
            try:
                yield
            except BaseException as error:
                begun.set_attribute("error.type", type(error).__name__)
                begun.set_status(StatusCode.ERROR)
                raise

    def tell_current(attributes: dict[str, Value]) -> None:
        get_current_span().set_attributes(_spelt(attributes))

    _Tracing.begin, _Tracing.tell = begin, tell_current


def _spelt(attributes: dict[str, Value]) -> dict[str, Value]:
    """Python's names as OpenTelemetry writes them: `http_route` is `http.route`."""
    return {name.replace("_", "."): value for name, value in attributes.items()}
