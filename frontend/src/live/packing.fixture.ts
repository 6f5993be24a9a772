import { deflateSync } from "fflate";

/** As the server packs a message; `size`: what the header says of the text, if not the truth. */
export function packed(message: unknown, size?: number): ArrayBuffer {
  const text = new TextEncoder().encode(JSON.stringify(message));
  const deflated = deflateSync(text);
  const whole = new Uint8Array(12 + deflated.length);
  const header = new DataView(whole.buffer);
  header.setUint8(0, 1);
  header.setUint32(8, size ?? text.length);
  whole.set(deflated, 12);
  return whole.buffer;
}
