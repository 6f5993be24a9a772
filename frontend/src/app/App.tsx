import { Toasts, TooltipProvider } from "@/ui";

export function App() {
  return (
    <TooltipProvider>
      <Toasts />
    </TooltipProvider>
  );
}
