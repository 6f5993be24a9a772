import pytest
from django.db import OperationalError, connection
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_working_installation_is_healthy():
    answer = Client().get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer["Cache-Control"]


def test_without_valkey_it_is_not_and_says_what_is_missing(settings, tmp_path):
    settings.REDIS_URL = f"unix://{tmp_path / 'nobody-listens.sock'}"

    answer = Client().get("/healthz")

    assert (answer.status_code, answer.json()) == (503, {"status": "failing", "failing": ["valkey"]})


def test_without_a_database_it_is_not_either():
    def refuse(*statement):
        raise OperationalError("unable to open database file")

    with connection.execute_wrapper(refuse):
        answer = Client().get("/healthz")

    assert (answer.status_code, answer.json()) == (503, {"status": "failing", "failing": ["database"]})
