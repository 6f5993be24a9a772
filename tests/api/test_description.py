"""The API's own description: complete, valid, and served with its pages."""

import subprocess
import sys

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from rest_framework.views import APIView

from scripts.progress import ROOT
from tests.api.visitors import Visitor


@pytest.fixture(scope="module")
def described() -> dict:
    answer = Visitor().get("/api/schema/?format=json")
    assert answer.status_code == 200
    return answer.json()


def views(patterns: list, prefix: str = "") -> dict[str, type]:
    found: dict[str, type] = {}
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found |= views(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern) and (view := getattr(pattern.callback, "cls", None)):
            found[route] = view
    return found


def test_every_view_below_the_api_is_described_with_each_of_its_methods(described):
    expected = {
        (view, method)
        for route, view in views(get_resolver().url_patterns).items()
        if issubclass(view, APIView) and not route.startswith(("api/schema", "api/docs"))
        for method in ("get", "post", "put", "patch", "delete")
        if hasattr(view, method)
    }

    operations = [(path, method) for path, methods in described["paths"].items() for method in methods]

    assert len(operations) == len(expected) > 15


def test_every_operation_has_a_name_of_its_own_a_shape_for_each_answer_and_says_who_may_call_it(described):
    operations = [operation for methods in described["paths"].values() for operation in methods.values()]

    assert len({operation["operationId"] for operation in operations}) == len(operations)
    for operation in operations:
        assert {"bearerToken": []} in operation["security"]
        assert {"browserSession": []} in operation["security"]
        for status, answer in operation["responses"].items():
            assert status == "204" or answer["content"], (operation["operationId"], status)


def test_the_document_is_a_component_that_bodies_and_answers_refer_to(described):
    components = described["components"]["schemas"]
    document = {"$ref": "#/components/schemas/Document"}

    assert components["Diagram"]["properties"]["document"] == document
    assert components["DiagramEdit"]["properties"]["document"] == document
    assert set(components["Document"]["properties"]) >= {"nodes", "edges", "eventTypes", "scenarios"}
    assert {"Service", "KafkaTopic", "Publish", "Saga"} <= set(components)


def test_the_description_is_valid_and_written_without_a_warning(tmp_path):
    command = [sys.executable, "manage.py", "spectacular", "--validate", "--fail-on-warn", "--format=openapi-json"]

    written = subprocess.run(
        [*command, f"--file={tmp_path / 'openapi.json'}"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert written.returncode == 0, written.stderr
    assert "Warning" not in written.stderr


def test_the_description_can_be_read_in_a_browser_without_any_other_host():
    page = Visitor().get("/api/docs/")

    assert page.status_code == 200
    text = page.content.decode()
    assert "/static/drf_spectacular_sidecar/swagger-ui-dist/swagger-ui-bundle.js" in text
    assert "https://" not in text
