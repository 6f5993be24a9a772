import { Component, type ReactNode } from "react";
import { Button } from "@/ui";

/** Something broke while drawing the page: say so, and offer a way on. What was saved is safe on the server. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state = { error: null as Error | null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div role="alert" className="grid h-full place-items-center">
        <div className="max-w-md text-center">
          <h1 className="font-semibold text-lg">The page ran into a mistake of its own</h1>
          <p className="mt-1 text-mute">What was saved is safe. Loading the page again usually helps.</p>
          <pre className="mt-3 max-h-32 overflow-auto rounded-lg bg-soft p-2 text-left text-xs">{error.message}</pre>
          <Button look="primary" className="mt-3" onClick={() => window.location.reload()}>
            Load again
          </Button>
        </div>
      </div>
    );
  }
}
