import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { inSlices } from "../../src/retrieval/in-slices.js";

/** Milliseconds, as the work under test sees them. */
let clock: number;

beforeEach(() => {
  clock = 0;
  vi.spyOn(performance, "now").mockImplementation(() => clock);
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** Work of which every step takes so many milliseconds. */
function* working(steps: number, duration: number, log: string[]): Generator<void, string> {
  for (let step = 1; step <= steps; step++) {
    clock += duration;
    log.push(`step ${step}`);
    yield;
  }
  return "done";
}

it.each([
  ["each step of slow work", 6, ["step 1", "other", "step 2", "step 3"]],
  ["as many steps of quick work as a slice has time for", 3, ["step 1", "step 2", "other", "step 3"]],
])("lets others have the thread after %s", async (_, duration, order) => {
  const log: string[] = [];
  setImmediate(() => log.push("other"));
  expect(await inSlices(working(3, duration, log))).toBe("done");
  expect(log).toEqual(order);
});

it("passes on what the work throws", async () => {
  const work = (function* () {
    yield;
    throw new RangeError("broken");
  })();
  await expect(inSlices(work)).rejects.toThrow(new RangeError("broken"));
});
