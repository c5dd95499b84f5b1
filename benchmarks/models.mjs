import { existsSync } from "node:fs";
import path from "node:path";
import { verifyModel } from "../dist/embedding/manifest.js";

const ROOT = path.resolve(import.meta.dirname, "..");
const SHIPPED = path.join(ROOT, "models/");
const SHARED = path.resolve(ROOT, "../shared/models") + path.sep;

/**
 * A model for all sides: one that the product ships, or one in `../shared/models`, which has no manifest and takes no
 * prefixes (all-MiniLM-L6-v2).
 */
export async function openModel(id) {
  if (existsSync(path.join(SHIPPED, id))) return verifyModel(SHIPPED, id);
  if (!existsSync(path.join(SHARED, id))) {
    throw new Error(`Expected a model of ${SHIPPED} or ${SHARED}, got ${JSON.stringify(id)}.`);
  }
  const { manifest } = await verifyModel(SHIPPED, "Xenova/e5-small-v2");
  return { modelsFolder: SHARED, manifest: { ...manifest, id, prefixes: { question: "", passage: "" } }, name: id };
}
