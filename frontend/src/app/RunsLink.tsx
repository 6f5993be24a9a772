import { History } from "lucide-react";
import { Button } from "@/ui";
import { goTo } from "./navigation";

export function RunsLink() {
  return (
    <Button look="quiet" onClick={() => goTo("/runs")}>
      <History className="size-3.5" /> Your runs
    </Button>
  );
}
