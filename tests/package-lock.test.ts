import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { ROOT } from "./real-model.js";

const lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      integrity: z.string().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

const { packages } = lock.parse(JSON.parse(readFileSync(path.join(ROOT, "package-lock.json"), "utf8")));

it("says of every package what its bytes hash to", () => {
  const without = Object.entries(packages).filter(
    ([at, { integrity }]) => at !== "" && !integrity?.startsWith("sha512-"),
  );
  expect(without.map(([at]) => at)).toEqual([]);
});

it("lets no package run a script when it is installed", () => {
  expect(readFileSync(path.join(ROOT, ".npmrc"), "utf8").split("\n")).toContain("ignore-scripts=true");
});

it("locks the packages of every platform: npm leaves out those it cannot fetch, and npm ci then refuses to install", () => {
  const wanted = Object.entries(packages).flatMap(([at, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).map((name) => ({
      name,
      places: [`${at}/node_modules/${name}`, `node_modules/${name}`],
    })),
  );
  expect(wanted.length).toBeGreaterThan(0);
  const missing = wanted.filter(({ places }) => !places.some((place) => packages[place]?.version !== undefined));
  expect(missing.map(({ name }) => name)).toEqual([]);
});
