"""How many messages one connection may send: a bucket that fills at a steady rate."""

import time
from collections.abc import Callable


class Budget:
    def __init__(self, per_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_second, self.clock = per_second, clock
        self.left = per_second
        self.filled_at = clock()

    def spend(self) -> bool:
        """False if nothing is left of it."""
        now = self.clock()
        self.left = min(self.per_second, self.left + (now - self.filled_at) * self.per_second)
        self.filled_at = now
        if self.left < 1:
            return False
        self.left -= 1
        return True
