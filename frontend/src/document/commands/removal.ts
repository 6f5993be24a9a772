import { channelsOf } from "../geometry";
import type { Command } from "../store";
import type { Document, Scenario } from "../types";

const without = <Value>(map: Record<string, Value>, gone: ReadonlySet<string>): Record<string, Value> =>
  Object.fromEntries(Object.entries(map).filter(([id]) => !gone.has(id)));

/** Removes nodes and edges: containers go with their channels, nodes with their edges, both with their planned faults. */
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
    const gone = new Set([...nodes, ...edges]);
    return {
      ...document,
      nodes: without(document.nodes, nodes),
      edges: without(document.edges, edges),
      scenarios: withoutFaultsAt(document.scenarios, gone),
    };
  };

function withoutFaultsAt(scenarios: Document["scenarios"], gone: ReadonlySet<string>): Document["scenarios"] {
  const kept = (scenario: Scenario): Scenario => {
    const faults = scenario.faults.filter((fault) => !gone.has(fault.target));
    return faults.length === scenario.faults.length ? scenario : { ...scenario, faults };
  };
  return Object.fromEntries(Object.entries(scenarios).map(([id, scenario]) => [id, kept(scenario)]));
}
