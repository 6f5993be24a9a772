import { createStore } from "zustand/vanilla";

export interface ToastMessage {
  id: number;
  text: string;
  tone: "plain" | "down";
}

let last = 0;

export const toasts = createStore<{ items: ToastMessage[] }>(() => ({ items: [] }));

export function toast(text: string, tone: ToastMessage["tone"] = "plain"): void {
  last += 1;
  const item = { id: last, text, tone };
  toasts.setState(({ items }) => ({ items: [...items.filter((one) => one.text !== text), item].slice(-3) }));
}

export function dismiss(id: number): void {
  toasts.setState(({ items }) => ({ items: items.filter((item) => item.id !== id) }));
}
