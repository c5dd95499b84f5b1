import { cruise } from "dependency-cruiser";
import { expect, it } from "vitest";
import { ROOT } from "../real-model.js";

// In a file of its own: after a cruise of src in the same process, this one stops at what the entries import themselves.
it("the threads of the database do not load zod, which is slow to load", async () => {
  // Of the build: imports of types alone are gone there.
  const files = ["thread.js", "sqlite-store.js"].map((file) => `dist/store/sqlite/${file}`);
  const { output } = await cruise(files, { baseDir: ROOT, doNotFollow: { path: "node_modules" } });
  if (typeof output === "string") throw new TypeError(`Expected a result, got ${output}`);
  const imports = new Map(
    output.modules.map(({ source, dependencies }) => [source, dependencies.map(({ resolved }) => resolved)]),
  );
  const reached = (from = "", known = new Set([from])) => {
    for (const to of imports.get(from) ?? []) if (!known.has(to)) reached(to, known.add(to));
    return [...known].join(" ");
  };
  expect(reached(files[0])).toContain("/@photostructure/sqlite/");
  expect(reached(files[0])).not.toContain("/zod/");
  expect(reached(files[1])).toContain("/zod/");
});
