import { existsSync } from "node:fs";
import path from "node:path";
import { type VerifiedModel, verifyModel } from "../src/embedding/manifest.js";

/** The repository. */
export const ROOT = path.resolve(import.meta.dirname, "..");

/** Data of the people who ordered Pilcrow, beside the repository; never inside it. */
export const SHARED = path.resolve(ROOT, "../shared");

/** The model that the product ships. */
export function shippedModel(): Promise<VerifiedModel> {
  return verifyModel(path.join(ROOT, "models/"), "Xenova/e5-small-v2");
}

/** Whether `../shared` is there; prints why tests are skipped where it is not. */
export function hasShared(what: string): boolean {
  const file = path.join(SHARED, what);
  if (existsSync(file)) return true;
  process.stderr.write(`skipped: ${file} is not there\n`);
  return false;
}
