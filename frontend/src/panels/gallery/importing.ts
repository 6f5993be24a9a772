import { ApiError, createDiagram, type Diagram, type Problem } from "@/api";
import { limits } from "@/document/registry";

export interface Refusal {
  file: string;
  problems: Problem[];
}

export type Imported = { diagram: Diagram } | { refusal: Refusal };

const refused = (file: File, problem: string, allowed: string): Imported => ({
  refusal: { file: file.name, problems: [{ path: "", problem, allowed }] },
});

/** A JSON file becomes a diagram of one's own; or the whole list of what is wrong with it. */
export async function importFile(file: File): Promise<Imported> {
  if (file.size > limits.bytes) {
    const size = file.size.toLocaleString("en-US");
    return refused(file, `has ${size} bytes`, `at most ${limits.bytes.toLocaleString("en-US")} bytes`);
  }
  let document: unknown;
  try {
    document = JSON.parse(await file.text());
  } catch (error) {
    return refused(file, `is not JSON: ${error instanceof Error ? error.message : error}`, "JSON text");
  }
  try {
    return { diagram: await createDiagram({ document }) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.problems.length) return { refusal: { file: file.name, problems: error.problems } };
    return refused(file, error.message, "");
  }
}
