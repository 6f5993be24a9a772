"""All that is known of the lessons, in the order of the gallery."""

from .claim import Chapter
from .delivery import (
    IDEMPOTENT_CONSUMER,
    POISON_MESSAGE,
    REBALANCE_AFTER_A_CRASH,
    REBALANCE_STALL,
    VISIBILITY_TIMEOUT,
)
from .sagas import REFUND_SAGA, REFUNDS_FAIL_TOO, STUCK_SAGA
from .synchronous import CACHE_STAMPEDE, OVERLOAD, RETRY_STORM, TIMEOUT_CASCADE
from .views import OUT_OF_ORDER, REBUILT_VIEW

CHAPTERS: tuple[Chapter, ...] = (
    RETRY_STORM,
    OVERLOAD,
    TIMEOUT_CASCADE,
    CACHE_STAMPEDE,
    POISON_MESSAGE,
    REBALANCE_STALL,
    REBALANCE_AFTER_A_CRASH,
    VISIBILITY_TIMEOUT,
    IDEMPOTENT_CONSUMER,
    OUT_OF_ORDER,
    REBUILT_VIEW,
    STUCK_SAGA,
    REFUND_SAGA,
    REFUNDS_FAIL_TOO,
)
