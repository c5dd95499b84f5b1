import { expect, it } from "vitest";
import { startBackgroundWork } from "../../src/library/background.js";
import { createPilcrow } from "../../src/library/pilcrow.js";
import { MemoryStore } from "../../src/store/memory.js";
import { articleOf, importOf, leaveImport } from "./articles.js";
import { WORD_CALIBRATION, WordEmbedder } from "./word-embedder.js";

it("announces the imports that the last process left, and names each that is done", async () => {
  const store = new MemoryStore();
  const pilcrow = createPilcrow({ embedder: new WordEmbedder(), store, calibration: WORD_CALIBRATION });
  await leaveImport(store, "house", importOf(articleOf("Foxes", "Foxes eat plums.")));
  await leaveImport(store, "house", importOf(articleOf("Trams", "The tram runs hourly.")));
  const said: unknown[] = [];
  const stop = startBackgroundWork(pilcrow, 30, {
    info: (text) => said.push(text),
    problem: (error) => said.push(error),
  });
  await expect
    .poll(() => said)
    .toEqual([
      "Taking up 2 interrupted imports …",
      "Finished the interrupted import of “Foxes”.",
      "Finished the interrupted import of “Trams”.",
    ]);
  stop();
  await pilcrow.close();
});
