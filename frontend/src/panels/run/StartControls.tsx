import { LoaderCircle, Play, RotateCcw } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, NumberField, Select } from "@/ui";
import { useDocument } from "./names";
import { SpeedMenu } from "./SpeedMenu";

export interface StartSettings {
  seed: number;
  untilSeconds: number;
  speed: number;
  /** Of the diagram: its faults strike at their times. */
  scenario?: string;
}

const NONE = "-";
const MAX_SEED = 2 ** 53 - 1;

/** Before a run, and after one: what the next one is to be. */
export function StartControls({
  settings,
  starting,
  again,
  readOnly,
  onStart,
  onWrong,
}: {
  settings: StartSettings;
  starting: boolean;
  again: boolean;
  readOnly: boolean;
  onStart: (settings: StartSettings) => void;
  /** Why a run cannot be of what stands in the boxes: there is no room under them. */
  onWrong: (reason: string | null) => void;
}) {
  const [chosen, setChosen] = useState(settings);
  const [duration, setDuration] = useState<string | null>(null);
  const [seed, setSeed] = useState<string | null>(null);
  const { scenarios } = useDocument();
  const wrong =
    duration !== null
      ? `The duration has to be ${duration}${/\d/.test(duration) ? " s" : " of seconds"}.`
      : seed !== null
        ? `The seed has to be ${seed}.`
        : null;
  useEffect(() => {
    onWrong(wrong);
    return () => onWrong(null);
  }, [onWrong, wrong]);
  if (readOnly) return null;
  const scenario = chosen.scenario !== undefined && chosen.scenario in scenarios ? chosen.scenario : undefined;
  const choose = (id: string) => {
    const { scenario: _, ...rest } = chosen;
    const one = scenarios[id];
    setChosen(one ? { ...rest, scenario: id, seed: one.seed, untilSeconds: one.untilSeconds } : rest);
  };
  const set = (part: Partial<StartSettings>) => setChosen((before) => ({ ...before, ...part }));
  return (
    <>
      <Button
        look="primary"
        disabled={starting || wrong !== null}
        onClick={() => onStart(withScenario(chosen, scenario))}
        className="h-[30px] min-w-20"
      >
        {starting ? (
          <LoaderCircle className="size-3.5 animate-spin" />
        ) : again ? (
          <RotateCcw className="size-3.5" />
        ) : (
          <Play className="size-3.5" fill="currentColor" />
        )}
        {starting ? "Starting…" : again ? "Run again" : "Run"}
      </Button>
      {Object.keys(scenarios).length > 0 && (
        <Select
          label="Scenario"
          value={scenario ?? NONE}
          onChange={choose}
          className="w-[136px]"
          options={[
            { value: NONE, label: "No scenario" },
            ...Object.entries(scenarios).map(([id, { name }]) => ({ value: id, label: name })),
          ]}
        />
      )}
      <Field label="for">
        <NumberField
          label="Duration"
          unit="s"
          value={chosen.untilSeconds}
          above={0}
          max={31_536_000}
          step={60}
          onReason={setDuration}
          onChange={(value) => value !== null && set({ untilSeconds: value })}
          className="w-[84px]"
        />
      </Field>
      <Field label="seed">
        <NumberField
          label="Seed"
          value={chosen.seed}
          min={0}
          max={MAX_SEED}
          integer
          onReason={setSeed}
          onChange={(value) => value !== null && set({ seed: value })}
          className="w-16"
        />
      </Field>
      <SpeedMenu speed={chosen.speed} onChange={(speed) => set({ speed })} />
    </>
  );
}

function withScenario({ scenario: _, ...settings }: StartSettings, scenario: string | undefined): StartSettings {
  return scenario === undefined ? settings : { ...settings, scenario };
}

function Field({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <span className="flex items-center gap-1.5 text-mute">
      {label}
      <span className="text-ink">{children}</span>
    </span>
  );
}
