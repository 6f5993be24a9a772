from apps.stream.budget import Budget


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_budget_lets_a_burst_through_and_then_its_rate() -> None:
    clock = Clock()
    budget = Budget(20, clock)
    assert [budget.spend() for _ in range(21)] == [True] * 20 + [False]
    clock.now += 0.05
    assert budget.spend()
    assert not budget.spend()


def test_a_budget_saves_no_more_than_a_second() -> None:
    clock = Clock()
    budget = Budget(20, clock)
    clock.now += 3600
    assert sum(budget.spend() for _ in range(100)) == 20
