import { RunSocket, runSocketUrl } from "@/live/socket";

const PATIENCE_MS = 10_000;

/** Stops a run that this page does not follow. Rejects with the reason when that was not possible. */
export function stopRun(run: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(timer);
      socket.close();
      settle();
    };
    const timer = setTimeout(() => end(() => reject(new Error("The run did not answer in time."))), PATIENCE_MS);
    const socket = new RunSocket({
      url: runSocketUrl(run),
      onMessage: () => {},
      onConnection: (connection) => {
        if (connection.kind === "closed" && connection.reason) reject(new Error(connection.reason));
        if (connection.kind !== "open") return;
        socket.send({ kind: "stop" }).then(
          () => end(resolve),
          (error) => end(() => reject(error)),
        );
      },
    });
  });
}
