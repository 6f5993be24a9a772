"""Experiments by the API: real workers run them; reports can be shared; other forms are read and written."""

import json

import pytest

from tests.api.visitors import Json, Visitor, shop
from tests.processes import Worker
from tests.studies.test_with_workers import ends, starts

pytestmark = pytest.mark.django_db(transaction=True)

OUTAGE: Json = {
    "name": "Orders fail <b>for a while</b>",
    "hypothesis": {
        "title": "Shoppers get their answers",
        "probes": [
            {
                "metric": "availability",
                "windowSeconds": 5,
                "tolerance": {"kind": "comparison", "operator": ">=", "value": 99},
            }
        ],
    },
    "method": {"faults": [{"kind": "crash", "target": "orders", "durationSeconds": 5}]},
    "warmUpSeconds": 5,
    "beforeSeconds": 5,
    "duringSeconds": 10,
    "afterSeconds": 20,
}


@pytest.fixture
def diagram(visitor: Visitor) -> Json:
    return visitor.draws({**shop(), "experiments": {"outage": OUTAGE}})


def test_one_of_the_diagrams_runs_on_a_worker_and_its_report_can_be_shared(
    visitor: Visitor, diagram: Json, worker: Worker
) -> None:
    study = starts(visitor, diagram, {"kind": "experiment", "experiment": "outage"})
    ended = ends(visitor, study)
    assert (ended["status"], ended["reason"]) == ("finished", "")
    result = ended["result"]
    assert (result["verdict"], result["held"], len(result["runs"])) == ("held", 1, 1)
    (probe,) = result["runs"][0]["probes"]
    assert probe["before"]["held"]
    assert not probe["during"]["held"]
    assert probe["after"]["held"]
    assert len(probe["times"]) == len(probe["values"]) == 35

    address = f"/api/studies/{study['id']}/report"
    page = visitor.get(f"{address}.html")
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "The hypothesis held" in page.content.decode()
    assert "<b>for a while" not in page.content.decode()
    markdown = visitor.get(f"{address}.md")
    assert "| Answered requests over 5 s | at least 99 % |" in markdown.content.decode()
    assert visitor.get(f"/api/studies/{study['id']}.csv").content.decode().splitlines()[1].startswith("1,held,")

    stranger = Visitor()
    assert stranger.get(f"{address}.html").status_code == 404
    link = visitor.shares(diagram)
    token = link["token"]
    assert stranger.get(f"{address}.html?share={token}").content == page.content
    assert stranger.get(f"{address}.md?share={token}").content == markdown.content
    assert visitor.delete(f"/api/share-links/{link['id']}/").status_code == 204
    for suffix in ("html", "md"):
        assert stranger.get(f"{address}.{suffix}?share={token}").status_code == 404


def test_one_that_is_sent_along_is_repeated_on_several_seeds(visitor: Visitor, diagram: Json, worker: Worker) -> None:
    during = {**OUTAGE["hypothesis"]["probes"][0], "during": True}
    sent = {**OUTAGE, "hypothesis": {"probes": [during]}, "replications": 3, "seed": 7}
    study = starts(visitor, diagram, {"kind": "experiment", "experiment": sent})
    assert study["progress"]["partsExpected"] == 3
    result = ends(visitor, study)["result"]
    assert (result["verdict"], result["held"]) == ("deviated", 0)
    assert [run["seed"] for run in result["runs"]] == [7, 8, 9]
    assert "seed 7: during the method" in result["reason"]


def test_what_cannot_be_run_is_refused(visitor: Visitor, diagram: Json) -> None:
    address = f"/api/diagrams/{diagram['id']}/studies/"
    unknown = visitor.post(address, {"kind": "experiment", "experiment": "other"})
    assert unknown.json()["problems"] == [
        {"path": "experiment", "problem": "is not in the diagram", "allowed": "outage"}
    ]
    empty = visitor.post(address, {"kind": "experiment", "experiment": {"name": "Empty"}})
    assert empty.json()["problems"][0]["path"] == "experiment.hypothesis.probes"


def test_the_chaos_toolkits_form_goes_out_and_comes_back(visitor: Visitor, diagram: Json) -> None:
    written = visitor.get(f"/api/diagrams/{diagram['id']}/experiments/outage/chaos-toolkit.json")
    assert written.status_code == 200
    assert "attachment" in written.headers["Content-Disposition"]
    reading = f"/api/diagrams/{diagram['id']}/experiments/read/"
    assert visitor.post(reading, json.loads(written.content)).json() == diagram["document"]["experiments"]["outage"]
    foreign = json.loads(written.content)
    foreign["method"][0]["provider"] = {"type": "process", "path": "kubectl"}
    refused = visitor.post(reading, foreign)
    assert refused.status_code == 400
    assert refused.json()["problems"][0]["path"] == "method.0.provider"
    assert visitor.get(f"/api/diagrams/{diagram['id']}/experiments/none/chaos-toolkit.json").status_code == 404
    assert Visitor().post(reading, foreign).status_code == 404
