import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import loadWabt from "wabt";
import { ROOT } from "../real-model.js";

const folder = path.join(ROOT, "src/retrieval");

// `npx vitest run tests/retrieval/dot-products.test.ts -u` writes dot-products.ts after a change of dot-products.wat.
it("is what dot-products.wat compiles to", async () => {
  const wabt = await loadWabt();
  const source = readFileSync(path.join(folder, "dot-products.wat"), "utf8");
  const { buffer } = wabt.parseWat("dot-products.wat", source, { simd: true }).toBinary({});
  const base64 = Buffer.from(buffer).toString("base64");
  const generated = `/** dot-products.wat as a WebAssembly module, in base64. Made by tests/retrieval/dot-products.test.ts. */
export const DOT_PRODUCTS =
  "${base64}";
`;
  await expect(generated).toMatchFileSnapshot(path.join(folder, "dot-products.ts"));
});
