import { loadFileType } from "./formats/recognize.js";
import { FORMATS } from "./formats/registry.js";
import { loadDetector } from "./legacy-charset.js";

/** Loads whatever reading a document may need, so that it can be read when the files of the packages are there no more. */
export async function loadAll(): Promise<void> {
  for (const format of FORMATS) {
    if (format.content !== "plain") await format.load();
    if (format.content === "binary") await format.loadRest?.();
  }
  await loadFileType();
  loadDetector();
}

const MISSING = new Set(["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND"]);

/** Whether an error, or what caused it, is that a module is not there. */
export function isMissingModule(error: unknown): boolean {
  for (let one = error, depth = 0; one instanceof Error && depth < 8; one = one.cause, depth++) {
    if ("code" in one && MISSING.has(String(one.code))) return true;
  }
  return false;
}
