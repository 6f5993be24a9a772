import { useEffect, useRef } from "react";
import { stage } from "./stage";

export interface EdgeOverlayProps {
  edgeId: string;
  /** The edge's curve, as the `d` of an SVG path in canvas units, from source to target. */
  path: string;
}

/** Drawn inside the edge's own <g>, over its line: the dots that travel along it. */
export function EdgeOverlay({ edgeId, path }: EdgeOverlayProps) {
  const layer = useRef<SVGGElement>(null);
  useEffect(() => (layer.current ? stage.mount(edgeId, layer.current) : undefined), [edgeId]);
  useEffect(() => stage.curve(edgeId, path), [edgeId, path]);
  return <g ref={layer} pointerEvents="none" aria-hidden data-dots={edgeId} />;
}
