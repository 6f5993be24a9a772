export interface ChaosPanelProps {
  target: { area: "nodes" | "edges"; id: string };
  readOnly: boolean;
}

export function ChaosPanel(_props: ChaosPanelProps) {
  return null;
}
