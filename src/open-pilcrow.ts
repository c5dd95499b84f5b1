import { fileURLToPath } from "node:url";
import type { Config } from "./config.js";
import { verifyModel } from "./embedding/manifest.js";
import { WorkerPool, type WorkerPoolOptions } from "./embedding/worker-pool.js";
import { ArticleLibrary } from "./library/article-library.js";
import type { Store } from "./library/store.js";

/** Where the models lie, in the repository. */
export const MODELS_FOLDER = fileURLToPath(new URL("../models/", import.meta.url));

/** A library that is ready to be asked, and what must be closed after it. */
export interface OpenPilcrow {
  readonly library: ArticleLibrary;
  close(): Promise<void>;
}

/**
 * Puts the parts together: the verified model in its threads, the store, and the library over both.
 * @throws ModelError when the model is missing, damaged or unfit.
 */
export async function openPilcrow(
  config: Pick<Config, "model">,
  store: Store,
  options: WorkerPoolOptions = {},
): Promise<OpenPilcrow> {
  const model = await verifyModel(MODELS_FOLDER, config.model);
  const embedder = await WorkerPool.start(model, options);
  const library = new ArticleLibrary({ embedder, store, calibration: model.manifest.calibration });
  return {
    library,
    async close() {
      await embedder.close();
      await store.close();
    },
  };
}
