import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";

const made: string[] = [];

/** A new folder that is deleted after the tests of the file. */
export function temporaryFolder(): string {
  if (made.length === 0)
    afterAll(() => made.splice(0).forEach((folder) => void rmSync(folder, { recursive: true, force: true })));
  const folder = mkdtempSync(path.join(tmpdir(), "pilcrow-"));
  made.push(folder);
  return folder;
}
