# Stage 1 installs what the lock names, checked by hash. Stage 2 holds only what runs.
FROM python:3.13-slim AS builder

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1

RUN python -m venv /opt/venv
WORKDIR /app

COPY requirements.lock ./
RUN /opt/venv/bin/python -m pip install --require-hashes -r requirements.lock

COPY pyproject.toml README.md LICENSE ./
COPY src/ src/
RUN /opt/venv/bin/python -m pip install --no-deps --no-build-isolation -e . \
    && /opt/venv/bin/python -m compileall -q src \
    && /opt/venv/bin/python -m pip uninstall -y flit_core pip

FROM python:3.13-slim

ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1

RUN groupadd --system --gid 10001 osh \
    && useradd --system --uid 10001 --gid osh --no-create-home --shell /usr/sbin/nologin osh \
    && install -d -o osh -g osh -m 0750 /app/var

WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
COPY --from=builder /app/src src
COPY migrations/ migrations/
COPY alembic.ini LICENSE ./

USER 10001:10001
VOLUME ["/app/var"]
EXPOSE 8000

HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]

CMD ["osh-incidents", "serve", "--host", "0.0.0.0", "--port", "8000"]
