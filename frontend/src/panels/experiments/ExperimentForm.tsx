import type { ReactNode } from "react";
import type { Path } from "@/document/commands";
import type { Field } from "@/document/form";
import { experimentSchema, methodSchema, rollbackSchema } from "@/document/schema";
import { useValue } from "@/panels/inspector/form/binding";
import { Form } from "@/panels/inspector/form/Form";
import { ListField } from "@/panels/inspector/form/ListField";
import { plannedFields } from "@/panels/inspector/form/planned";
import { GroupTitle, TextField } from "@/ui";
import { ProbeList } from "./ProbeList";

const NONE: ReadonlySet<string> = new Set();
/** What has a section of its own: the rest of an experiment are its times. */
const SECTIONS = new Set(["name", "description", "tags", "hypothesis", "method", "abortConditions", "rollback"]);
const PLANNED = { faults: Planned, operations: Planned };

/** Everything about one experiment, in the order in which it is done. */
export function ExperimentForm({ id }: { id: string }) {
  const path: Path = ["experiments", id];
  return (
    <div className="flex flex-col gap-5 pb-2">
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1.6fr)] gap-2">
        <Text path={[...path, "name"]} label="Name" required maxLength={120} />
        <Text path={[...path, "description"]} label="What it is to show" maxLength={2000} />
      </div>
      <Section title="Steady state" help="Checked before, at the end of recovery and, where it says so, all the while.">
        <Text path={[...path, "hypothesis", "title"]} label="Hypothesis" required maxLength={120} />
        <ProbeList path={[...path, "hypothesis", "probes"]} during add="Add a probe" />
      </Section>
      <div className="grid grid-cols-2 items-start gap-5">
        <Section title="Method" help="Times count from its beginning.">
          <Form schema={methodSchema()} path={[...path, "method"]} except={NONE} special={PLANNED} />
        </Section>
        <Section title="Rollback" help="At the method's end, or as soon as it is aborted.">
          <Form schema={rollbackSchema()} path={[...path, "rollback"]} except={NONE} special={PLANNED} />
        </Section>
      </div>
      <Section title="Abort" help="The method ends at the first check at which one of these does not hold.">
        <ProbeList path={[...path, "abortConditions"]} add="Add a condition" />
      </Section>
      <Section title="Times" help="Simulated seconds.">
        <div className="max-w-sm">
          <Form schema={experimentSchema()} path={path} except={SECTIONS} />
        </div>
      </Section>
    </div>
  );
}

function Section({ title, help, children }: { title: string; help: string; children: ReactNode }) {
  return (
    <section className="flex min-w-0 flex-col gap-2">
      <header className="flex items-baseline gap-2">
        <GroupTitle>{title}</GroupTitle>
        <span className="text-faint text-xs">{help}</span>
      </header>
      {children}
    </section>
  );
}

function Text({
  path,
  label,
  maxLength,
  required = false,
}: {
  path: Path;
  label: string;
  maxLength: number;
  required?: boolean;
}) {
  const [value, set] = useValue(path);
  return (
    <span className="flex min-w-0 flex-col gap-0.5 text-mute text-xs">
      {label}
      <TextField
        label={label}
        value={typeof value === "string" ? value : ""}
        onChange={set}
        maxLength={maxLength}
        problem={(text) => (required && !text.trim() ? "may not be empty" : null)}
        className="text-base text-ink"
      />
    </span>
  );
}

function Planned({ path, field }: { path: Path; field: Field }) {
  return field.type === "list" ? <ListField field={field} path={path} special={plannedFields} /> : null;
}
