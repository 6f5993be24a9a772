"""What can happen to a message, for the history of a watched one. `value` of a step is in seconds, unless said
otherwise.

The numbers are floats, because Numba compiles a function once for each integer constant it is called with.
"""

(
    BEGUN,
    PUBLISHED,
    HELD_BACK,
    ARRIVED,
    COPIED,
    HANDED_OUT,
    WORK_BEGUN,
    HANDLED,
    EFFECT_SKIPPED,
    EFFECT_REPEATED,
    ATTEMPT_FAILED,
    RETRY_PLANNED,
    ACKNOWLEDGED,
    GIVEN_BACK,
    REJECTED,
    INTERRUPTED,
    GIVEN_OUT_AGAIN,
    ENDED_BADLY,
    KEPT_DEAD,
    CALLED,
    CALL_REFUSED,
    CALL_ARRIVED,
    ANSWERED,
    ANSWERED_NOBODY,
    CALL_OVERDUE,
    SAGA_STARTED,
    SAGA_STEP,
    SAGA_COMMITTED,
    SAGA_COMPENSATES,
    SAGA_UNDOES,
    SAGA_COMPENSATED,
    SAGA_STUCK,
    REPLIED,
    REPLY_LOST,
) = map(float, range(34))
"""PUBLISHED, CALLED, REPLIED: value is the way. HELD_BACK, RETRY_PLANNED: the wait. WORK_BEGUN: how long it takes.
CALL_OVERDUE: the timeout. HANDED_OUT: not 0 if by the retry topic. ENDED_BADLY: the cause's number. CALL_REFUSED: the
edge, since nothing was sent. ANSWERED: FAILED or REFUSED, else 0. SAGA_STEP, SAGA_COMPENSATES, SAGA_UNDOES,
SAGA_STUCK: the step's number."""
