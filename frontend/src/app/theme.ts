import { createStore } from "zustand/vanilla";

export type Theme = "light" | "dark" | "system";

const KEY = "breakwater.theme";
const darkOutside = window.matchMedia("(prefers-color-scheme: dark)");

function remembered(): Theme {
  try {
    const value = window.localStorage.getItem(KEY);
    return value === "light" || value === "dark" ? value : "system";
  } catch {
    return "system";
  }
}

export const theme = createStore<{ theme: Theme }>(() => ({ theme: remembered() }));

export const isDark = (chosen: Theme): boolean => chosen === "dark" || (chosen === "system" && darkOutside.matches);

function show(): void {
  document.documentElement.classList.toggle("dark", isDark(theme.getState().theme));
}

export function setTheme(chosen: Theme): void {
  theme.setState({ theme: chosen });
  try {
    window.localStorage.setItem(KEY, chosen);
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
}

/** Before the first paint; and again whenever the choice or the system's own changes. */
export function startTheme(): void {
  show();
  theme.subscribe(show);
  darkOutside.addEventListener("change", show);
}
