import { useMutation } from "@tanstack/react-query";
import { GitBranch, Plus } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { startBranch } from "@/api";
import { faultKinds } from "@/document/registry";
import type { RunInfo } from "@/live/messages";
import { session, useRunStore } from "@/run";
import { countOf, formatClock } from "@/run/format";
import {
  Button,
  Dialog,
  FieldsContext,
  Menu,
  MenuItem,
  MenuLabel,
  MenuSeparator,
  NumberField,
  Switch,
  useFields,
} from "@/ui";
import { useDocument } from "../run/names";
import { ChangeRow } from "./ChangeRow";
import { type Change, commandsOf, faultChange, possible, tuneChange } from "./changes";

interface BranchDialogProps {
  run: RunInfo;
  /** The moment to branch at; null: closed. */
  at: number | null;
  /** The diagram's newest one. */
  revision?: number | undefined;
  onClose: () => void;
}

/** Another run with the same past up to a moment, and from there what is chosen here. */
export function BranchDialog({ run, at, revision, onClose }: BranchDialogProps) {
  const document = useDocument();
  // Of the past that stands still; of a run that goes on, what is broken when the dialog opens.
  const brokenThen = useRunStore((state) => (state.past === null ? null : (state.frame?.faults.length ?? 0)));
  const [brokenAtOpening, setBroken] = useState(0);
  const broken = brokenThen ?? brokenAtOpening;
  const [changes, setChanges] = useState<Change[]>([]);
  const [healAll, setHealAll] = useState(false);
  const [asDrawn, setAsDrawn] = useState(false);
  const [paused, setPaused] = useState(false);
  const [seed, setSeed] = useState(run.seed);
  const fields = useFields();
  const moment = at ?? 0;
  const newer = revision !== undefined && revision !== run.revision;
  const commands = commandsOf(changes, healAll && broken > 0);
  const add = possible(document, Object.keys(faultKinds));

  useEffect(() => {
    if (at === null) return;
    setBroken(useRunStore.getState().frame?.faults.length ?? 0);
    setChanges([]);
    setHealAll(false);
    setAsDrawn(false);
    setPaused(false);
    setSeed(run.seed);
  }, [at, run.seed]);

  const branch = useMutation({
    mutationFn: () => {
      // An end that is reached already would leave nothing to see.
      const untilSeconds = moment >= run.untilSeconds ? { untilSeconds: moment + 60 } : {};
      return startBranch(run.id, {
        at: moment,
        commands: commandsOf(changes, healAll && broken > 0) ?? [],
        paused,
        speed: run.speed,
        ...(asDrawn && newer ? { revision } : {}),
        ...(seed === run.seed ? {} : { seed }),
        ...untilSeconds,
      });
    },
    onSuccess: (started) => {
      onClose();
      session.follow(started);
    },
  });

  return (
    <Dialog
      open={at !== null}
      onClose={onClose}
      title={`Branch from ${formatClock(moment)}`}
      description="A new run with this one's past. What you change here happens at that moment; this run stays as it is."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            disabled={commands === null || fields.wrong || branch.isPending}
            onClick={() => branch.mutate()}
          >
            <GitBranch className="size-3.5" /> {branch.isPending ? "Branching…" : "Start the branch"}
          </Button>
        </>
      }
    >
      <FieldsContext value={fields.report}>
        <div className="flex flex-col gap-3">
          {changes.length > 0 && (
            <ul className="flex flex-col gap-2">
              {changes.map((change) => (
                <ChangeRow
                  key={change.id}
                  change={change}
                  onChange={(next) => setChanges((all) => all.map((one) => (one.id === change.id ? next : one)))}
                  onRemove={() => setChanges((all) => all.filter((one) => one.id !== change.id))}
                />
              ))}
            </ul>
          )}
          <Menu
            label="What is different"
            align="start"
            trigger={
              <Button small className="self-start">
                <Plus className="size-3.5" /> Change something
              </Button>
            }
          >
            <MenuLabel>Another number</MenuLabel>
            {add.numbers.map(({ number, label }) => (
              <MenuItem key={number} onSelect={() => setChanges((all) => [...all, tuneChange(document, number)])}>
                {label}
              </MenuItem>
            ))}
            <MenuSeparator />
            <MenuLabel>A fault</MenuLabel>
            {add.faults.map(({ kind, label }) => (
              <MenuItem key={kind} onSelect={() => setChanges((all) => [...all, faultChange(document, kind)])}>
                {label}
              </MenuItem>
            ))}
          </Menu>
          <div className="flex flex-col gap-1 border-line border-t pt-2">
            {broken > 0 && (
              <Row title={`Heal ${broken === 1 ? "the fault" : `the ${countOf(broken, "fault")}`} that is on then`}>
                <Switch label="Heal what is broken" checked={healAll} onChange={setHealAll} />
              </Row>
            )}
            {newer && (
              <Row title={`The diagram as it is now (revision ${revision}, the run is of ${run.revision})`}>
                <Switch label="Use the diagram as it is now" checked={asDrawn} onChange={setAsDrawn} />
              </Row>
            )}
            <Row title="Begin paused at that moment">
              <Switch label="Begin paused" checked={paused} onChange={setPaused} />
            </Row>
            <Row title="Seed">
              <NumberField
                label="Seed of the branch"
                value={seed}
                min={0}
                max={2 ** 53 - 1}
                integer
                onChange={(value) => value !== null && setSeed(value)}
                className="w-24"
              />
            </Row>
            {((asDrawn && newer) || seed !== run.seed) && (
              <p className="text-mute text-xs">
                With another diagram or seed the past is simulated anew with the same commands, so it is not the same.
              </p>
            )}
          </div>
          {branch.isError && (
            <p role="alert" className="text-down">
              {branch.error.message}
            </p>
          )}
        </div>
      </FieldsContext>
    </Dialog>
  );
}

function Row({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex min-h-8 items-center justify-between gap-4">
      <span>{title}</span>
      {children}
    </div>
  );
}
