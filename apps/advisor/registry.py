"""The rules, and the one function that applies them all."""

from apps.schema import Document

from . import capacity, delivery, failures, losses, overload, sagas, timeouts, wiring
from .finding import Finding, Reading, Rule
from .flow import flow_of
from .rates import rates_of

RULES: tuple[Rule, ...] = (
    capacity.overloaded,
    overload.retries_overwhelm,
    overload.works_for_nobody,
    overload.lends_all_its_slots,
    overload.hot_partition,
    overload.backlog_without_limit,
    timeouts.gives_up_too_early,
    timeouts.gives_up_before_the_work,
    timeouts.handed_out_again_too_soon,
    timeouts.polls_too_seldom,
    failures.no_dead_letter_queue,
    failures.retries_at_once,
    failures.retries_in_step,
    failures.blocks_its_partition,
    delivery.not_idempotent,
    delivery.more_slots_than_partitions,
    losses.acknowledged_before_the_work,
    losses.published_without_proof,
    losses.larger_than_its_broker_takes,
    losses.kept_in_memory_only,
    losses.takes_all_that_waits,
    sagas.step_cannot_be_undone,
    sagas.answer_never_comes,
    wiring.nobody_reads,
    wiring.goes_nowhere,
    wiring.never_arrives,
    wiring.unused_event_type,
)


def findings(document: Document) -> list[Finding]:
    """Everything the rules find, warnings first, each rule in its own order."""
    flow = flow_of(document)
    reading = Reading(document, flow, rates_of(document))
    found = [finding for rule in RULES for finding in rule(reading)]
    return sorted(found, key=lambda finding: finding.severity != "warn")
