import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import loadWabt from "wabt";

// Nothing of src is imported: what it compiles must not be needed to compile it.
const folder = path.resolve(import.meta.dirname, "../../src/retrieval");

// `npx vitest run tests/retrieval/wasm-modules.test.ts -u` writes the modules after a change of their sources.
it.each(["dot-products", "token-similarities"])("%s.ts is what its .wat compiles to", async (name) => {
  const wabt = await loadWabt();
  const source = readFileSync(path.join(folder, `${name}.wat`), "utf8");
  const { buffer } = wabt.parseWat(`${name}.wat`, source, { simd: true }).toBinary({});
  const base64 = Buffer.from(buffer).toString("base64");
  const generated = `/** ${name}.wat as a WebAssembly module, in base64. Made by tests/retrieval/wasm-modules.test.ts. */
export const ${name.replace("-", "_").toUpperCase()} =
  "${base64}";
`;
  await expect(generated).toMatchFileSnapshot(path.join(folder, `${name}.ts`));
});
