import { FileWarning } from "lucide-react";
import { Problems } from "@/panels/notices/SaveBanner";
import { Button, Dialog } from "@/ui";
import type { Refusal } from "./importing";

/** Why a file was not taken: every problem, with its path. */
export function ImportDialog({ refusal, onClose }: { refusal: Refusal | null; onClose: () => void }) {
  return (
    <Dialog
      wide
      open={refusal !== null}
      onClose={onClose}
      title="This file was not imported"
      description={
        <span className="flex items-center gap-1.5">
          <FileWarning aria-hidden className="size-3.5" /> {refusal?.file}
        </span>
      }
      footer={<Button onClick={onClose}>Close</Button>}
    >
      {refusal && <Problems problems={refusal.problems} />}
    </Dialog>
  );
}
