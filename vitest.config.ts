import path from "node:path";
import { defineConfig } from "vitest/config";

const root = import.meta.dirname;
const src = path.join(root, "src") + path.sep;

export default defineConfig({
  plugins: [
    {
      // Tests import `src/…` and run what users run: the build in `dist/`, which also holds the worker threads' files.
      name: "tests-run-the-build",
      enforce: "pre",
      resolveId(source, importer) {
        if (!source.startsWith(".") || importer === undefined) return null;
        const target = path.resolve(path.dirname(importer), source);
        if (!target.startsWith(src)) return null;
        return path.join(root, "dist", target.slice(src.length));
      },
    },
  ],
  test: {
    projects: [
      { extends: true, test: { name: "rooms", include: ["tests/**/*.test.ts"], exclude: ["tests/discord/**"] } },
      // Loading Discord's client and schema takes longer than most of these tests: their files share it.
      { extends: true, test: { name: "discord", include: ["tests/discord/**/*.test.ts"], isolate: false } },
    ],
    pool: "forks",
    // Without this it leaves one core to itself, and of two that is half.
    maxWorkers: "100%",
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
