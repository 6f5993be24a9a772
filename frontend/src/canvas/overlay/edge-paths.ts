/** Points along the curves of edges, measured once for each curve: asking the SVG for a point is slow. */
const POINTS = 48;

export interface MeasurablePath {
  getTotalLength(): number;
  getPointAtLength(length: number): { x: number; y: number };
}

export class EdgePaths {
  private curves = new Map<string, string>();
  private measured = new Map<string, Float32Array>();

  constructor(private readonly path: (curve: string) => MeasurablePath = detached) {}

  set(edge: string, curve: string): void {
    if (this.curves.get(edge) === curve) return;
    this.curves.set(edge, curve);
    this.measured.delete(edge);
  }

  delete(edge: string): void {
    this.curves.delete(edge);
    this.measured.delete(edge);
  }

  /** Writes the point into `out`; false when the edge is not drawn. */
  at(edge: string, along: number, out: { x: number; y: number }): boolean {
    const points = this.measured.get(edge) ?? this.measure(edge);
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

  private measure(edge: string): Float32Array | null {
    const curve = this.curves.get(edge);
    if (curve === undefined) return null;
    const path = this.path(curve);
    const points = new Float32Array((POINTS + 1) * 2);
    const length = path.getTotalLength();
    for (let i = 0; i <= POINTS; i += 1) {
      const { x, y } = path.getPointAtLength((length * i) / POINTS);
      points[i * 2] = x;
      points[i * 2 + 1] = y;
    }
    this.measured.set(edge, points);
    return points;
  }
}

function detached(curve: string): MeasurablePath {
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", curve);
  return path;
}
