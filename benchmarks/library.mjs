/** The library as the product opens it, over a folder of its own. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createPilcrow } from "../dist/library/pilcrow.js";
import { SqliteStore } from "../dist/store/sqlite/sqlite-store.js";
import { openModel } from "./models.mjs";

/** Calls `work` with the name of a new folder, which is gone afterwards. */
export async function inNewFolder(work) {
  const folder = await mkdtemp(path.join(tmpdir(), "pilcrow-bench-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The library of a folder; the calibration is the shipped model's, whatever the embedder. */
export async function openLibrary(folder, embedder) {
  const { manifest } = await openModel("Xenova/e5-small-v2");
  const store = await SqliteStore.open(folder);
  return { store, pilcrow: createPilcrow({ embedder, store, calibration: manifest.calibration }) };
}
