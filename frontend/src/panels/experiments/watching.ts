import type { Experiment } from "@/document/types";
import { setMode } from "@/document/view";
import type { Command } from "@/live/messages";
import { session, useRunStore } from "@/run";

const SPEED = 1;
const CONNECTS_MS = 10_000;

/** The method of an experiment as commands of a live run, at their times in it. */
export function commandsOf(experiment: Experiment): Command[] {
  const begins = experiment.warmUpSeconds + experiment.beforeSeconds;
  const ends = begins + experiment.duringSeconds;
  const { method, rollback } = experiment;
  const faults = method.faults.map((fault): Command => {
    const atSeconds = begins + fault.atSeconds;
    // A live run heals nothing by itself: what the rollback would heal lasts until then.
    const durationSeconds =
      fault.durationSeconds ?? (rollback.heal && ends > atSeconds ? ends - atSeconds : fault.durationSeconds);
    return { kind: "inject", fault: { ...fault, atSeconds, durationSeconds } };
  });
  const operations = [
    ...method.operations.map((one) => ({ ...one, atSeconds: begins + one.atSeconds })),
    ...rollback.operations.map((one) => ({ ...one, atSeconds: ends + one.atSeconds })),
  ].map((operation): Command => ({ kind: "operate", operation }));
  return [...faults, ...operations];
}

/** Starts a live run on the experiment's seed and breaks in it what the method breaks. */
export async function watchLive(diagram: string, experiment: Experiment, saved: () => Promise<void>): Promise<void> {
  const untilSeconds =
    experiment.warmUpSeconds + experiment.beforeSeconds + experiment.duringSeconds + experiment.afterSeconds;
  setMode("run");
  await session.start({ diagram, seed: experiment.seed, untilSeconds, speed: SPEED }, saved);
  const commands = commandsOf(experiment);
  if (commands.length > 0 && useRunStore.getState().run !== null) {
    await connected();
    await session.send(...commands);
  }
}

/** Resolves when the run can be told something, or when it has become clear that it cannot. */
async function connected(): Promise<void> {
  const isOpen = () => useRunStore.getState().connection.kind === "open";
  if (isOpen()) return;
  let unsubscribe = () => {};
  const open = new Promise<void>((resolve) => {
    unsubscribe = useRunStore.subscribe(() => isOpen() && resolve());
  });
  await Promise.race([open, new Promise((resolve) => setTimeout(resolve, CONNECTS_MS))]);
  unsubscribe();
}
