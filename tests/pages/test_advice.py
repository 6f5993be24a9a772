"""What the advisor says of a document, over the API."""

import pytest
from django.test import Client

from apps.patterns import templates
from apps.schema import dump_document

pytestmark = pytest.mark.django_db


def test_a_lesson_is_told_its_mistake_its_place_and_its_remedy(client: Client) -> None:
    document = dump_document(templates()["retry_storm"].document)
    answer = client.post("/api/advice/", {"document": document}, "application/json")
    assert answer.status_code == 200
    first = answer.json()["findings"][0]
    assert (first["rule"], first["area"], first["id"]) == ("retries_overwhelm", "edges", "eager-gateway-orders")
    assert "100/s become 400/s" in first["words"]
    assert first["changes"] == [
        {"path": ["edges", "eager-gateway-orders", "circuitBreaker"], "value": {"failures": 10, "openMs": 5000}}
    ]


def test_a_sound_document_gets_no_advice(client: Client) -> None:
    document = dump_document(templates()["order_flow"].document)
    answer = client.post("/api/advice/", {"document": document}, "application/json")
    assert answer.json() == {"findings": []}


def test_a_document_that_could_not_be_saved_is_refused_with_its_problems(client: Client) -> None:
    document = dump_document(templates()["order_flow"].document)
    document["edges"]["lost"] = {"kind": "call", "source": "shoppers", "target": "nowhere"}
    answer = client.post("/api/advice/", {"document": document}, "application/json")
    assert answer.status_code == 400
    assert answer.json()["problems"]
