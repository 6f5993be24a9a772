"""What the web server's log says of a Valkey that is away: a line when it goes and one when it is back."""

import json
from urllib.error import HTTPError

import pytest

from tests.live.parts import running, wait_for
from tests.live.person import Person, order_flow
from tests.live.viewer import Viewer


def test_the_web_server_says_once_that_valkey_is_lost_and_once_that_it_is_back() -> None:
    with running(workers=1, concurrency=1) as parts:
        owner = Person(parts.url)
        diagram = owner.draws(order_flow())
        *watched, unwatched = [owner.starts(diagram, seed=seed, untilSeconds=600)["id"] for seed in (1, 2, 3)]
        viewers = [Viewer(owner, run) for run in watched]
        late: list[Viewer] = []
        try:
            for viewer in viewers:
                viewer.reaches(1.0)
            begun = len(parts.web.log.read_text())
            parts.stop_valkey()
            first = viewers[0]
            with pytest.raises(HTTPError) as refused:
                owner.get(f"/api/runs/{first.run_id}/")
            assert refused.value.code == 503
            assert "cannot be reached" in json.loads(refused.value.read())["detail"]
            # By then each of those who try again has done so.
            late += [Viewer(owner, unwatched), Viewer(owner, first.run_id)]
            late[0].waits_for("that it was sent away and came again", lambda me: me.connections >= 3)
            parts.start_valkey()
            for viewer in viewers + late:
                viewer.waits_for("frames again", lambda me, at=first.time: me.time > at + 1, 60)
            wait_for("word of it", lambda: "Valkey is back" in parts.web.log.read_text(), 10, parts.web.log)
        finally:
            for viewer in viewers + late:
                viewer.leaves()
        lines = [json.loads(line) for line in parts.web.log.read_text()[begun:].splitlines() if line.startswith("{")]
    assert [line["event"].split(",")[0].split(" after")[0] for line in lines if line["logger"] != "django.request"] == [
        "Valkey is away",
        "Valkey is back",
    ]
    assert not [line for line in lines if "exception" in line]
