export interface MessagesPanelProps {
  target: { area: "nodes" | "edges"; id: string };
}

export function MessagesPanel(_props: MessagesPanelProps) {
  return null;
}
