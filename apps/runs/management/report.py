"""The results of a run as a page of text."""

from collections.abc import Sequence

from apps.schema.results import Latency, Results

from .estimates import plus_minus
from .table import table


def report(results: Results) -> str:
    how_far = f"{results.simulated_seconds:g} s simulated, seed {results.seed}, {results.events:,} events"
    parts = [f"{results.title}: {how_far} ({results.status})", f"digest {results.digest}", ""]
    ledger, requests, sagas = results.ledger, results.requests, results.sagas
    in_the_ledger = ("completed", "dead_lettered", "expired", "dropped", "lost", "in_flight")
    parts.append(_account("Messages  published", ledger.published, ledger, in_the_ledger, ledger.balanced))
    if ledger.redelivered or ledger.duplicate_effects:
        again = f"delivered again {ledger.redelivered:,}, effects again {ledger.duplicate_effects:,}"
        parts.append(f"          {again}, left out as known {sum(n.deduplicated for n in results.nodes.values()):,}")
    parts += [f"          {cause}: {count:,}" for cause, count in results.causes.items()]
    of_requests = ("answered", "failed", "timed_out", "refused", "in_flight")
    parts.append(_account("Requests  sent", requests.sent, requests, of_requests, requests.balanced))
    if requests.late_replies or requests.lost_replies:
        parts.append(f"          replies: too late {requests.late_replies:,}, lost {requests.lost_replies:,}")
    if sagas.started:
        of_sagas = ("committed", "compensated", "stuck", "running", "compensating")
        parts.append(_account("Sagas     started", sagas.started, sagas, of_sagas))
    nodes = (
        (
            node.name,
            f"{node.arrived:,}",
            f"{node.completed:,}",
            f"{node.failed:,}",
            f"{node.retries:,}",
            f"{node.dead_lettered:,}",
            f"{node.waiting:,}",
            "" if node.utilisation is None else f"{node.utilisation:.0%}",
            *_latency(node.latency),
        )
        for node in results.nodes.values()
    )
    heads = ("arrived", "completed", "failed", "retries", "dead", "waiting", "busy", "mean ms", "p50 ms", "p99 ms")
    parts += ["", *table(("Node", *heads), nodes)]
    names = {identifier: node.name for identifier, node in results.nodes.items()}
    edges = (
        (
            f"{names[edge.source]} → {names[edge.target]}",
            f"{edge.count:,}",
            f"{edge.failed:,}",
            f"{edge.timed_out:,}",
            f"{edge.refused:,}",
            *_latency(edge.latency),
        )
        for edge in results.edges.values()
    )
    parts += ["", *table(("Edge", "messages", "failed", "timed out", "refused", "mean ms", "p50 ms", "p99 ms"), edges)]
    if results.groups:
        groups = (
            (
                f"{names[group.channel]}: {names.get(group.name, group.name)}",
                f"{group.arrived:,}",
                f"{group.waiting:,}",
                f"{group.lag:,}",
                f"{group.seconds_behind:,.1f}",
                f"{group.order_violations:,}",
            )
            for group in results.groups
        )
        parts += ["", *table(("Group", "arrived", "waiting", "lag", "behind s", "out of order"), groups)]
    if results.paths:
        paths = (
            (f"{names[path.source]} ⇒ {names[path.target]}", f"{path.latency.count:,}", *_latency(path.latency))
            for path in results.paths
        )
        parts += ["", *table(("Path", "messages", "mean ms", "p50 ms", "p99 ms"), paths)]
    parts += ["", "± holds the true mean of a steady run with 95 %, by batches of this one; ? where it cannot be told"]
    return "\n".join(parts)


def _account(what: str, total: int, values: object, names: Sequence[str], balanced: bool = True) -> str:
    terms = " + ".join(f"{name.replace('_', ' ')} {getattr(values, name):,}" for name in names)
    return f"{what} {total:,} = {terms}" + ("" if balanced else "  DOES NOT BALANCE")


def _latency(latency: Latency | None) -> tuple[str, str, str]:
    if latency is None:
        return "", "", ""
    mean = f"{latency.mean_ms:,.1f}" if latency.mean_interval is None else plus_minus(latency.mean_interval)
    return mean, f"{latency.p50_ms:,.1f}", f"{latency.p99_ms:,.1f}"
