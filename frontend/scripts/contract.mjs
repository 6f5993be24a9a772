// Writes src/contract/*.ts from the JSON schemas beside them, and api.ts from openapi.json where there is one.
// `--check` writes nothing and exits 1 when a file is stale.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "json-schema-to-typescript";
import openapiTS, { astToString } from "openapi-typescript";

const folder = join(dirname(fileURLToPath(import.meta.url)), "..", "src", "contract");
const check = process.argv.includes("--check");
const banner = "/* Generated from the schema by `npm run contract`. Not edited by hand. */";

/** The server fills in every default, and the editor makes new things complete: no key is optional on this side. */
function complete(schema) {
  if (Array.isArray(schema)) return schema.map(complete);
  if (schema === null || typeof schema !== "object") return schema;
  const copy = Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !(key === "title" && typeof value === "string" && schema.type !== "object"))
      // As tuples, a thousand allowed items would become a thousand members of a union.
      .filter(([key]) => !["minItems", "maxItems", "minProperties", "maxProperties"].includes(key))
      .map(([key, value]) => [key, complete(value)]),
  );
  if (copy.type === "object" && copy.properties) copy.required = Object.keys(copy.properties);
  if (copy.patternProperties) {
    copy.additionalProperties = Object.values(copy.patternProperties)[0];
    delete copy.patternProperties;
  }
  return copy;
}

const outputs = {};
for (const [name, root] of [
  ["document", "Document"],
  ["client-message", "ClientMessage"],
  ["server-message", "ServerMessage"],
]) {
  const schema = JSON.parse(readFileSync(join(folder, `${name}.schema.json`), "utf8"));
  outputs[`${name}.ts`] = await compile(complete(schema), root, {
    bannerComment: banner,
    additionalProperties: false,
    format: true,
    style: { printWidth: 120 },
  });
}
if (existsSync(join(folder, "openapi.json"))) {
  const schema = JSON.parse(readFileSync(join(folder, "openapi.json"), "utf8"));
  outputs["api.ts"] = `${banner}\n${astToString(await openapiTS(schema))}`;
}

const stale = Object.entries(outputs).filter(([name, text]) => {
  const path = join(folder, name);
  return !existsSync(path) || readFileSync(path, "utf8") !== text;
});
if (!check) for (const [name, text] of stale) writeFileSync(join(folder, name), text);
if (check && stale.length) {
  console.error(`stale: ${stale.map(([name]) => name).join(", ")}; run make contract`);
  process.exit(1);
}
