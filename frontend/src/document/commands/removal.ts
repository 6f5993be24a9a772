import { zonesIn } from "../faults";
import { channelsOf } from "../geometry";
import { references } from "../references";
import { faultKinds } from "../registry";
import type { Command } from "../store";
import type { Document, Experiment, Scenario } from "../types";
import { setValue } from "./fields";

const without = <Value>(map: Record<string, Value>, gone: ReadonlySet<string>): Record<string, Value> =>
  Object.fromEntries(Object.entries(map).filter(([id]) => !gone.has(id)));

/** Removes nodes and edges: containers go with their channels, nodes with their edges, both with what was planned for them. */
export const removeThings =
  (nodeIds: readonly string[], edgeIds: readonly string[]): Command =>
  (document) => {
    const nodes = new Set(nodeIds.filter((id) => document.nodes[id]));
    for (const id of [...nodes]) for (const channel of channelsOf(document.nodes, id)) nodes.add(channel);
    const edges = new Set(edgeIds.filter((id) => document.edges[id]));
    for (const [id, edge] of Object.entries(document.edges)) {
      if (nodes.has(edge.source) || nodes.has(edge.target)) edges.add(id);
    }
    if (!nodes.size && !edges.size) return document;
    const left = {
      ...document,
      nodes: without(document.nodes, nodes),
      edges: without(document.edges, edges),
    };
    const gone = new Set([...nodes, ...edges]);
    return {
      ...unnamed(left, nodes),
      scenarios: withoutPlansAt(left, gone),
      experiments: withoutProbesAt(left, gone),
    };
  };

/** What only named a node that is gone names none: an exchange its alternate. */
function unnamed(document: Document, gone: ReadonlySet<string>): Document {
  return [...references(document)]
    .filter(({ refersTo, id }) => refersTo === "nodes" && gone.has(id))
    .reduce((now, { path }) => setValue(path, null)(now), document);
}

/** Whether a fault still has what it strikes. */
function striking(document: Document, gone: ReadonlySet<string>): (fault: Scenario["faults"][number]) => boolean {
  const zones = new Set(zonesIn(document));
  return ({ kind, target }) => (faultKinds[kind]?.zones ? zones.has(target) : !gone.has(target));
}

/** An experiment neither measures nor breaks what is gone. */
function withoutProbesAt(document: Document, gone: ReadonlySet<string>): Document["experiments"] {
  const strikes = striking(document, gone);
  const measures = ({ target }: { target: string | null }): boolean => target === null || !gone.has(target);
  const operates = ({ target }: { target: string }): boolean => !gone.has(target);
  const kept = (experiment: Experiment): Experiment => {
    const { hypothesis, method, rollback, abortConditions } = experiment;
    return {
      ...experiment,
      hypothesis: { ...hypothesis, probes: hypothesis.probes.filter(measures) },
      method: { faults: method.faults.filter(strikes), operations: method.operations.filter(operates) },
      abortConditions: abortConditions.filter(measures),
      rollback: { ...rollback, operations: rollback.operations.filter(operates) },
    };
  };
  return Object.fromEntries(Object.entries(document.experiments).map(([id, one]) => [id, kept(one)]));
}

function withoutPlansAt(document: Document, gone: ReadonlySet<string>): Document["scenarios"] {
  const strikes = striking(document, gone);
  const kept = (scenario: Scenario): Scenario => {
    const faults = scenario.faults.filter(strikes);
    const operations = scenario.operations.filter(({ target }) => !gone.has(target));
    const same = faults.length === scenario.faults.length && operations.length === scenario.operations.length;
    return same ? scenario : { ...scenario, faults, operations };
  };
  return Object.fromEntries(Object.entries(document.scenarios).map(([id, scenario]) => [id, kept(scenario)]));
}
