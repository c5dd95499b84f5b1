import { spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../library/temporary-folder.js";
import { ROOT } from "../real-model.js";

function outputOf(command: string, words: readonly string[], folder = temporaryFolder()) {
  const { stdout, stderr, status } = spawnSync(command, words, {
    cwd: folder,
    env: { PATH: process.env.PATH, ARTICLES: path.join(ROOT, "articles"), DATA_DIR: path.join(folder, "data") },
    encoding: "utf8",
    input: "",
  });
  return { output: stdout + stderr, status };
}

describe("one clear line, and no stack, tells", () => {
  it.each(["main.js", "cli.js"])("that a package is missing (%s)", (program) => {
    const folder = temporaryFolder();
    cpSync(path.join(ROOT, "dist"), path.join(folder, "dist"), { recursive: true });
    cpSync(path.join(ROOT, "package.json"), path.join(folder, "package.json"));
    const { output, status } = outputOf(process.execPath, [path.join(folder, "dist", program), "ask", "who?"], folder);
    expect(output).toMatch(/^A package is missing or not whole\. Run npm ci in Pilcrow's folder.*'(pino|zod)'.*\n$/);
    expect(status).toBe(1);
  });

  it.skipIf(process.platform === "win32")("that too many files are open", () => {
    const start = `ulimit -n 26 && exec "$0" "$1"`;
    const { output, status } = outputOf("sh", ["-c", start, process.execPath, path.join(ROOT, "dist/main.js")]);
    expect(output).toMatch(/^Too many files are open\. Raise the limit .*ulimit -n.*\n$/);
    expect(status).toBe(1);
  });
});
