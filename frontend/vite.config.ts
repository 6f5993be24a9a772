import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const backend = process.env.BREAKWATER_BACKEND ?? "http://127.0.0.1:8000";

/** Needs the address of a page. */
const WITH_WINDOW = "src/run/session.test.ts";

export default defineConfig({
  base: "/static/",
  plugins: [react(), tailwindcss()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    outDir: "dist",
    manifest: "manifest.json",
    rollupOptions: { input: "src/app/main.tsx" },
  },
  server: {
    // Django serves the page in development as well (VITE_DEV=1); it takes the modules from here.
    port: 5173,
    cors: true,
    proxy: {
      "/api": { target: backend },
      "/ws": { target: backend, ws: true },
    },
  },
  test: {
    projects: [
      // A browser's document costs a second a file: only what draws gets one.
      {
        extends: true,
        test: { name: "plain", environment: "node", include: ["src/**/*.test.ts"], exclude: [WITH_WINDOW] },
      },
      { extends: true, test: { name: "drawn", environment: "jsdom", include: ["src/**/*.test.tsx", WITH_WINDOW] } },
    ],
  },
});
