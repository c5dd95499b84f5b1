import { expect, it } from "vitest";
import { ByteBudget } from "../../../src/documents/sandbox/byte-budget.js";

it("counts what a document may be until it is known how large it is, and nothing any more when it fails", async () => {
  const budget = new ByteBudget(10);
  let end = () => {};
  const small = budget.take(10, async (isOf) => {
    isOf(1);
    await new Promise<void>((resolve) => {
      end = resolve;
    });
  });
  await expect(budget.take(10, async () => "read")).rejects.toMatchObject({ wanted: 11, limit: 10 });
  await expect(budget.take(9, () => Promise.reject(new RangeError("broken")))).rejects.toThrow(RangeError);
  expect(await budget.take(9, async () => "read")).toBe("read");
  end();
  await small;
  expect(await budget.take(10, async () => "read")).toBe("read");
});
