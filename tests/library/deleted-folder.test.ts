import { renameSync, rmSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { startBackgroundWork } from "../../src/library/background.js";
import { createPilcrow } from "../../src/library/pilcrow.js";
import { StoreError } from "../../src/store/errors.js";
import { SqliteStore } from "../../src/store/sqlite/sqlite-store.js";
import { articleOf } from "./articles.js";
import { temporaryFolder } from "./temporary-folder.js";
import { WORD_CALIBRATION, WordEmbedder } from "./word-embedder.js";

it.skipIf(process.platform === "win32").each(["deleted", "replaced"])(
  "a data folder that is %s while Pilcrow runs is told at once, nothing is added, and what is kept is still asked",
  async (fate) => {
    const folder = path.join(temporaryFolder(), "data");
    const store = await SqliteStore.open(folder);
    const pilcrow = createPilcrow({ embedder: new WordEmbedder(), store, calibration: WORD_CALIBRATION });
    const problems: unknown[] = [];
    const log = { info: () => {}, problem: (problem: unknown) => void problems.push(problem) };
    const stop = startBackgroundWork(pilcrow, 30, log, 10);
    // What the start does comes first in the thread that writes.
    await pilcrow.articles.add("guild:1", articleOf("Foxes", "Foxes eat plums in autumn."));

    if (fate === "deleted") rmSync(folder, { recursive: true });
    else {
      renameSync(folder, `${folder}-away`);
      await (await SqliteStore.open(folder)).close();
    }

    await expect.poll(() => problems).toHaveLength(1);
    expect(problems).toEqual([expect.any(StoreError)]);
    expect(String(problems[0])).toMatch(
      /pilcrow\.db: it was deleted or replaced while Pilcrow runs\..*restart Pilcrow\./,
    );
    const adding = pilcrow.articles.add("guild:1", articleOf("Bears", "Bears eat honey."));
    await expect(adding).rejects.toThrow("it was deleted or replaced");
    await expect(pilcrow.settings.change("guild:1", { strictness: "strict" })).rejects.toThrow(StoreError);
    const answer = await pilcrow.library.ask("guild:1", "What do foxes eat in autumn?");
    expect(answer.kind).toBe("found");
    expect((await pilcrow.library.list("guild:1")).map(({ title }) => title)).toEqual(["Foxes"]);
    stop();
    await pilcrow.close();
    await store.close();
    expect(problems).toHaveLength(1);
  },
);
