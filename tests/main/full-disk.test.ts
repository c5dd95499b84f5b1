import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openStore } from "../../src/compose.js";
import { createPilcrow } from "../../src/library/pilcrow.js";
import { StoreError } from "../../src/store/errors.js";
import { articleOf } from "../library/articles.js";
import { temporaryFolder } from "../library/temporary-folder.js";
import { WORD_CALIBRATION, WordEmbedder } from "../library/word-embedder.js";
import { ROOT } from "../real-model.js";

const folder = temporaryFolder();
const disk = path.join(folder, "disk");
mkdirSync(disk);

/** A disk of 1 MB; only the system's administrator can make one. */
const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], { encoding: "utf8" });
if (mounted.status !== 0) {
  process.stdout.write(`The disk that is full is not tested here: ${mounted.stderr || mounted.error?.message}\n`);
}
afterAll(() => {
  if (mounted.status === 0) spawnSync("umount", [disk]);
});

function run(script: string, words: readonly string[], input = "") {
  const { stdout, stderr, status } = spawnSync(process.execPath, [path.join(ROOT, "dist", script), ...words], {
    cwd: folder,
    env: { PATH: process.env.PATH, ARTICLES: path.join(folder, "articles"), DATA_DIR: disk },
    encoding: "utf8",
    input,
  });
  return { stdout, stderr, status };
}

/** Fills the disk but for so many blocks of 4 kB. */
function fillAllBut(blocks: number): void {
  const block = Buffer.alloc(4096);
  const written: string[] = [];
  try {
    for (;;) {
      const file = path.join(disk, `filler-${written.length}`);
      written.push(file);
      writeFileSync(file, block);
    }
  } catch (error) {
    expect(error).toMatchObject({ code: "ENOSPC" });
  }
  for (const file of written.slice(written.length - 1 - blocks)) rmSync(file);
}

function makeRoom(): void {
  for (const name of readdirSync(disk)) if (name.startsWith("filler")) rmSync(path.join(disk, name));
}

describe.runIf(mounted.status === 0)("a disk that is full", () => {
  it("keeps no bot from starting: what is kept is asked, what would be lost is refused", async () => {
    const open = async (options: Parameters<typeof openStore>[1] = {}) => {
      const store = await openStore({ dataDir: path.join(disk, "bot") }, options);
      const pilcrow = createPilcrow({ embedder: new WordEmbedder(), store, calibration: WORD_CALIBRATION });
      return { store, pilcrow };
    };
    const before = await open();
    await before.pilcrow.articles.add("guild:1", articleOf("Foxes", "Foxes eat plums in autumn."));
    await before.store.close();
    fillAllBut(0);
    const told: Error[] = [];
    const { store, pilcrow } = await open({ onFull: (error) => told.push(error) });
    expect(told).toHaveLength(1);
    const answer = await pilcrow.library.ask("guild:1", "What do foxes eat in autumn?");
    expect(answer.kind === "found" && answer.passages[0].paragraph.text).toBe("Foxes eat plums in autumn.");
    const adding = pilcrow.articles.add("guild:1", articleOf("Bears", "Bears eat honey."));
    await expect(adding).rejects.toThrow(StoreError);
    await expect(pilcrow.checkStore()).rejects.toThrow(StoreError);
    await store.close();
    makeRoom();
    const after = await open();
    expect((await after.pilcrow.library.list("guild:1")).map(({ title }) => title)).toEqual(["Foxes"]);
    await after.store.close();
    rmSync(path.join(disk, "bot"), { recursive: true });
  });

  it("ends each program with a clear message, loses nothing, and what was begun is finished when there is room", {
    timeout: 180_000,
  }, () => {
    mkdirSync(path.join(folder, "articles"));
    writeFileSync(path.join(folder, "foxes.md"), "# Foxes\n\nFoxes eat plums in autumn.\n");
    expect(run("cli.js", ["article", "add", "foxes.md"])).toMatchObject({ status: 0, stderr: "" });
    // Its vectors take 300 kB.
    const long = Array.from({ length: 100 }, (_, at) => `Bears of valley ${at} eat honey.`).join("\n\n");
    const bears = path.join(folder, "articles/bears.md");
    writeFileSync(bears, `# Bears\n\n${long}\n`);

    for (const room of [0, 50]) {
      fillAllBut(room);
      for (const [script, words] of [
        ["cli.js", ["article", "add", "articles/bears.md"]],
        ["cli.js", ["ask", "What do bears eat?"]],
        ["main.js", []],
      ] as const) {
        const { status, stderr } = run(script, words);
        expect(stderr).toMatch(/Database .*The disk is full; make room\. Nothing was changed\./);
        expect(status).toBe(1);
      }
      makeRoom();
      expect(run("cli.js", ["article", "list"]).stdout).toMatch(/^[\w-]+ {2}Foxes {2}\(foxes\.md, 1 ¶, [\d-]+\)\n$/);
    }
    const asked = run("main.js", [], "What do foxes eat in autumn?\nWhat do the bears of valley 7 eat?\n");
    expect(asked.stdout).toContain("Foxes eat plums in autumn.");
    expect(asked.stdout).toContain("Bears of valley 7 eat honey.");
  });
});
