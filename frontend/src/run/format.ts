/** Numbers for people: few digits, SI prefixes, a unit always. A no-break space stands before a unit or a prefix. */
const SPACE = "\u00a0";
const PREFIXES = ["", "k", "M", "G", "T"];
export const NOTHING = "–";

// A browser whose locale is malformed throws in Intl: the app speaks English, so ask for that.
const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** Exact, with separators: 42,318. */
export function formatInteger(value: number): string {
  return grouped.format(value);
}

/** 7, 318, 2.1 k, 13.9 k, 318 k, 1.2 M. */
export function formatCount(value: number): string {
  const [digits, prefix] = scaled(value);
  return prefix === "" ? digits : `${digits}${SPACE}${prefix}`;
}

/** 0.4/s, 998/s, 1,000/s, 13.9 k/s. */
export function formatRate(perSecond: number | null | undefined): string {
  if (perSecond === null || perSecond === undefined || Number.isNaN(perSecond)) return NOTHING;
  if (perSecond < 0.05) return "0/s";
  if (perSecond < 9.95) return `${trimmed(perSecond.toFixed(1))}/s`;
  if (perSecond < 9_999.5) return `${grouped.format(perSecond)}/s`;
  return `${formatCount(perSecond)}/s`;
}

/** 0.4 ms, 12 ms, 4.8 s, 14 s, 2 min 5 s. */
export function formatMs(ms: number | null | undefined): string {
  if (ms === null || ms === undefined || Number.isNaN(ms)) return NOTHING;
  if (ms < 9.95) return `${trimmed(ms.toFixed(1))}${SPACE}ms`;
  if (ms < 999.5) return `${ms.toFixed(0)}${SPACE}ms`;
  return formatSeconds(ms / 1000);
}

/** 0.5 s, 4.8 s, 14 s, 2 min 5 s, 1 h 10 min. */
export function formatSeconds(seconds: number): string {
  if (seconds < 9.95) return `${trimmed(seconds.toFixed(1))}${SPACE}s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}${SPACE}s`;
  if (whole < 3600) return pair(Math.floor(whole / 60), "min", whole % 60, "s");
  return pair(Math.floor(whole / 3600), "h", Math.floor((whole % 3600) / 60), "min");
}

/** Simulated clock: 00:42.5, 12:03.0, 1:02:03.4. Cut, not rounded, as clocks do. */
/** Steps of a time axis, in seconds, that read well on a clock. */
export const CLOCK_STEPS = [
  ...[0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400],
  ...[2, 5, 10, 20, 50, 100, 200, 500].map((days) => days * 86_400),
];

export function formatClock(seconds: number): string {
  const tenths = Math.floor(Math.max(0, seconds) * 10 + 1e-6);
  const whole = Math.floor(tenths / 10);
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const tail = `${two(Math.floor((whole % 3600) / 60))}:${two(whole % 60)}.${tenths % 10}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}

export function formatPercent(share: number | null | undefined): string {
  if (share === null || share === undefined || Number.isNaN(share)) return NOTHING;
  const percent = share * 100;
  return `${percent > 0 && percent < 9.95 ? trimmed(percent.toFixed(1)) : percent.toFixed(0)}${SPACE}%`;
}

export function formatSpeed(speed: number): string {
  return `${trimmed(speed.toFixed(2))}×`;
}

/** "1 fault", "2 faults". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatInteger(count)} ${count === 1 ? one : many}`;
}

function scaled(value: number): [string, string] {
  let size = Math.abs(value);
  let step = 0;
  while (size >= (step === 0 ? 999.5 : 999.5) && step < PREFIXES.length - 1) {
    size /= 1000;
    step += 1;
  }
  const digits = step === 0 ? size.toFixed(0) : size < 99.95 ? trimmed(size.toFixed(1)) : size.toFixed(0);
  return [value < 0 ? `−${digits}` : digits, PREFIXES[step] as string];
}

function trimmed(digits: string): string {
  return digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
}

function pair(big: number, bigUnit: string, small: number, smallUnit: string): string {
  const head = `${big}${SPACE}${bigUnit}`;
  return small === 0 ? head : `${head} ${small}${SPACE}${smallUnit}`;
}
