export interface MetricsPanelProps {
  target: { area: "nodes" | "edges"; id: string };
}

export function MetricsPanel(_props: MetricsPanelProps) {
  return null;
}
