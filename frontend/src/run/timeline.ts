/** Where a moment stands on a timeline, and the other way round. */
export interface Span {
  from: number;
  to: number;
}

/** A run that has just begun has a timeline as well. */
export const SHORTEST_SECONDS = 10;

export const spanOf = ({ from, to }: Span): Span => ({ from, to: Math.max(to, from + SHORTEST_SECONDS) });

export const shareOf = (time: number, { from, to }: Span): number =>
  Math.min(1, Math.max(0, (time - from) / (to - from)));

export const timeAt = (share: number, { from, to }: Span): number =>
  from + Math.min(1, Math.max(0, share)) * (to - from);

/** How far an arrow key moves: a second, or a hundredth of a long run; ten times that with Shift or Page keys. */
export function keyStep(key: string, shift: boolean, { from, to }: Span): number | "start" | "end" | null {
  const step = Math.max(1, Math.round((to - from) / 100));
  switch (key) {
    case "ArrowLeft":
      return shift ? -10 * step : -step;
    case "ArrowRight":
      return shift ? 10 * step : step;
    case "PageDown":
      return -10 * step;
    case "PageUp":
      return 10 * step;
    case "Home":
      return "start";
    case "End":
      return "end";
    default:
      return null;
  }
}
