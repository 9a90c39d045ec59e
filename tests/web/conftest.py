"""Small applications with what is under test, asked over ASGI as a browser would ask."""

from collections.abc import Callable
from contextlib import nullcontext

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from ostiary.web.metrics import Metrics
from ostiary.web.middleware import middleware

PUBLIC_URL = "https://login.example.com"

Browse = Callable[..., httpx2.AsyncClient]


@pytest.fixture
def browse() -> Browse:
    """A client of these routes: behind the whole middleware."""

    def client(*routes: BaseRoute, public_url: str = PUBLIC_URL, metrics: Metrics | None = None) -> httpx2.AsyncClient:
        guards = middleware(public_url, metrics or Metrics(), nullcontext)
        app = Starlette(routes=routes, middleware=guards)
        return httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url=public_url)

    return client


class Watch:
    """A monotonic clock that the test moves."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()
