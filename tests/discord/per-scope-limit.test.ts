import { expect, test } from "vitest";
import { PerScopeLimit } from "../../src/discord/per-scope-limit.js";
import { PersonError } from "../../src/person-error.js";

test("three documents are read at once for one scope, one more is refused, and others go on", async () => {
  const limit = new PerScopeLimit();
  const ends: (() => void)[] = [];
  const long = () => new Promise<void>((resolve) => ends.push(resolve));
  const reading = [1, 2, 3].map(() => limit.run("guild:1", long));
  await expect(limit.run("guild:1", long)).rejects.toThrow(PersonError);
  await expect(limit.run("guild:2", async () => "read")).resolves.toBe("read");
  ends[0]?.();
  await reading[0];
  await expect(limit.run("guild:1", async () => "read")).resolves.toBe("read");
  for (const end of ends) end();
  await Promise.all(reading);
});

test("a document that fails gives its place back", async () => {
  const limit = new PerScopeLimit();
  for (let at = 0; at < 5; at++) {
    await expect(limit.run("user:1", () => Promise.reject(new Error("damaged")))).rejects.toThrow("damaged");
  }
});
