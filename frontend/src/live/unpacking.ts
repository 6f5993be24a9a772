/** Binary messages of a run: a small header, then deflated JSON. The format is apps/schema/packing.py's. */
import { inflateSync } from "fflate";

const VERSION = 1;
const HEADER_BYTES = 12;
const SIZE_AT = 8;
/** No more is inflated, whatever a header says. */
export const MAX_TEXT_BYTES = 2 ** 25;
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The JSON value in it. Throws an Error if it is not such a message, or not a whole one. */
export function unpacked(message: ArrayBuffer): unknown {
  if (message.byteLength <= HEADER_BYTES) throw new Error(`A message of ${message.byteLength} bytes is cut off.`);
  const header = new DataView(message, 0, HEADER_BYTES);
  if (header.getUint8(0) !== VERSION) throw new Error(`Messages of version ${header.getUint8(0)} are not known here.`);
  const size = header.getUint32(SIZE_AT);
  if (size > MAX_TEXT_BYTES) throw new Error(`A message of ${size} bytes is too large.`);
  // Of what does not fit into `out` only the beginning is there, and that is no JSON.
  const text = inflateSync(new Uint8Array(message, HEADER_BYTES), { out: new Uint8Array(size) });
  if (text.length !== size) throw new Error(`A message of ${size} bytes has ${text.length}.`);
  return JSON.parse(utf8.decode(text));
}
