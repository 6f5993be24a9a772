export interface DockProps {
  /** What the inspector speaks of, if anything. */
  target: { area: "nodes" | "edges"; id: string } | null;
  readOnly: boolean;
}

export function Dock(_props: DockProps) {
  return null;
}
