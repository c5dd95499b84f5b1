import { expect, it } from "vitest";
import { describeError } from "../src/report-error.js";
import { StoreError } from "../src/store/errors.js";

it("tells an error and why, each thing once", () => {
  const system = new Error("ENOENT: no such file, open 'x'");
  const reading = new Error("The file cannot be read.", { cause: system });
  expect(describeError(new StoreError("Database x", "it cannot be opened.", { cause: reading }))).toBe(
    "Database x: it cannot be opened.\n  because: The file cannot be read.\n  because: ENOENT: no such file, open 'x'",
  );
  // A message that names its cause is not followed by it; the cause's own cause still is.
  expect(
    describeError(new StoreError("Database x", "it cannot be opened (The file cannot be read.).", { cause: reading })),
  ).toBe("Database x: it cannot be opened (The file cannot be read.).\n  because: ENOENT: no such file, open 'x'");
});

it("shows where a bug is, and no stack of what is told to people", () => {
  expect(describeError(new TypeError("Oops"))).toMatch(/^TypeError: Oops\n +at /);
  expect(describeError(new StoreError("Database x", "it is damaged."))).toBe("Database x: it is damaged.");
  expect(describeError("a word")).toBe("a word");
});
