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

it("says in one line what to do about the machine, whatever the error caused", () => {
  const files = Object.assign(new Error("EMFILE: too many open files, open 'x'"), { code: "EMFILE" });
  expect(describeError(new Error("The article cannot be read.", { cause: files }))).toMatch(
    /^Too many files are open\. .*ulimit -n.* \(EMFILE: too many open files, open 'x'\)$/,
  );
  for (const error of [
    new RangeError("WebAssembly.Memory(): could not allocate memory"),
    new RangeError("Array buffer allocation failed"),
    Object.assign(new Error("Worker terminated"), { code: "ERR_WORKER_OUT_OF_MEMORY" }),
  ]) {
    expect(describeError(error)).toMatch(/^There is not enough memory\. .*$/);
  }
});
