import pytest

from apps.diagrams.models import UsedEventType, UsedKind
from tests.api.visitors import Visitor, shop

pytestmark = pytest.mark.django_db


def titles(answer) -> list[str]:
    return [one["title"] for one in answer.json()]


def test_a_list_shows_counts_and_kinds_of_the_current_revision():
    visitor = Visitor()
    diagram = visitor.draws(shop())
    document = diagram["document"]
    document["nodes"].pop("orders"), document["edges"].pop("gateway-orders")
    visitor.saves(diagram, 1, **document)

    (listed,) = visitor.get("/api/diagrams/").json()

    assert listed == {
        "id": diagram["id"],
        "title": "Shop",
        "revision": 2,
        "updatedAt": listed["updatedAt"],
        "nodeCount": 2,
        "edgeCount": 1,
        "kinds": ["api_gateway", "clients"],
    }


def test_the_last_changed_comes_first():
    visitor = Visitor()
    first = visitor.draws({"title": "First"})
    visitor.draws({"title": "Second"})
    assert titles(visitor.get("/api/diagrams/")) == ["Second", "First"]

    visitor.saves(first, 1, title="First again")

    assert titles(visitor.get("/api/diagrams/")) == ["First again", "Second"]


def test_a_list_costs_the_same_queries_however_long_it_is(django_assert_num_queries):
    visitor = Visitor()
    for _ in range(3):
        visitor.draws(shop())
    with django_assert_num_queries(3):  # The session, the diagrams, their kinds.
        assert len(visitor.get("/api/diagrams/").json()) == 3

    for _ in range(5):
        visitor.draws(shop())
    with django_assert_num_queries(3):
        assert len(visitor.get("/api/diagrams/").json()) == 8


@pytest.mark.parametrize("path", ["revisions", "share-links"])
def test_what_belongs_to_a_diagram_is_listed_with_one_query_and_the_check_of_access(path, django_assert_num_queries):
    visitor = Visitor()
    diagram = visitor.draws(shop())
    for number in range(1, 5):
        visitor.saves(diagram, number, title=f"Title {number}")
        visitor.shares(diagram)

    with django_assert_num_queries(3):  # The session, the diagram, the rows.
        assert len(visitor.get(f"/api/diagrams/{diagram['id']}/{path}/").json()) >= 4


def test_a_diagram_is_read_with_one_query_and_its_session(django_assert_num_queries):
    visitor = Visitor()
    diagram = visitor.draws(shop())

    with django_assert_num_queries(2):
        visitor.get(f"/api/diagrams/{diagram['id']}/")


def test_a_search_finds_titles_and_event_types():
    visitor = Visitor()
    visitor.draws(shop())
    visitor.draws({"title": "Ledger", "eventTypes": {"paid": {"name": "InvoicePaid"}, "void": {"name": "InvoiceVoid"}}})

    assert titles(visitor.get("/api/diagrams/?search=shop")) == ["Shop"]
    assert titles(visitor.get("/api/diagrams/?search=invoice")) == ["Ledger"]
    assert titles(visitor.get("/api/diagrams/?search=%25")) == []
    assert titles(visitor.get("/api/diagrams/?kind=service")) == ["Shop"]
    assert visitor.get("/api/diagrams/?search=%00").status_code == 400


def test_what_searches_look_into_follows_the_current_revision():
    visitor = Visitor()
    diagram = visitor.draws(shop())

    visitor.saves(diagram, 1, nodes={}, edges={}, eventTypes={"paid": {"name": "Paid"}})

    assert not UsedKind.objects.filter(diagram_id=diagram["id"]).exists()
    assert [used.name for used in UsedEventType.objects.filter(diagram_id=diagram["id"])] == ["Paid"]
