export interface EdgeOverlayProps {
  edgeId: string;
  /** The edge's curve, as the `d` of an SVG path in canvas units, from source to target. */
  path: string;
}

/** Drawn inside the edge's own <g>, over its line. */
export function EdgeOverlay(_props: EdgeOverlayProps) {
  return null;
}
