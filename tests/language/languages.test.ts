import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "../real-model.js";

it("finds the languages that have a file, and none of which a build of before is left", () => {
  const namesIn = (folder: string, extension: string) =>
    readdirSync(path.join(ROOT, folder, "language/languages"))
      .filter((file) => file.endsWith(extension))
      .map((file) => path.basename(file, extension));
  expect(namesIn("src", ".ts")).toContain("en");
  // Where this fails, remove `dist/` and build again: tsc leaves what it made of a file that is gone.
  expect(namesIn("dist", ".js")).toEqual(namesIn("src", ".ts"));
});
