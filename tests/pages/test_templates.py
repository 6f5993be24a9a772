import pytest

from apps import patterns
from apps.schema import dump_document
from tests.api.visitors import Visitor

pytestmark = pytest.mark.django_db


def test_the_gallery_lists_every_template_with_its_story():
    listed = Visitor().get("/api/templates/").json()

    assert [one["name"] for one in listed] == list(patterns.templates())
    for one in listed:
        assert set(one) == {"name", "title", "summary", "pattern", "group", "story", "nodeKinds"}
        assert all(one["story"][part] for part in ("watch", "breakIt", "learn"))
        assert one["nodeKinds"] == sorted(set(one["nodeKinds"]))


@pytest.mark.parametrize("name", patterns.templates())
def test_a_template_is_read_with_its_document(name):
    read = Visitor().get(f"/api/templates/{name}/").json()

    assert read["document"] == dump_document(patterns.templates()[name].document)
    assert read["title"] == patterns.templates()[name].title


def test_an_unknown_template_is_not_there():
    answer = Visitor().get("/api/templates/nothing/")

    assert (answer.status_code, answer.json()) == (404, {"detail": "There is no such template."})


def test_templates_need_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        Visitor().get("/api/templates/")
