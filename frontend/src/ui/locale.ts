/** The browser's locale where Intl takes it; some report one it does not know (`en-US@posix`), and Intl throws. */
export function usableLocale(candidates: readonly (string | undefined)[] = [globalThis.navigator?.language]): string {
  for (const candidate of candidates) {
    if (!candidate) continue;
    try {
      const [known] = Intl.NumberFormat.supportedLocalesOf(candidate);
      if (known) return known;
    } catch {
      // Not a language tag: the next one.
    }
  }
  return "en-US";
}
