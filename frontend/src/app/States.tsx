import { CloudOff, LoaderCircle } from "lucide-react";
import { ApiError } from "@/api";
import { Button } from "@/ui";
import { goTo } from "./navigation";

export function Waiting() {
  return (
    <div role="status" aria-label="Loading" className="grid h-full place-items-center">
      <LoaderCircle className="size-5 animate-spin text-faint" />
    </div>
  );
}

export function Failure({ error, title, onRetry }: { error: Error; title?: string; onRetry?: () => void }) {
  const missing = error instanceof ApiError && error.status === 404;
  return (
    <div role="alert" className="grid h-full place-items-center">
      <div className="max-w-80 text-center">
        <CloudOff aria-hidden className="mx-auto mb-3 size-7 text-faint" strokeWidth={1.5} />
        <h1 className="font-semibold text-lg">{title ?? (missing ? "No such diagram" : "It did not work")}</h1>
        <p className="mt-1 text-mute">{error.message}</p>
        <div className="mt-4 flex justify-center gap-2">
          {onRetry && !missing && (
            <Button look="primary" onClick={onRetry}>
              Try again
            </Button>
          )}
          <Button onClick={() => goTo("/")}>All diagrams</Button>
        </div>
      </div>
    </div>
  );
}
