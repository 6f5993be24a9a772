import threading
from uuid import UUID

import pytest
from django.db import connection

from apps.accounts.actors import Actor
from apps.diagrams import services
from apps.diagrams.errors import StaleBase
from apps.diagrams.models import Diagram, Revision
from apps.schema import Document, read_document
from tests.api.visitors import Visitor, shop

pytestmark = pytest.mark.django_db


def test_a_new_diagram_is_empty_and_at_revision_one():
    diagram = Visitor().draws()

    assert (diagram["revision"], diagram["access"], diagram["title"]) == (1, "edit", "Untitled diagram")
    assert diagram["document"]["nodes"] == {}


def test_what_is_saved_is_what_is_read_back_with_every_default_filled_in():
    visitor = Visitor()
    diagram = visitor.draws(shop())

    read = visitor.get(f"/api/diagrams/{diagram['id']}/").json()

    assert read == diagram
    assert read["document"]["nodes"]["orders"]["concurrency"] == 8
    assert list(read["document"]["nodes"]) == ["clients", "gateway", "orders"]


def test_each_save_is_a_new_revision_that_knows_the_one_before():
    visitor = Visitor()
    diagram = visitor.draws(shop())

    saved = visitor.saves(diagram, 1, title="Renamed")

    assert saved.status_code == 200
    assert (saved.json()["revision"], saved.json()["title"]) == (2, "Renamed")
    second, first = Revision.objects.filter(diagram_id=diagram["id"])
    assert (first.number, first.document["title"], first.parent) == (1, "Shop", None)
    assert (second.number, second.document["title"], second.parent) == (2, "Renamed", first)


def test_saving_the_same_document_makes_no_revision_even_when_its_keys_come_in_another_order():
    visitor = Visitor()
    diagram = visitor.draws(shop())
    turned = dict(reversed(diagram["document"]["nodes"].items()))

    again = visitor.saves(diagram, 1, nodes=turned)

    assert again.status_code == 200
    assert (again.json()["revision"], again.json()["updatedAt"]) == (1, diagram["updatedAt"])
    assert Revision.objects.filter(diagram_id=diagram["id"]).count() == 1


def test_a_save_whose_answer_was_lost_may_be_sent_again():
    visitor = Visitor()
    diagram = visitor.draws(shop())
    first = visitor.saves(diagram, 1, title="Renamed")

    second = visitor.saves(diagram, 1, title="Renamed")

    assert (second.status_code, second.json()) == (200, first.json())


def test_an_edit_of_a_stale_revision_is_refused_and_told_what_is_there_now():
    visitor = Visitor()
    diagram = visitor.draws(shop())
    other_tab = visitor.saves(diagram, 1, title="From the other tab").json()

    refused = visitor.saves(diagram, 1, title="From this tab")

    assert refused.status_code == 409
    told = refused.json()
    assert (told["revision"], told["updatedAt"]) == (2, other_tab["updatedAt"])
    assert told["document"]["title"] == "From the other tab"
    assert visitor.get(f"/api/diagrams/{diagram['id']}/").json() == other_tab


def test_a_revision_that_does_not_exist_yet_is_no_base():
    visitor = Visitor()
    diagram = visitor.draws(shop())

    assert visitor.saves(diagram, 7, title="Renamed").status_code == 409


@pytest.mark.parametrize("revision", [0, -1, 2**31, 2**70, "1", 1.5, None, True])
def test_a_base_that_is_no_revision_number_is_refused(revision):
    visitor = Visitor()
    diagram = visitor.draws(shop())

    answer = visitor.saves(diagram, revision, title="Renamed")

    assert answer.status_code == 400
    assert [problem["path"] for problem in answer.json()["problems"]] == ["revision"]


@pytest.mark.django_db(transaction=True)
def test_of_many_simultaneous_saves_on_the_same_base_exactly_one_wins():
    tabs = 6
    actor = Actor(session_key="tab-session")
    diagram = services.create_diagram(actor, read_document(shop()), "created")
    start, outcomes = threading.Barrier(tabs), []

    def save(number: int) -> None:
        document = diagram.document.model_copy(update={"title": f"Tab {number}"})
        start.wait()
        try:
            outcomes.append(services.save_diagram(actor, diagram.id, document, 1))
        except StaleBase as stale:
            outcomes.append(stale)
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=(number,)) for number in range(tabs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    winners = [outcome for outcome in outcomes if not isinstance(outcome, StaleBase)]
    losers = [outcome for outcome in outcomes if isinstance(outcome, StaleBase)]
    assert (len(winners), len(losers)) == (1, tabs - 1)
    assert {loser.current.title for loser in losers} == {winners[0].title}
    assert [revision.number for revision in Revision.objects.filter(diagram_id=diagram.id)] == [2, 1]
    assert Diagram.objects.get(pk=diagram.id).title == winners[0].title


def test_the_history_lists_every_revision_and_gives_each_document_back():
    visitor = Visitor()
    diagram = visitor.draws(shop())
    visitor.saves(diagram, 1, nodes={}, edges={}, title="Emptied")
    url = f"/api/diagrams/{diagram['id']}/revisions/"

    listed = visitor.get(url).json()

    assert [(one["revision"], one["nodeCount"], one["edgeCount"], one["reason"]) for one in listed] == [
        (2, 0, 0, "saved"),
        (1, 3, 2, "imported"),
    ]
    assert visitor.get(f"{url}?before=2").json() == listed[1:]
    assert visitor.get(f"{url}1/").json()["document"] == diagram["document"]
    assert visitor.get(f"{url}3/").status_code == 404


def test_other_apps_read_a_revision_by_its_key_and_get_a_checked_document():
    actor = Actor(session_key="somebody")
    diagram = services.create_diagram(actor, read_document(shop()), "created")
    services.save_diagram(actor, diagram.id, Document(title="Later"), 1)

    revision = services.revision_document(diagram.revision_id)

    assert isinstance(revision.document, Document)
    assert (revision.diagram_id, revision.revision, revision.document) == (diagram.id, 1, diagram.document)
    assert isinstance(revision.diagram_id, UUID)


def test_a_deleted_diagram_is_gone_with_everything_that_belongs_to_it():
    visitor = Visitor()
    diagram = visitor.draws(shop())
    visitor.shares(diagram)

    assert visitor.delete(f"/api/diagrams/{diagram['id']}/").status_code == 204

    assert visitor.get(f"/api/diagrams/{diagram['id']}/").status_code == 404
    assert visitor.get("/api/diagrams/").json() == []
    assert not Revision.objects.filter(diagram_id=diagram["id"]).exists()


def test_an_owner_cannot_have_diagrams_without_end(monkeypatch):
    monkeypatch.setattr("apps.diagrams.services.saving.MAX_DIAGRAMS", 2)
    visitor = Visitor()
    visitor.draws()
    visitor.draws()

    refused = visitor.post("/api/diagrams/", {})

    assert refused.status_code == 403
    assert "delete one" in refused.json()["detail"]
    Visitor().draws()
