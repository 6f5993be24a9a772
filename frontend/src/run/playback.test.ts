import { describe, expect, it } from "vitest";
import { PlaybackClock } from "./playback";

/** Frames arriving at wall times, ticks of a 60 Hz screen between them; returns every moment drawn. */
function play(
  clock: PlaybackClock,
  arrivals: { wall: number; time: number; speed?: number }[],
  until: number,
  from = 0,
) {
  const queue = [...arrivals];
  const moments: { wall: number; time: number; played: number }[] = [];
  for (let wall = from; wall <= until; wall += 1000 / 60) {
    for (let next = queue[0]; next && next.wall <= wall; next = queue[0]) {
      clock.note(next.time, next.speed ?? 1, next.wall);
      queue.shift();
    }
    moments.push({ wall, ...clock.tick(wall) });
  }
  return moments;
}

const steady = (count: number, speed = 1, every = 100) =>
  Array.from({ length: count }, (_, n) => ({ wall: n * every, time: (n * every * speed) / 1000, speed }));
const steps = (moments: { time: number }[]) =>
  moments.slice(1).map((moment, n) => moment.time - (moments[n] as { time: number }).time);

describe("the playback clock", () => {
  it("plays steadily, about a fifth of a second behind", () => {
    const moments = play(new PlaybackClock(), steady(50), 4900).filter(({ wall }) => wall > 1500);
    for (const step of steps(moments)) expect(step).toBeGreaterThan(0.8 / 60);
    for (const step of steps(moments)) expect(step).toBeLessThan(1.2 / 60);
    const last = moments.at(-1) as { wall: number; time: number };
    expect(last.wall / 1000 - last.time).toBeGreaterThan(0.15);
    expect(last.wall / 1000 - last.time).toBeLessThan(0.35);
  });

  it.each([0.1, 100])("is as smooth at %dx", (speed) => {
    const moments = play(new PlaybackClock(), steady(50, speed), 4900).filter(({ wall }) => wall > 1500);
    for (const step of steps(moments)) {
      expect(step / speed).toBeGreaterThan(0.8 / 60);
      expect(step / speed).toBeLessThan(1.2 / 60);
    }
  });

  it("stays smooth when frames come five at a time", () => {
    const bursts = Array.from({ length: 60 }, (_, n) => ({ wall: Math.floor(n / 5) * 500 + 500, time: n / 10 }));
    const moments = play(new PlaybackClock(), bursts, 6400).filter(({ wall }) => wall > 3000);
    for (const step of steps(moments)) expect(step).toBeGreaterThan(0.5 / 60);
    for (const step of steps(moments)) expect(step).toBeLessThan(1.6 / 60);
  });

  it("follows the pace of a worker that is slower than the speed asked for", () => {
    const slow = Array.from({ length: 50 }, (_, n) => ({ wall: n * 100, time: n * 4, speed: 100 }));
    const moments = play(new PlaybackClock(), slow, 4900).filter(({ wall }) => wall > 2500);
    for (const step of steps(moments)) expect(step * 60).toBeGreaterThan(30);
    for (const step of steps(moments)) expect(step * 60).toBeLessThan(50);
  });

  it("never runs past the newest frame, nor backwards", () => {
    const clock = new PlaybackClock();
    const jumpy = [0, 90, 400, 410, 420, 900, 1700, 1710, 3900, 4000].map((wall) => ({ wall, time: wall / 1000 }));
    const moments = play(clock, jumpy, 5000);
    for (const { wall, time } of moments) {
      expect(time).toBeLessThanOrEqual(
        Math.max(...jumpy.filter((frame) => frame.wall <= wall).map((frame) => frame.time)),
      );
    }
    for (const step of steps(moments)) expect(step).toBeGreaterThanOrEqual(0);
  });

  it("stands still in a pause, what moves with it too, and goes on without a jump", () => {
    const clock = new PlaybackClock();
    play(clock, steady(21), 2010);
    clock.mode = "paused";
    const paused = play(clock, [], 9000, 2010).filter(({ wall }) => wall > 4000);
    expect(new Set(paused.map(({ time }) => time))).toEqual(new Set([2]));
    expect(new Set(paused.map(({ played }) => played)).size).toBe(1);
    clock.mode = "running";
    const later = steady(30).map(({ wall, time }) => ({ wall: wall + 9000, time: time + 2 }));
    for (const step of steps(play(clock, later, 11_900, 9000))) expect(step).toBeLessThan(0.06);
  });

  it("is where the run is when a hidden tab is seen again", () => {
    const clock = new PlaybackClock();
    play(clock, steady(21), 2000);
    for (const { wall, time } of steady(300)) if (wall > 2000) clock.note(time, 1, wall);
    const seen = clock.tick(30_000);
    expect(seen.time).toBeGreaterThan(29);
    expect(seen.played).toBeLessThan(2200);
  });

  it("begins again when another run begins", () => {
    const clock = new PlaybackClock();
    play(clock, steady(21), 2000);
    clock.note(0.1, 1, 2100);
    expect(clock.tick(2110).time).toBeLessThanOrEqual(0.1);
  });
});
