import { Download, FileCode2, FileImage, FileJson, FlaskConical, Redo2, Share2, Undo2, Workflow } from "lucide-react";
import type { ReactNode } from "react";
import { useStore } from "zustand";
import { type ExportFormat, exportUrl } from "@/api";
import { setValue } from "@/document/commands";
import { apply, documentStore } from "@/document/store";
import { setMode, view } from "@/document/view";
import { TitleField } from "@/panels/inspector/TitleField";
import { Button, IconButton, Menu, MenuItem, SegmentedControl } from "@/ui";
import { Wordmark } from "./Logo";
import { goTo } from "./navigation";
import { RunsLink } from "./RunsLink";
import { ThemeToggle } from "./ThemeToggle";
import { isDark, theme } from "./theme";

export interface TopBarProps {
  diagramId: string;
  shareToken?: string;
  /** Saved, saving, a badge: what stands beside the title. */
  status: ReactNode;
  /** The buttons at the right end. */
  actions?: ReactNode;
}

export function TopBar({ diagramId, shareToken, status, actions }: TopBarProps) {
  const readOnly = useStore(view, (state) => state.readOnly);
  return (
    <header className="grid h-12 grid-cols-[1fr_auto_1fr] items-center gap-4 border-line border-b bg-panel px-3.5">
      <div className="flex min-w-0 items-center gap-3">
        <HomeLink />
        <Title readOnly={readOnly} />
        {status}
      </div>
      <Modes />
      <div className="flex items-center justify-end gap-2">
        {!readOnly && <UndoRedo />}
        {!readOnly && <RunsLink />}
        <ThemeToggle />
        <ExportMenu diagramId={diagramId} {...(shareToken ? { shareToken } : {})} />
        {actions}
      </div>
    </header>
  );
}

function HomeLink() {
  return (
    <a
      href="/"
      aria-label="Breakwater, all diagrams"
      className="flex shrink-0 rounded-md"
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        goTo("/");
      }}
    >
      <Wordmark />
    </a>
  );
}

function Title({ readOnly }: { readOnly: boolean }) {
  const title = useStore(documentStore, ({ document }) => document.title);
  return (
    <TitleField
      label="Title"
      value={title}
      readOnly={readOnly}
      onChange={(next) => apply(setValue(["title"], next), "title")}
      className="h-7 min-w-0 max-w-72 px-1.5 [field-sizing:content]"
    />
  );
}

function Modes() {
  const mode = useStore(view, (state) => state.mode);
  return (
    <SegmentedControl
      label="Mode"
      value={mode}
      onChange={setMode}
      options={[
        { value: "design", label: "Design" },
        { value: "run", label: "Run", name: "Run mode" },
      ]}
    />
  );
}

function UndoRedo() {
  const canUndo = useStore(documentStore, ({ past }) => past.length > 0);
  const canRedo = useStore(documentStore, ({ future }) => future.length > 0);
  const { undo, redo } = documentStore.getState();
  return (
    <span className="flex">
      <IconButton label="Undo" shortcut="Ctrl Z" disabled={!canUndo} onClick={undo}>
        <Undo2 />
      </IconButton>
      <IconButton label="Redo" shortcut="Ctrl Shift Z" disabled={!canRedo} onClick={redo}>
        <Redo2 />
      </IconButton>
    </span>
  );
}

const formats: [ExportFormat, string, string, ReactNode][] = [
  ["svg", "Picture", "SVG", <FileImage key="svg" />],
  ["png", "Picture", "PNG", <FileImage key="png" />],
  ["dot", "Graphviz", "DOT", <Workflow key="dot" />],
  ["compose", "Brokers", "docker-compose", <FileCode2 key="compose" />],
  ["json", "Diagram", "JSON", <FileJson key="json" />],
];

function ExportMenu({ diagramId, shareToken }: { diagramId: string; shareToken?: string }) {
  const chosen = useStore(theme, (state) => state.theme);
  return (
    <Menu
      label="Export"
      trigger={
        <Button>
          <Download className="size-3.5" /> Export
        </Button>
      }
    >
      {formats.map(([format, what, name, icon]) => (
        <MenuItem
          key={format}
          icon={icon}
          hint={what}
          href={exportUrl(
            diagramId,
            format,
            format === "svg" || format === "png" ? (isDark(chosen) ? "dark" : "light") : undefined,
            shareToken,
          )}
        >
          {name}
        </MenuItem>
      ))}
    </Menu>
  );
}

export function StudiesButton({ onClick }: { onClick: () => void }) {
  return (
    <Button onClick={onClick}>
      <FlaskConical className="size-3.5" /> Studies
    </Button>
  );
}

export function ShareButton({ onClick }: { onClick: () => void }) {
  return (
    <Button look="primary" onClick={onClick}>
      <Share2 className="size-3.5" /> Share
    </Button>
  );
}
