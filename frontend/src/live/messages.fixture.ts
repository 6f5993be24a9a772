import type { EdgeGauges, Frame, Ledger, NodeGauges, RunInfo } from "./messages";

/** Whole messages of the contract for tests, with what a test does not care about filled in. */
export function gauges(values: Partial<NodeGauges> = {}): NodeGauges {
  return {
    state: "ok",
    why: "",
    arrived: 0,
    completed: 0,
    failed: 0,
    deadLettered: 0,
    inRate: 0,
    outRate: 0,
    busy: 0,
    slots: 0,
    instances: null,
    behind: null,
    utilisation: 0,
    waiting: 0,
    waitingByPartition: [],
    p50Ms: null,
    p99Ms: null,
    retries: 0,
    sagas: null,
    ...values,
  };
}

export function edgeGauges(values: Partial<EdgeGauges> = {}): EdgeGauges {
  return { count: 0, rate: 0, failed: 0, p99Ms: null, lag: 0, state: "ok", ...values };
}

export function ledger(values: Partial<Ledger> = {}): Ledger {
  return {
    published: 0,
    completed: 0,
    deadLettered: 0,
    expired: 0,
    dropped: 0,
    lost: 0,
    inFlight: 0,
    balanced: true,
    redelivered: 0,
    duplicateDeliveries: 0,
    duplicateEffects: 0,
    ...values,
  };
}

export function frame(sequence: number, values: Partial<Frame> = {}): Frame {
  return {
    sequence,
    time: sequence / 10,
    speed: 1,
    events: sequence * 100,
    nodes: {},
    edges: {},
    ledger: ledger(),
    requests: {
      sent: 0,
      answered: 0,
      failed: 0,
      timedOut: 0,
      refused: 0,
      inFlight: 0,
      balanced: true,
      lateReplies: 0,
      lostReplies: 0,
    },
    sagas: { started: 0, committed: 0, compensated: 0, stuck: 0, running: 0, compensating: 0 },
    conflicts: {},
    endToEndP99Ms: null,
    completedRate: 0,
    sampleEvery: 1,
    samples: [],
    faults: [],
    cascade: [],
    ...values,
  };
}

export function runInfo(values: Partial<RunInfo> = {}): RunInfo {
  return {
    id: "run-1",
    diagram: "diagram-1",
    revision: 1,
    seed: 7,
    status: "running",
    speed: 1,
    realSpeed: null,
    time: 0,
    untilSeconds: 600,
    digest: null,
    results: null,
    reason: "",
    log: [],
    activity: "advancing",
    sequence: 0,
    progress: 0,
    secondsLeft: null,
    parent: null,
    parentTime: null,
    unwatched: "pause",
    stepped: [],
    ...values,
  };
}
