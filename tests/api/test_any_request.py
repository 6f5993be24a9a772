"""Requests that nobody thought of, made from the API's description: no server error, every answer as described."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from apps.diagrams.models import Diagram
from tests.api.visitors import Visitor, shop

FEW = settings(max_examples=15, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
NOT_AS_STRICT = [
    # What JSON Schema cannot say, an answer does: edges that lead nowhere, circles of calls, unknown templates.
    positive_data_acceptance,
    # And a number may come as text or as true: it is stored as a number.
    negative_data_rejection,
]

# Every property of every kind of node, fault or study once, for each operation that takes such, would be minutes.
WITH_MANY_PROPERTIES = [
    *("createDiagram", "saveDiagram", "validateDocument", "adviseOnDocument"),
    *("startStudy", "startBranch"),
]
SHORT = schemathesis.Config.from_dict(
    {
        "operations": [
            {
                "include-operation-id": WITH_MANY_PROPERTIES,
                "phases": {"coverage": {"enabled": False}},
            }
        ]
    }
)

api = schemathesis.openapi.from_wsgi("/api/schema/?format=json", get_wsgi_application(), config=SHORT)


@contextmanager
def the_connection_kept_open() -> Iterator[None]:
    """The end of a request is not the end of the test's transaction; Django's own test client does the same."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


numbers = count(1)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Called for each operation. Without a number all have one id, and of those pytest-xdist runs a single one."""
    if "number" in metafunc.fixturenames:
        metafunc.parametrize("number", [next(numbers)])


@pytest.mark.django_db
@api.parametrize()
@FEW
def test_any_request_gets_an_answer_that_is_described(case, number):
    visitor = Visitor()
    visitor.draws(shop())
    if case.path_parameters and "diagram" in case.path_parameters:
        case.path_parameters["diagram"] = str(Diagram.objects.latest("created_at").pk)
    cookies = {name: morsel.value for name, morsel in visitor.cookies.items()}

    with the_connection_kept_open():
        case.call_and_validate(
            cookies=cookies, headers={"X-CSRFToken": cookies["csrftoken"]}, excluded_checks=NOT_AS_STRICT
        )
