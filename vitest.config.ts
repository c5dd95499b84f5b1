import path from "node:path";
import { defineConfig } from "vitest/config";

const root = import.meta.dirname;
const src = path.join(root, "src") + path.sep;

const CRUISES = ["tests/architecture.test.ts", "tests/store/thread-imports.test.ts"];

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
      // Loading modules (the model's runtime, Discord's client and schema, vitest itself) takes longer than most files do.
      { extends: true, test: { name: "rooms", include: ["tests/**/*.test.ts"], exclude: CRUISES, isolate: false } },
      // dependency-cruiser remembers what it has read: each of its files needs a process of its own.
      { extends: true, test: { name: "cruises", include: CRUISES } },
    ],
    // The build is loaded by Node as it is, and not rewritten by Vite first.
    server: { deps: { external: [/\/dist\/.*\.js$/] } },
    pool: "forks",
    // Without this it leaves one core to itself, and of two that is half.
    maxWorkers: "100%",
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
