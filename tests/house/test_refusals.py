"""What config adds to every request: limits on bodies, and one shape for refusals."""

import http.client
import json
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from rest_framework import exceptions

from config.errors import answer

TOO_LONG = 2 * 1024 * 1024 + 1


@pytest.fixture
def connection(web_server: str):
    made = http.client.HTTPConnection(urlsplit(web_server).netloc, timeout=20)
    yield made
    made.close()


def sent(connection: http.client.HTTPConnection, body) -> tuple[int, dict]:
    """http.client sends bytes with their length, and an iterator in chunks."""
    connection.request("POST", "/api/diagrams/", body, {"Content-Type": "application/json"})
    response = connection.getresponse()
    return response.status, json.loads(response.read())


def test_a_body_over_the_limit_is_refused_with_the_limit(connection: http.client.HTTPConnection) -> None:
    status, said = sent(connection, b" " * TOO_LONG)
    assert status == 413
    assert "at most 2097152" in said["detail"]


def test_a_body_that_does_not_say_its_length_is_refused(connection: http.client.HTTPConnection) -> None:
    status, said = sent(connection, iter([b"{}"]))
    assert status == 411
    assert "Content-Length" in said["detail"]


def test_the_longest_allowed_body_is_read(connection: http.client.HTTPConnection) -> None:
    status, said = sent(connection, b" " * (TOO_LONG - 1))
    assert status == 400
    assert "problems" in said or "JSON" in said["detail"]


def test_a_serializers_errors_become_problems_with_paths() -> None:
    nested = exceptions.ValidationError({"nodes": [{}, {"name": ["is missing"]}], "non_field_errors": ["is empty"]})
    response = answer(nested, {})
    assert response is not None
    assert response.status_code == 400
    assert response.data == {
        "problems": [
            {"path": "nodes.1.name", "problem": "is missing", "allowed": None},
            {"path": "", "problem": "is empty", "allowed": None},
        ]
    }


def test_problems_that_an_exception_carries_are_passed_on() -> None:
    refusal = exceptions.ValidationError("no")
    refusal.problems = [SimpleNamespace(path="edges.a", problem="dangles", allowed="an id of nodes")]  # type: ignore[attr-defined]
    response = answer(refusal, {})
    assert response is not None
    assert response.data == {"problems": [{"path": "edges.a", "problem": "dangles", "allowed": "an id of nodes"}]}


def test_other_refusals_keep_their_detail() -> None:
    response = answer(exceptions.NotFound("No such diagram."), {})
    assert response is not None
    assert (response.status_code, response.data) == (404, {"detail": "No such diagram."})


def test_an_error_of_our_own_is_no_refusal() -> None:
    assert answer(RuntimeError("a bug"), {}) is None
