/** Points along the drawn paths of edges, measured once for each shape: asking the SVG for a point is slow. */
const POINTS = 48;

export interface MeasurablePath {
  getAttribute(name: string): string | null;
  getTotalLength(): number;
  getPointAtLength(length: number): { x: number; y: number };
}

interface Measured {
  shape: string;
  points: Float32Array;
}

export class EdgePaths {
  private measured = new Map<string, Measured>();
  private elements = new Map<string, MeasurablePath & { isConnected?: boolean }>();

  constructor(private readonly find: (edge: string) => MeasurablePath | null) {}

  /** Writes the point into `out`; false when the edge is not drawn. */
  at(edge: string, along: number, out: { x: number; y: number }): boolean {
    const points = this.points(edge);
    if (points === null) return false;
    const place = along * POINTS;
    const low = Math.min(POINTS - 1, Math.floor(place));
    const part = place - low;
    const x0 = points[low * 2] as number;
    const y0 = points[low * 2 + 1] as number;
    out.x = x0 + ((points[low * 2 + 2] as number) - x0) * part;
    out.y = y0 + ((points[low * 2 + 3] as number) - y0) * part;
    return true;
  }

  private points(edge: string): Float32Array | null {
    let element = this.elements.get(edge);
    if (element === undefined || element.isConnected === false) {
      const found = this.find(edge);
      if (found === null) {
        this.elements.delete(edge);
        return null;
      }
      element = found;
      this.elements.set(edge, found);
    }
    const shape = element.getAttribute("d") ?? "";
    const known = this.measured.get(edge);
    if (known?.shape === shape) return known.points;
    const points = measure(element);
    this.measured.set(edge, { shape, points });
    return points;
  }
}

function measure(path: MeasurablePath): Float32Array {
  const points = new Float32Array((POINTS + 1) * 2);
  const length = path.getTotalLength();
  for (let i = 0; i <= POINTS; i += 1) {
    const { x, y } = path.getPointAtLength((length * i) / POINTS);
    points[i * 2] = x;
    points[i * 2 + 1] = y;
  }
  return points;
}
