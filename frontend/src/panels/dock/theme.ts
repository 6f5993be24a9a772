/** The colour that a token has in the theme that is on; canvases cannot read CSS variables themselves. */
export function colour(token: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(token).trim() || "#888888";
}

/** Calls back when the theme's class on the root changes. */
export function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["class", "data-theme"] });
  return () => observer.disconnect();
}
