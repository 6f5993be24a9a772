import { GitCompareArrows, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { SaveState } from "@/document/autosave";
import { documentStore } from "@/document/store";
import type { Problem } from "@/document/types";
import { openTab, select } from "@/document/view";
import { ago, Button } from "@/ui";

export interface Choices {
  takeTheirs: () => void;
  overwrite: () => void;
  keepAsCopy: () => void;
}

/** What stands in the way of saving, and what can be done about it. */
export function SaveBanner({ state, choices }: { state: SaveState; choices: Choices }) {
  if (state.kind === "conflict") {
    return (
      <Banner icon={<GitCompareArrows />} title="Changed in another tab">
        <p className="text-mute">
          Revision {state.theirs.revision} was saved {ago(state.theirs.updatedAt)}, and yours is based on an older one.
          Nothing of yours is lost; nothing is saved until you choose.
        </p>
        <div className="mt-2 flex flex-wrap gap-1.5">
          <Button small look="primary" onClick={choices.takeTheirs}>
            Load theirs
          </Button>
          <Button small onClick={choices.keepAsCopy}>
            Keep mine as a copy
          </Button>
          <Button small look="danger" onClick={choices.overwrite}>
            Overwrite theirs
          </Button>
        </div>
      </Banner>
    );
  }
  if (state.kind === "refused") {
    return (
      <Banner icon={<TriangleAlert />} title="Not saved: something is not right">
        {state.problems.length ? <Problems problems={state.problems} /> : <p className="text-mute">{state.reason}</p>}
      </Banner>
    );
  }
  return null;
}

function Banner({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <div
      role="alert"
      className="flex w-[440px] max-w-full gap-2.5 rounded-xl border border-down/45 bg-panel px-3.5 py-3 shadow-float [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-down"
    >
      {icon}
      <div className="min-w-0 flex-1">
        <b>{title}</b>
        {children}
      </div>
    </div>
  );
}

/** Each with its path; those of a node or an edge lead there. */
export function Problems({ problems }: { problems: Problem[] }) {
  return (
    <ul className="mt-1 flex max-h-40 flex-col gap-1 overflow-y-auto">
      {problems.map((problem) => (
        <li key={`${problem.path} ${problem.problem}`}>
          <Where path={problem.path} /> <span>{problem.problem}</span>
          {problem.allowed && <span className="text-mute">; allowed: {problem.allowed}</span>}
        </li>
      ))}
    </ul>
  );
}

function Where({ path }: { path: string }) {
  const [area, id = ""] = path.split(".");
  const { document } = documentStore.getState();
  const known = (area === "nodes" && id in document.nodes) || (area === "edges" && id in document.edges);
  if (!known) return <code className="rounded bg-soft px-1 text-xs">{path || "document"}</code>;
  return (
    <button
      type="button"
      onClick={() => {
        select(area === "nodes" ? [id] : [], area === "edges" ? [id] : []);
        openTab("configure");
      }}
      className="rounded bg-soft px-1 font-mono text-accent text-xs hover:underline"
    >
      {path}
    </button>
  );
}
