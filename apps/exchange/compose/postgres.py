"""PostgreSQL for databases and event stores, with the tables their patterns need."""

from typing import Any

from apps.schema import Document
from apps.schema.nodes import Database

from .parts import Parts, healthcheck

IMAGE = "postgres:17.6-alpine"
USER = "breakwater"

OUTBOX = """\
-- Written in the transaction that changes the business tables; a relay publishes the rows and marks them.
CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_type text NOT NULL,
    event_key text NOT NULL,
    payload jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    published_at timestamptz
);
CREATE INDEX outbox_unpublished ON outbox (id) WHERE published_at IS NULL;
"""

EVENTS = """\
-- One stream an aggregate; the primary key refuses two writers who both saw the same version.
CREATE TABLE events (
    position bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    stream_id text NOT NULL,
    version integer NOT NULL,
    event_type text NOT NULL,
    payload jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (stream_id, version)
);
"""


def parts(document: Document, store: str, service: str, index: int) -> Parts:
    schema = f"{service}-schema"
    server: dict[str, Any] = {
        "image": IMAGE,
        "environment": {"POSTGRES_USER": USER, "POSTGRES_PASSWORD": USER, "POSTGRES_DB": USER},
        "ports": [f"127.0.0.1:{5432 + index}:5432"],
        "healthcheck": healthcheck("pg_isready", "-U", USER, "-d", USER),
    }
    tables = schema_of(document, store)
    if not tables:
        return Parts({service: server})
    server["configs"] = [{"source": schema, "target": "/docker-entrypoint-initdb.d/schema.sql"}]
    return Parts({service: server}, {schema: tables})


def schema_of(document: Document, store: str) -> str:
    node = document.nodes[store]
    if isinstance(node, Database):
        return OUTBOX if node.outbox else ""
    return EVENTS
