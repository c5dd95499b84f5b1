import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";

/**
 * Makes a folder and those above it that are missing. Not `mkdirSync` with `recursive`: Node 20 never returns from it where
 * the system says that a parent which exists does not (below `/proc`).
 */
export function makeFolders(folder: string): void {
  if (existsSync(folder)) return;
  makeFolders(path.dirname(folder));
  mkdirSync(folder);
}
