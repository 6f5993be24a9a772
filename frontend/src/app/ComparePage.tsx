import { CompareRuns } from "@/panels/runs/CompareRuns";
import { Button } from "@/ui";
import { goTo } from "./navigation";
import { PageFrame } from "./PageFrame";

/** `/compare/<run>/<run>` */
export function ComparePage({ runs: [one, other] }: { runs: [string, string] }) {
  return (
    <PageFrame title="Two runs" actions={<Button onClick={() => goTo("/runs")}>All runs</Button>}>
      <CompareRuns one={one} other={other} onOpen={(run, diagram) => goTo(`/d/${diagram}?run=${run}`)} />
    </PageFrame>
  );
}
