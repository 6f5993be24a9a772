from uuid import UUID, uuid4

import pytest

from apps.runs.execution import store, valkey
from apps.runs.execution.state import RunState
from apps.schema.faults import Crash
from apps.schema.messages import Inject, Pause, Resume, Stop, Strike


@pytest.fixture
def run_id() -> UUID:
    return uuid4()


def a_state(**values: object) -> RunState:
    fixed = {"diagram": uuid4(), "revision": 1, "revision_id": 1, "seed": 1, "until": 60.0, "speed": 1.0}
    return RunState.model_validate({**fixed, **values})


def lease_runs_out(run_id: UUID) -> None:
    valkey.client().zadd(valkey.leases_key(), {str(run_id): 0.0})


def lease(run_id: UUID) -> float | None:
    return valkey.client().zscore(valkey.leases_key(), str(run_id))


def test_a_slice_is_begun_by_its_epoch_alone(run_id: UUID) -> None:
    assert store.adopt(run_id, a_state(), epoch=1)
    assert store.acquire(run_id, 2) is None
    assert store.acquire(run_id, 0) is None
    taken = store.acquire(run_id, 1)
    assert taken is not None
    assert taken.attempts == 1


def test_a_run_is_adopted_once(run_id: UUID) -> None:
    assert store.adopt(run_id, a_state(), epoch=1)
    assert not store.adopt(run_id, a_state(time=5.0), epoch=7)
    assert store.current(run_id).time == 0.0


def test_of_two_who_do_the_same_slice_one_commits(run_id: UUID) -> None:
    store.adopt(run_id, a_state(), epoch=1)
    one, other = store.acquire(run_id, 1), store.acquire(run_id, 1)
    assert one is not None
    assert other is not None
    one.state.sequence, other.state.sequence = 1, 1
    assert store.commit(run_id, 1, one.state, frames=["{}"], consumed=0, checkpoint=b"one").epoch == 2
    assert store.commit(run_id, 1, other.state, frames=["{}"], consumed=0, checkpoint=b"other") is None
    assert store.checkpoint(run_id) == b"one"
    assert store.newest_frames(run_id) == [(1, b"{}")]
    leftovers = list(valkey.client().scan_iter(f"{valkey.run_key(run_id)}:upload:*"))
    assert leftovers == []


def test_a_takeover_voids_the_work_of_whoever_had_the_run(run_id: UUID) -> None:
    store.adopt(run_id, a_state(), epoch=1)
    lost = store.acquire(run_id, 1)
    assert lost is not None
    lease_runs_out(run_id)
    assert store.take_over() == [(run_id, 2)]
    assert store.commit(run_id, 1, lost.state, frames=["{}"], consumed=0) is None
    survivor = store.acquire(run_id, 2)
    assert survivor is not None
    assert survivor.attempts == 2
    assert store.commit(run_id, 2, survivor.state, frames=[], consumed=0).epoch == 3


def test_a_run_whose_lease_holds_is_left_alone(run_id: UUID) -> None:
    store.adopt(run_id, a_state(), epoch=1)
    store.acquire(run_id, 1)
    assert store.take_over() == []


def test_each_takeover_without_a_slice_in_between_waits_longer(run_id: UUID) -> None:
    store.adopt(run_id, a_state(), epoch=1)
    leases = []
    for epoch in (2, 3, 4):
        lease_runs_out(run_id)
        assert store.take_over() == [(run_id, epoch)]
        leases.append(lease(run_id) or 0.0)
    assert leases[1] - leases[0] > 2.0
    assert leases[2] - leases[1] > 5.0


def test_a_lease_without_a_run_is_forgotten(run_id: UUID) -> None:
    lease_runs_out(run_id)
    assert store.take_over() == []
    assert lease(run_id) is None


def test_commands_wait_in_order_until_a_slice_consumes_them(run_id: UUID) -> None:
    store.adopt(run_id, a_state(status="running"), epoch=1)
    assert store.hand_in(run_id, Pause()).outcome == "waits"
    assert store.hand_in(run_id, Inject(fault=Crash(target="payment"))).outcome == "waits"
    taken = store.acquire(run_id, 1)
    assert taken is not None
    assert [b"pause" in taken.inbox[0], b"inject" in taken.inbox[1]] == [True, True]
    store.commit(run_id, 1, taken.state, frames=[], consumed=1)
    following = store.acquire(run_id, 2)
    assert following is not None
    assert len(following.inbox) == 1
    assert b"inject" in following.inbox[0]


def test_a_command_wakes_a_run_that_sleeps(run_id: UUID) -> None:
    store.adopt(run_id, a_state(status="paused"), epoch=1)
    assert lease(run_id) is None
    assert store.hand_in(run_id, Resume()) == store.HandedIn("wakes", 2)
    assert lease(run_id) is not None
    assert store.acquire(run_id, 1) is None
    assert store.acquire(run_id, 2) is not None


def test_a_command_that_came_while_a_run_fell_asleep_is_not_slept_over(run_id: UUID) -> None:
    store.adopt(run_id, a_state(status="running"), epoch=1)
    taken = store.acquire(run_id, 1)
    assert taken is not None
    store.hand_in(run_id, Resume())
    taken.state.status = "paused"
    assert store.commit(run_id, 1, taken.state, frames=[], consumed=0).epoch == 2
    assert store.release(run_id, 2) == "waiting"
    assert lease(run_id) is not None
    again = store.acquire(run_id, 2)
    assert again is not None
    store.commit(run_id, 2, again.state, frames=[], consumed=1)
    assert store.release(run_id, 2) == "past"
    assert store.release(run_id, 3) == "released"
    assert lease(run_id) is None


def test_a_run_that_has_ended_takes_no_commands_and_keeps_no_checkpoint(run_id: UUID) -> None:
    store.adopt(run_id, a_state(status="running"), epoch=1)
    taken = store.acquire(run_id, 1)
    assert taken is not None
    store.commit(run_id, 1, taken.state, frames=[], consumed=0, checkpoint=b"kept")
    taken.state.status = "stopped"
    store.commit(run_id, 2, taken.state, frames=[], consumed=0)
    assert store.checkpoint(run_id) is None
    assert store.hand_in(run_id, Stop()).outcome == "ended"


def test_a_flood_of_commands_is_refused(run_id: UUID) -> None:
    store.adopt(run_id, a_state(status="running"), epoch=1)
    outcomes = [store.hand_in(run_id, Resume()).outcome for _ in range(store.MAX_WAITING_COMMANDS + 1)]
    assert outcomes[-2:] == ["waits", "full"]
    assert store.hand_in(run_id, Stop()).outcome == "waits"


def test_a_few_large_commands_are_as_much_as_many_small_ones(run_id: UUID) -> None:
    store.adopt(run_id, a_state(status="running"), epoch=1)
    strike = Strike(faults=[Crash(target="payment") for _ in range(200)])
    outcomes = [store.hand_in(run_id, strike).outcome for _ in range(20)]
    assert outcomes[:2] == ["waits", "waits"]
    assert outcomes[-1] == "full"
    assert store.hand_in(run_id, Stop()).outcome == "waits"


def test_only_the_newest_frames_stay_in_valkey(run_id: UUID) -> None:
    store.adopt(run_id, a_state(status="running"), epoch=1)
    state = a_state(status="running", sequence=700)
    store.commit(run_id, 1, state, frames=[str(number) for number in range(1, 701)], consumed=0)
    kept = store.newest_frames(run_id)
    assert len(kept) == store.RECENT_FRAMES
    assert kept[0] == (101, b"101")
    assert kept[-1] == (700, b"700")


def test_a_deleted_run_leaves_nothing(run_id: UUID) -> None:
    store.adopt(run_id, a_state(), epoch=1)
    taken = store.acquire(run_id, 1)
    assert taken is not None
    store.commit(run_id, 1, taken.state, frames=["{}"], consumed=0, checkpoint=b"kept")
    store.discard(run_id)
    assert list(valkey.client().scan_iter(f"{valkey.run_key(run_id)}*")) == []
    assert lease(run_id) is None


def test_an_unknown_run_is_told_from_one_that_ended(run_id: UUID) -> None:
    assert store.hand_in(run_id, Stop()).outcome == "missing"
    assert store.current(run_id) is None
    assert store.known([run_id]) == set()
