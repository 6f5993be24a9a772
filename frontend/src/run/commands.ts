/** What was done to a run, in words, for the marks on its timeline. */
import type { LoggedCommand, Operation } from "@/live/messages";
import { faultWords } from "./faults";
import { formatInteger, formatSpeed } from "./format";

export interface CommandMark {
  at: number;
  words: string;
  /** Something broken, something mended, something changed, or only how the run was watched. */
  kind: "fault" | "heal" | "operation" | "pace";
}

export function marksOf(log: readonly LoggedCommand[], nameOf: (id: string) => string): CommandMark[] {
  return log.flatMap(({ at, command, events }): CommandMark[] => {
    switch (command.kind) {
      case "inject": {
        const { fault } = command;
        const words = `${nameOf(fault.target)} ${faultWords(fault)}`;
        return [{ at: Math.max(at, fault.atSeconds), words, kind: "fault" }];
      }
      case "strike":
        return [{ at, words: "Several things are struck at once", kind: "fault" }];
      case "unleash":
        return [{ at, words: "The chaos monkey is let loose", kind: "fault" }];
      case "heal":
        return [{ at, words: "A fault is healed", kind: "heal" }];
      case "heal_all":
        return [{ at, words: "Everything is healed", kind: "heal" }];
      case "operate":
        return [{ at, words: operationWords(command.operation, nameOf), kind: "operation" }];
      case "speed":
        return [{ at, words: `Speed ${formatSpeed(command.factor)}`, kind: "pace" }];
      case "pause":
        return [{ at, words: "Paused", kind: "pace" }];
      case "step":
        return [{ at, words: `Stepped ${formatInteger(events ?? command.events)} events`, kind: "pace" }];
      default:
        return [];
    }
  });
}

const TUNED: Record<string, string> = {
  concurrency: "slots an instance",
  rate: "messages/s",
  work: "ms of work",
  failure: "% failures",
  timeout: "ms timeout",
  retries: "retries",
};

function operationWords(operation: Operation, nameOf: (id: string) => string): string {
  const name = nameOf(operation.target);
  switch (operation.kind) {
    case "redrive":
      return `${name} is sent back to where its messages came from`;
    case "scale":
      return `${name} gets ${formatInteger(operation.instances)} instances`;
    case "purge":
      return `${name} is emptied`;
    case "seek":
      return `${name} reads from elsewhere`;
    case "tune":
      return `${name}: ${operation.value} ${TUNED[operation.number] ?? operation.number}`;
  }
}
