export interface RunBarProps {
  diagramId: string;
  readOnly: boolean;
  /** Of a shared link: goes along with every call as `?share=`. */
  shareToken?: string;
  /** Saves what is not saved yet, so that the run is of what one sees; false when that was not possible. */
  beforeRun: () => Promise<boolean>;
}

export function RunBar(_props: RunBarProps) {
  return null;
}
