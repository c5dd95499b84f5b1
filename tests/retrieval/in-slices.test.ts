import { expect, it } from "vitest";
import { inSlices } from "../../src/retrieval/in-slices.js";

/** Work that takes longer than a slice at every step. */
function* slowly(steps: number, log: string[]): Generator<void, string> {
  for (let step = 1; step <= steps; step++) {
    const end = performance.now() + 6;
    while (performance.now() < end);
    log.push(`step ${step}`);
    yield;
  }
  return "done";
}

it("lets others have the thread between the steps of long work", async () => {
  const log: string[] = [];
  const work = inSlices(slowly(3, log));
  const other = setInterval(() => log.push("other"), 0);
  expect(await work).toBe("done");
  clearInterval(other);
  expect(log.indexOf("other")).toBeGreaterThan(log.indexOf("step 1"));
  expect(log.indexOf("other")).toBeLessThan(log.indexOf("step 3"));
});

it("passes on what the work throws", async () => {
  const work = (function* () {
    yield;
    throw new RangeError("broken");
  })();
  await expect(inSlices(work)).rejects.toThrow(new RangeError("broken"));
});
