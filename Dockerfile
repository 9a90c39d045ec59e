# A release image: the pages are built inside, the packages are pinned by hash, the server runs as nobody.
#
#   docker build -t ostiary .
#   docker run --rm ostiary keys generate
#   docker run --rm --env-file ostiary.env ostiary migrate
#   docker run -p 8000:8000 --env-file ostiary.env ostiary
#
# It runs with a read-only root file system (`--read-only --tmpfs /tmp`). Settings are those of
# `docs/operations.md`. SQLite belongs under /var/lib/ostiary, on a volume.

# Any image with `python` 3.11 or newer, its venv and CA certificates will do for both stages.
ARG BASE=docker.io/library/python:3.11-slim-bookworm

# hadolint ignore=DL3006 (the base is named above, with its tag)
FROM ${BASE} AS build
# With EXTRAS=otel the packages for traces are installed as well.
ARG EXTRAS=runtime
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /src
COPY backend/requirements/ backend/requirements/
# Two environments: what builds (Node among it) stays behind, what runs is copied.
RUN python -m venv /opt/build && /opt/build/bin/pip install --no-deps --require-hashes -r backend/requirements/build.txt
RUN python -m venv /opt/ostiary && /opt/ostiary/bin/pip install --no-deps --require-hashes -r "backend/requirements/${EXTRAS}.txt"
COPY . .
RUN /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
 && /opt/ostiary/bin/pip install --no-deps --no-index /wheels/*.whl \
 && install -d -o 10001 -g 10001 /var/lib/ostiary

# hadolint ignore=DL3006
FROM ${BASE}
ENV PATH=/opt/ostiary/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
COPY --from=build /opt/ostiary /opt/ostiary
COPY --from=build --chown=10001:10001 /var/lib/ostiary /var/lib/ostiary
WORKDIR /var/lib/ostiary
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
ENTRYPOINT ["ostiary"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
