"""Documents that people send: whatever is wrong with one is said with its path, and nothing is stored."""

import json

import pytest

from apps.diagrams.models import Diagram, Revision
from apps.schema.document import MAX_BYTES, MAX_NODES
from tests.api.visitors import Json, Visitor, shop

pytestmark = pytest.mark.django_db


def without(document: Json, *path: str) -> Json:
    where = document
    for key in path[:-1]:
        where = where[key]
    where.pop(path[-1])
    return document


def with_node(**node) -> Json:
    document = shop()
    document["nodes"]["odd"] = node
    return document


def with_edge(**edge) -> Json:
    document = shop()
    document["edges"]["odd"] = edge
    return document


def nested(levels: int) -> Json:
    value: Json = {}
    for _ in range(levels):
        value = {"properties": value}
    document = shop()
    document["eventTypes"]["order"]["payload"] = value
    return document


WRONG = {
    "unknown kind of node": (with_node(kind="mainframe", name="Old"), "nodes.odd", "api_gateway"),
    "unknown kind of edge": (with_edge(kind="telepathy", source="clients", target="orders"), "edges.odd", "publish"),
    "no kind": (with_node(name="Old"), "nodes.odd", ""),
    "unknown key": (with_node(kind="service", name="Odd", colour="red"), "nodes.odd.colour", "keys of the schema"),
    "missing name": (with_node(kind="service"), "nodes.odd.name", ""),
    "value out of range": (with_node(kind="service", name="Odd", instances=0), "nodes.odd.instances", "at least 1"),
    "dangling edge": (without(shop(), "nodes", "orders"), "edges.gateway-orders.target", "an id of nodes"),
    "unknown event type": (without(shop(), "eventTypes", "order"), "nodes.clients.sends.0.eventType", "eventTypes"),
    "what may not connect": (
        with_edge(kind="publish", source="gateway", target="orders"),
        "edges.odd",
        "an edge of kind call",
    ),
    "circle of synchronous calls": (
        with_edge(kind="call", source="orders", target="gateway"),
        "edges.odd",
        "break it with an event",
    ),
    "bad id": ({**shop(), "nodes": {"No Spaces!": {"kind": "service", "name": "x"}}}, "nodes.No Spaces!", "^[a-z0-9]"),
    "too many nodes": (
        {"nodes": {f"n{n}": {"kind": "service", "name": "x"} for n in range(MAX_NODES + 1)}},
        "nodes",
        str(MAX_NODES),
    ),
    "nested too deeply": (nested(50), "", "levels"),
    "version of the future": ({**shop(), "schemaVersion": 99}, "schemaVersion", "1 to 3"),
    "no object": ([1, 2], "", "object"),
}


@pytest.mark.parametrize(("document", "path", "allowed"), WRONG.values(), ids=WRONG)
def test_a_wrong_document_is_refused_with_the_place_and_what_is_allowed(document, path, allowed):
    answer = Visitor().post("/api/diagrams/", {"document": document})

    assert answer.status_code == 400
    found = {problem["path"]: problem for problem in answer.json()["problems"]}
    assert path in found
    assert found[path]["problem"]
    assert allowed in found[path]["allowed"]
    assert not Diagram.objects.exists()


@pytest.mark.parametrize(("document", "path", "allowed"), WRONG.values(), ids=WRONG)
def test_validating_says_the_same_as_saving(document, path, allowed):
    visitor = Visitor()
    diagram = visitor.draws(shop())
    saving = visitor.put(f"/api/diagrams/{diagram['id']}/", {"document": document, "revision": 1})

    checking = visitor.post("/api/diagrams/validate/", {"document": document})

    assert (checking.status_code, checking.json()) == (saving.status_code, saving.json()) == (400, checking.json())
    assert visitor.get(f"/api/diagrams/{diagram['id']}/").json() == diagram
    assert Revision.objects.count() == 1


def test_every_problem_is_told_at_once():
    document = shop()
    document["nodes"]["orders"] |= {"instances": 0, "concurrency": "many"}
    document["nodes"]["gateway"].pop("name")

    problems = Visitor().post("/api/diagrams/validate/", {"document": document}).json()["problems"]

    assert {problem["path"] for problem in problems} == {
        "nodes.orders.instances",
        "nodes.orders.concurrency",
        "nodes.gateway.name",
    }


def test_a_good_document_has_no_problems_and_is_not_stored():
    answer = Visitor().post("/api/diagrams/validate/", {"document": shop()})

    assert (answer.status_code, answer.json()) == (200, {"problems": []})
    assert not Diagram.objects.exists()


MALFORMED = {
    "cut off": '{"document": {"title": "x"',
    "not a number": '{"document": {"title": NaN}}',
    "a number beyond a double": '{"document": {"eventTypes": {"a": {"name": "A", "payload": {"max": 1e999}}}}}',
    "half of a character": '{"document": {"eventTypes": {"a": {"name": "A", "payload": {"x": "\\ud83d"}}}}}',
    "a number with 5000 digits": '{"document": {"eventTypes": {"a": {"name": "A", "payload": {"x": %s}}}}}'
    % ("9" * 5000),
    "brackets without end": "[" * 100_000,
    "deep objects": '{"a":' * 3_000 + "1" + "}" * 3_000,
    "not UTF-8": b'{"document": {"title": "\xff\xfe\xfd"}}',
    "a list": "[]",
    "a text": '"document"',
    "null": "null",
}


@pytest.mark.parametrize("text", MALFORMED.values(), ids=MALFORMED)
@pytest.mark.parametrize("path", ["/api/diagrams/", "/api/diagrams/validate/"])
def test_malformed_json_is_refused_in_words(path, text):
    answer = Visitor().post(path, text, content_type="application/json")

    assert answer.status_code == 400
    assert answer.json()["problems"][0]["problem"]
    assert not Diagram.objects.exists()


def test_text_that_is_not_said_to_be_json_is_not_read():
    assert Visitor().post("/api/diagrams/", json.dumps({}), content_type="text/plain").status_code == 415


def test_a_document_over_the_limit_is_refused_with_the_limit():
    document = shop()
    document["eventTypes"]["order"]["payload"] = {"x": "y" * MAX_BYTES}

    answer = Visitor().post("/api/diagrams/", {"document": document})

    assert answer.status_code == 400
    assert "2,000,000 bytes" in answer.json()["problems"][0]["allowed"]


def test_a_body_over_the_limit_is_not_even_read():
    answer = Visitor().post("/api/diagrams/", " " * (2 * 1024 * 1024 + 1), content_type="application/json")

    assert answer.status_code == 413
    assert "2097152" in answer.json()["detail"]


def test_a_document_that_its_defaults_would_make_too_large_to_import_again_is_refused():
    document = shop()
    short = {"kind": "service", "name": "x"}
    document["nodes"] |= {f"n{number}": short for number in range(MAX_NODES - 3)}
    document["eventTypes"]["order"]["payload"] = {"x": "y" * (MAX_BYTES - 60_000)}

    answer = Visitor().post("/api/diagrams/", {"document": document})

    assert answer.status_code == 400
    assert "at most 2,000,000 bytes" in answer.json()["problems"][0]["allowed"]


def test_markup_in_labels_is_text_and_stays_what_it_was():
    markup = "<img src=x onerror=alert(1)></script><b>&amp; {{ 7*7 }} <TABLE>"
    document = shop()
    document["title"] = document["nodes"]["orders"]["name"] = markup
    visitor = Visitor()

    diagram = visitor.draws(document)

    assert diagram["title"] == diagram["document"]["nodes"]["orders"]["name"] == markup
    answer = visitor.get(f"/api/diagrams/{diagram['id']}/")
    assert answer["Content-Type"] == "application/json"
    assert answer["X-Content-Type-Options"] == "nosniff"
    page = visitor.get(f"/s/{visitor.shares(diagram)['token']}").content.decode()
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page


@pytest.mark.parametrize("text", ["\u0000", "💥 Ωμέγα", "مرحبا", "\u202e", "a\nb"])
def test_any_character_survives_the_round_trip(text):
    document = shop()
    document["nodes"]["orders"]["description"] = document["nodes"]["orders"]["name"] = f"x{text}x"
    document["eventTypes"]["order"]["payload"] = {text: [text, 0.1, 10**30, None, True]}
    visitor = Visitor()

    read = visitor.get(f"/api/diagrams/{visitor.draws(document)['id']}/").json()["document"]

    assert read["nodes"]["orders"]["name"] == read["nodes"]["orders"]["description"] == f"x{text}x"
    assert read["eventTypes"]["order"]["payload"] == {text: [text, 0.1, 10**30, None, True]}


def test_what_was_exported_as_a_document_can_be_imported_again():
    visitor = Visitor()
    first = visitor.draws(shop())

    second = visitor.draws(first["document"])

    assert second["id"] != first["id"]
    assert second["document"] == first["document"]


@pytest.mark.parametrize("template", ["no-such", "../../etc/passwd", ""])
def test_an_unknown_template_is_refused_with_the_known_names(template):
    answer = Visitor().post("/api/diagrams/", {"template": template})

    assert answer.status_code == 400
    assert "order_flow" in answer.json()["problems"][0]["allowed"]


def test_a_document_and_a_template_at_once_are_refused():
    answer = Visitor().post("/api/diagrams/", {"template": "order_flow", "document": shop()})

    assert answer.status_code == 400
    assert answer.json()["problems"][0]["path"] == "template"


def test_every_template_becomes_a_diagram_of_the_visitors_own():
    visitor = Visitor()
    for template in visitor.get("/api/templates/").json():
        answer = visitor.post("/api/diagrams/", {"template": template["name"]})
        assert answer.status_code == 201
        assert answer.json()["document"] == visitor.get(f"/api/templates/{template['name']}/").json()["document"]
    assert len(visitor.get("/api/diagrams/").json()) == len(visitor.get("/api/templates/").json())
