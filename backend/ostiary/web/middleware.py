"""What stands around every request, in which order. Pure ASGI: BaseHTTPMiddleware breaks context variables."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from urllib.parse import urlsplit

from starlette.middleware import Middleware

from ostiary.web.access_log import AccessLogMiddleware
from ostiary.web.answer_headers import AnswerHeadersMiddleware
from ostiary.web.bound_database import BoundDatabaseMiddleware
from ostiary.web.correlation import CorrelationMiddleware, tell_correlation_id
from ostiary.web.draining import closing_while
from ostiary.web.failures import FailureMiddleware
from ostiary.web.loopback import LoopbackHostMiddleware, is_loopback_host
from ostiary.web.metrics import Metrics
from ostiary.web.security_headers import security_headers


def middleware(
    public_url: str,
    metrics: Metrics,
    bound: Callable[[], AbstractContextManager[None]],
    is_draining: Callable[[], bool] = lambda: False,
) -> list[Middleware]:
    """For `Starlette(middleware=…)`, outermost first.

    The headers come before what may refuse or fail, so that refusals and failures carry them too; failures
    are answered inside the log, so that it sees the code.
    """
    parts = urlsplit(public_url)
    guards = [Middleware(LoopbackHostMiddleware)] if is_loopback_host(parts.netloc) else []
    is_secure = parts.scheme == "https"
    adding = [security_headers(is_secure=is_secure), closing_while(is_draining), tell_correlation_id]
    return [
        Middleware(CorrelationMiddleware),
        Middleware(AnswerHeadersMiddleware, adding=adding),
        Middleware(AccessLogMiddleware, metrics=metrics),
        *guards,
        Middleware(FailureMiddleware),
        Middleware(BoundDatabaseMiddleware, bound=bound),
    ]
