/** The contract's message types under the names this side uses. */
import type { ClientMessage, CommandMessage } from "@/contract/client-message";

export type {
  ActiveFault,
  Consequence,
  EdgeGauges,
  Estimate,
  Frame,
  Latency,
  Ledger,
  LoggedCommand,
  NodeGauges,
  NodeResult,
  PathResult,
  Requests,
  Results,
  RunInfo,
  Sagas,
  Sample,
  ServerMessage,
  SteppedEvent,
  TraceStep,
} from "@/contract/server-message";
export type { ClientMessage };
export type Command = CommandMessage["command"];
export type Fault = Extract<Command, { kind: "inject" }>["fault"];
export type Operation = Extract<Command, { kind: "operate" }>["operation"];
export type Monkey = Extract<Command, { kind: "unleash" }>["monkey"];
export type FaultKind = Fault["kind"];
export type NodeState = "ok" | "warn" | "down";
