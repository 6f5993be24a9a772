export interface ChaosToggleProps {
  nodeId: string;
  name: string;
  kind: string;
}

/** The lightning in the corner of a card, 16 x 16: switches the node down and up again. */
export function ChaosToggle(_props: ChaosToggleProps) {
  return null;
}
