import "@/ui/tokens.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { startTheme } from "./theme";

const root = document.getElementById("root");
if (!root) throw new Error("the page has no #root");
startTheme();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
