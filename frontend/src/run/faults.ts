/** What was broken and healed in a run, and when: from its log and from the faults its frames carry. */
import type { Command, Fault, Frame, LoggedCommand, Operation } from "@/live/messages";

export interface FaultRecord {
  id: string;
  kind: string;
  target: string;
  /** In words, with or without the name of the target before them. */
  words: string;
  since: number;
  /** Simulated time of the end, or null while it lasts. */
  ended: number | null;
  /** When it ends by itself; null: when it is healed. */
  until: number | null;
}

export type StruckBy = "by hand" | "selection" | "chaos monkey";

/** The strike or the monkey that a fault belongs to; null: it was struck alone. */
export const groupOf = (id: string): string | null => (id.includes(".") ? id.slice(0, id.lastIndexOf(".")) : null);

const belongs = (id: string, to: string): boolean => id === to || id.startsWith(`${to}.`);

/** What a line of the log strikes with, by the ids its faults get. */
export function struckBy({ at, faultId, faults, command, refused }: LoggedCommand): [id: string, fault: Fault][] {
  if (refused) return [];
  if (command.kind === "inject") return [[faultId ?? `${command.fault.target}@${at}`, command.fault]];
  const several = command.kind === "strike" ? command.faults : command.kind === "unleash" ? (faults ?? []) : [];
  return several.map((fault, index) => [`${faultId}.${index + 1}`, fault]);
}

/** Who struck: told by the log line that the fault came with. */
export function whoStruck(id: string, log: readonly LoggedCommand[]): StruckBy {
  const line = log.find(({ faultId }) => faultId !== null && faultId === groupOf(id));
  return line?.command.kind === "unleash" ? "chaos monkey" : line ? "selection" : "by hand";
}

/** What an operator did, and when. */
export interface OperationRecord {
  at: number;
  operation: Operation;
}

export const operationsFromLog = (log: readonly LoggedCommand[]): OperationRecord[] =>
  log.flatMap(({ at, command, refused }) =>
    command.kind === "operate" && !refused
      ? [{ at: Math.max(at, command.operation.atSeconds), operation: command.operation }]
      : [],
  );

/** What was told to be done and could not be when its time came. */
export interface RefusalRecord {
  at: number;
  command: Command;
  reason: string;
}

export const refusalsFromLog = (log: readonly LoggedCommand[]): RefusalRecord[] =>
  log.flatMap(({ at, command, refused }) => (refused ? [{ at, command, reason: refused }] : []));

/** A fault that was called off before it began. */
export const wasCancelled = ({ since, ended }: FaultRecord): boolean => ended !== null && ended < since;

/** The records as they stood at a moment: what ended later still lasts then, what begins later is yet to come. */
export const asOf = (records: readonly FaultRecord[], at: number): FaultRecord[] =>
  records.map((record) => (record.ended !== null && record.ended > at ? { ...record, ended: null } : record));

export function recordsFromLog(log: readonly LoggedCommand[]): FaultRecord[] {
  const records: FaultRecord[] = [];
  const end = (at: number, which: (record: FaultRecord) => boolean) => {
    for (const record of records) {
      if (record.ended !== null || !which(record)) continue;
      record.ended = record.until !== null && record.until < at ? record.until : at;
    }
  };
  for (const line of log) {
    const { at, command } = line;
    for (const [id, fault] of struckBy(line)) {
      const since = Math.max(at, fault.atSeconds);
      const until = fault.durationSeconds === null ? null : since + (fault.durationSeconds as number);
      const { kind, target } = fault;
      records.push({ id, kind, target, words: faultWords(fault), since, ended: null, until });
    }
    if (command.kind === "heal") {
      end(at, (record) => belongs(record.id, command.fault));
    } else if (command.kind === "heal_all") {
      end(at, () => true);
    }
  }
  return records;
}

/** The records after a frame; the same array when nothing changed. */
export function withFrame(records: readonly FaultRecord[], frame: Frame): readonly FaultRecord[] {
  const active = new Map(frame.faults.map((fault) => [fault.id, fault]));
  let changed = false;
  const next = records.map((record) => {
    const fault = active.get(record.id);
    active.delete(record.id);
    // A fault that strikes at the moment of a frame is in the next one only.
    if (fault === undefined && record.ended === null && record.since < frame.time) {
      changed = true;
      return { ...record, ended: record.until !== null ? Math.min(record.until, frame.time) : frame.time };
    }
    if (
      fault !== undefined &&
      (record.ended !== null ||
        fault.words !== record.words ||
        fault.since !== record.since ||
        fault.until !== record.until)
    ) {
      changed = true;
      return { ...record, words: fault.words, since: fault.since, until: fault.until, ended: null };
    }
    return record;
  });
  for (const fault of active.values()) {
    changed = true;
    next.push({ ...fault, ended: null });
  }
  return changed ? next.sort((one, other) => one.since - other.since) : records;
}

/** As the engine says it, without the name before it. */
export function faultWords(fault: Fault): string {
  const instance = "instance" in fault ? fault.instance : null;
  return instance === null ? whatHappens(fault) : `instance ${instance} ${whatHappens(fault)}`;
}

function whatHappens(fault: Fault): string {
  switch (fault.kind) {
    case "crash":
      return "is down";
    case "latency":
      return `+${fault.addedMs}${fault.jitterMs ? ` to ${fault.addedMs + fault.jitterMs}` : ""} ms`;
    case "error_rate":
      return `fails ${fault.percent} % of attempts`;
    case "slow":
      return `is ${fault.factor}× slower`;
    case "traffic_spike":
      return `sends ${fault.factor}×`;
    case "broker_node_loss":
      return `has lost server ${fault.broker}`;
    case "leader_loss":
      return `has lost the leader of partition ${fault.partition}`;
    case "zone_loss":
      return "is down";
    case "partition":
      return "is cut";
    case "packet_loss":
      return `loses ${fault.percent} %`;
    case "stuck":
      return "is stuck";
    case "duplicate":
      return `delivers ${fault.percent} % twice`;
    case "reorder":
      return `holds ${fault.percent} % back by ${fault.byMs} ms`;
    case "poison":
      return `has ${fault.percent} % of poison messages`;
    case "key_skew":
      return `sends ${fault.percent} % on one key`;
    case "memory_alarm":
      return "has a memory alarm and blocks publishers";
    case "disk_full":
      return "has a full disk";
    case "throttle":
      return `is throttled to ${fault.perSecond}/s`;
    case "clock_skew":
      return `has a clock ${Math.abs(fault.ms)} ms ${fault.ms < 0 ? "behind" : "ahead"}`;
    case "rebalance_storm":
      return `rebalances every ${fault.everySeconds} s`;
    case "crash_before_ack":
      return `dies before acknowledging ${fault.percent} %`;
  }
}

/** "Payment is down" -> "is down", for where the name stands beside it. */
export const withoutName = (words: string, name: string): string =>
  words.startsWith(`${name} `) ? words.slice(name.length + 1) : words;

/** The commands that make `fault` the only one of its kind on its target; `null` heals that kind there. */
export function replacing(frame: Frame | null, target: string, kind: string, fault: Fault | null): Command[] {
  const same = (frame?.faults ?? []).filter((active) => active.target === target && active.kind === kind);
  const heals: Command[] = same.map((active) => ({ kind: "heal", fault: active.id }));
  return fault === null ? heals : [...heals, { kind: "inject", fault }];
}

export function crashOf(target: string, durationSeconds: number | null = null, instance: number | null = null): Fault {
  return { kind: "crash", target, atSeconds: 0, durationSeconds, probability: 1, instance };
}
