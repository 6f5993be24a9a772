import { Runs } from "@/panels/runs/Runs";
import { goTo } from "./navigation";
import { PageFrame } from "./PageFrame";

/** `/runs` */
export function RunsPage() {
  return (
    <PageFrame title="Your runs">
      <Runs
        onOpen={({ id, diagram }) => goTo(`/d/${diagram}?run=${id}`)}
        onCompare={(one, other) => goTo(`/compare/${one}/${other}`)}
      />
    </PageFrame>
  );
}
