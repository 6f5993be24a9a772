/**
 * Draws the dots. Each edge gives a <g> of its own, so that dots pass over their line and under the cards; one loop
 * moves them all by animation frames, without React.
 */
import { documentStore } from "@/document/store";
import { session, useRunStore } from "@/run";
import type { Dot } from "./choreography";
import { Choreography, pose } from "./choreography";
import { EdgePaths } from "./edge-paths";
import { still } from "./motion";

const SVG = "http://www.w3.org/2000/svg";
const RADIUS = 3;
/** The dot that the pointer is at. */
const POINTED_RADIUS = 5;
/** Pixels on the screen: dots are small and move. */
const REACH = 7;
const COLOURS: Record<string, string> = {
  domain_event: "var(--domain)",
  command: "var(--command)",
  integration_event: "var(--integration)",
};

export class Stage {
  private readonly layers = new Map<string, SVGGElement>();
  private readonly paths = new EdgePaths();
  private readonly circles = new Map<number, SVGCircleElement>();
  private spare: SVGCircleElement[] = [];
  private readonly dance = new Choreography((edge) => documentStore.getState().document.edges[edge]);
  private frame = 0;
  private detach: (() => void)[] = [];
  private readonly point = { x: 0, y: 0 };
  private pointer: { x: number; y: number; reach: number } | null = null;
  /** Carries `data-on-dot` while a dot is under the pointer. */
  private host: HTMLElement | null = null;
  private pointed: { key: number; message: number } | null = null;
  private distance = 0;

  /** Where the pointer is, in the canvas's own units, and how many of them a pixel is; null: not over the canvas. */
  pointAt(place: { x: number; y: number; zoom: number } | null, host: HTMLElement | null): void {
    this.host = host;
    this.pointer = place && { x: place.x, y: place.y, reach: REACH / place.zoom };
  }

  /** The message whose dot is under the pointer. */
  get message(): number | null {
    return this.pointed?.message ?? null;
  }

  mount(edge: string, layer: SVGGElement): () => void {
    this.layers.set(edge, layer);
    if (this.layers.size === 1) this.open();
    return () => {
      if (this.layers.get(edge) !== layer) return;
      this.layers.delete(edge);
      this.paths.delete(edge);
      if (this.layers.size === 0) this.close();
    };
  }

  curve(edge: string, path: string): void {
    this.paths.set(edge, path);
  }

  private open(): void {
    this.detach = [
      session.feed.onSamples((samples, every) => {
        if (this.frame !== 0) this.dance.offer(samples, every);
      }),
      useRunStore.subscribe((state) => this.play(state.showing && state.frame !== null)),
    ];
    const { showing, frame } = useRunStore.getState();
    this.play(showing && frame !== null);
  }

  private close(): void {
    for (const end of this.detach) end();
    this.detach = [];
    this.play(false);
  }

  private play(on: boolean): void {
    if (on === (this.frame !== 0)) return;
    if (on) {
      if (!still()) this.frame = requestAnimationFrame(this.draw);
      return;
    }
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.dance.clear();
    for (const circle of this.circles.values()) circle.remove();
    this.circles.clear();
    this.pointTo(null);
  }

  private readonly draw = (wall: number): void => {
    this.frame = requestAnimationFrame(this.draw);
    const moment = session.feed.moment(wall);
    const drawn = new Set<number>();
    let nearest: Dot | null = null;
    this.distance = this.pointer?.reach ?? 0;
    for (const dot of this.dance.step(moment)) {
      if (!this.place(dot, moment.played)) continue;
      drawn.add(dot.key);
      if (this.isNearer()) nearest = dot;
    }
    this.pointTo(nearest);
    for (const [key, circle] of this.circles) {
      if (drawn.has(key)) continue;
      circle.remove();
      this.circles.delete(key);
      this.spare.push(circle);
    }
    if (useRunStore.getState().thinning !== this.dance.thinning) {
      useRunStore.setState({ thinning: this.dance.thinning });
    }
  };

  /** Whether the dot that was placed last is nearer to the pointer than those before. */
  private isNearer(): boolean {
    if (this.pointer === null) return false;
    const distance = Math.hypot(this.point.x - this.pointer.x, this.point.y - this.pointer.y);
    if (distance >= this.distance) return false;
    this.distance = distance;
    return true;
  }

  private pointTo(dot: Dot | null): void {
    if (dot?.key === this.pointed?.key) return;
    if (this.pointed) this.circles.get(this.pointed.key)?.setAttribute("r", String(RADIUS));
    this.pointed = dot && { key: dot.key, message: dot.message };
    if (dot) this.circles.get(dot.key)?.setAttribute("r", String(POINTED_RADIUS));
    this.host?.toggleAttribute("data-on-dot", dot !== null);
  }

  private place(dot: Dot, played: number): boolean {
    const layer = this.layers.get(dot.edge);
    const { along, opacity } = pose(dot, played);
    if (!layer || !this.paths.at(dot.edge, along, this.point)) return false;
    let circle = this.circles.get(dot.key);
    if (circle === undefined) {
      circle = this.spare.pop() ?? document.createElementNS(SVG, "circle");
      circle.setAttribute("r", String(RADIUS));
      circle.dataset.message = String(dot.message);
      circle.style.fill = dot.failed ? "var(--down)" : colourOf(dot.eventType);
      layer.append(circle);
      this.circles.set(dot.key, circle);
    }
    circle.setAttribute("cx", this.point.x.toFixed(1));
    circle.setAttribute("cy", this.point.y.toFixed(1));
    circle.style.opacity = String(opacity);
    return true;
  }
}

function colourOf(eventType: string): string {
  const kind = documentStore.getState().document.eventTypes[eventType]?.kind;
  return (kind && COLOURS[kind]) ?? "var(--faint)";
}

export const stage = new Stage();
