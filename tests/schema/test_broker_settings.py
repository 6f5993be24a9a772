"""A document with every setting of every broker: all of it is kept, and none is forgotten when one is added."""

import json
from pathlib import Path
from typing import Any

import pytest

from apps.schema import dump_document, read_document
from apps.schema.channel_edges import DeadLetter, Publish, Subscribe
from apps.schema.nodes import CHANNELS, CONTAINERS, KINDS
from tests.schema.test_golden_documents import loses_nothing

RAW: dict[str, Any] = json.loads((Path(__file__).parents[1] / "documents" / "brokers.json").read_text())
DOCUMENT = read_document(RAW)
MODELS = [KINDS[kind].model for kind in (*CONTAINERS, *CHANNELS)] + [Publish, Subscribe, DeadLetter]
PLACES = {"name", "description", "position", "source", "target", "parent", "kind", "zone"}


def test_every_value_is_kept():
    assert loses_nothing(RAW, dump_document(DOCUMENT))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_setting_stands_there_with_another_value_than_its_default(model: Any):
    items = [item for area in (DOCUMENT.nodes, DOCUMENT.edges) for item in area.values() if isinstance(item, model)]
    changed = {
        name
        for item in items
        for name, field in model.model_fields.items()
        if getattr(item, name) != field.get_default(call_default_factory=True)
    }
    assert set(model.model_fields) - PLACES <= changed


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_what_only_some_channels_have_names_kinds_that_there_are(model: Any):
    for name, field in model.model_fields.items():
        extra = field.json_schema_extra or {}
        assert set(extra.get("appliesTo", ())) <= {*CHANNELS, "event_store"}, name


def test_every_default_of_a_broker_that_is_bounded_says_where_it_comes_from():
    """Except what is a size of the drawing itself: how many servers, how fast a publish is."""
    drawn = {"partitions", "brokers", "nodes", "latency_ms", "zones", "replicas"}
    for model in [KINDS[kind].model for kind in (*CONTAINERS, *CHANNELS)]:
        for name, field in model.model_fields.items():
            if name in drawn | PLACES or not field.metadata:
                continue
            assert (field.json_schema_extra or {}).get("source"), (model, name)
