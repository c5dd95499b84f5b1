import { access } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Config } from "./config.js";
import { Documents } from "./documents/documents.js";
import { ModelError } from "./embedding/embedding-error.js";
import { type VerifiedModel, verifyModel, weightsOf } from "./embedding/manifest.js";
import { WorkerPool, type WorkerPoolOptions } from "./embedding/worker-pool.js";
import type { Figures } from "./health/figures.js";
import { type Model, tuned } from "./library/models.js";
import { createPilcrow, type Pilcrow, type PilcrowParts } from "./library/pilcrow.js";
import { MemoryStore } from "./store/memory.js";
import { type BackupReport, backup } from "./store/sqlite/backup.js";
import { DATABASE_FILE } from "./store/sqlite/folder.js";
import { type DatabaseReport, inspectDatabase } from "./store/sqlite/inspect.js";
import { SqliteStore } from "./store/sqlite/sqlite-store.js";
import type { Store } from "./store/store.js";

/** Where the models lie, in the repository. */
export const MODELS_FOLDER = fileURLToPath(new URL("../models/", import.meta.url));

/**
 * The store that the settings name, made where there is none.
 * @throws StoreInUseError when another process writes there; StoreError
 */
export function openStore(
  { dataDir }: Pick<Config, "dataDir">,
  options?: { readOnly?: boolean; onFull?: (error: Error) => void },
): Promise<Store> {
  return SqliteStore.open(dataDir, options);
}

/** A store that keeps nothing after the process: for a question about one file, and for measuring. */
export function openTemporaryStore(): Store {
  return new MemoryStore();
}

/** Whether the settings name a store that is there already. */
export async function hasStore({ dataDir }: Pick<Config, "dataDir">): Promise<boolean> {
  return access(path.join(dataDir, DATABASE_FILE)).then(
    () => true,
    () => false,
  );
}

/**
 * Copies the store that the settings name into a file, while it may be in use. For a program that does nothing else: it waits
 * for the disk in the thread that calls it.
 * @throws StoreError
 */
export async function backUpStore({ dataDir }: Pick<Config, "dataDir">, file: string): Promise<BackupReport> {
  return backup(dataDir, file);
}

/** A store that was read as a whole. */
export interface StoreReport extends DatabaseReport {
  /** The articles that cannot be read, each with its reason. Those of an older version are not looked at. */
  readonly damaged: readonly { readonly title: string; readonly problem: string }[];
}

/**
 * Reads all of the store that the settings name, while it may be in use, and changes nothing. For a program that does nothing
 * else, as `backUpStore`.
 * @returns `undefined` where there is none
 * @throws StoreError when it cannot be opened, is of a newer version or no database
 */
export async function inspectStore({ dataDir }: Pick<Config, "dataDir">): Promise<StoreReport | undefined> {
  const report = inspectDatabase(dataDir);
  if (report === undefined) return undefined;
  if (report.isOld) return { ...report, damaged: [] };
  const store = await openStore({ dataDir }, { readOnly: true });
  const damaged: { title: string; problem: string }[] = [];
  try {
    for (const scope of report.scopes) {
      for (const { id, title } of await store.articles.list(scope)) {
        const problem = await store.articles.read(scope, id).then(
          () => undefined,
          (error: unknown) => (error instanceof Error ? error.message : String(error)),
        );
        if (problem !== undefined) damaged.push({ title, problem });
      }
    }
  } finally {
    await store.close();
  }
  return { ...report, damaged };
}

/** How the parts are run. */
export interface OpenOptions extends WorkerPoolOptions {
  /** The folder with the models. Default: `models/` of the repository. */
  readonly modelsFolder?: string;
  /** Told what the model does and how long the stages of a search take. Default: nobody is told. */
  readonly figures?: Figures;
  /** As in `PilcrowParts`. */
  readonly onProblem?: (problem: Error) => void;
  /** As in `PilcrowParts`. */
  readonly onUnreadable?: PilcrowParts["onUnreadable"];
  /** As in `Documents`. */
  readonly keepsReader?: boolean;
}

/**
 * Puts the parts together: the verified model in its threads, the store, and Pilcrow over both. Closing closes all three, and
 * so does a failure.
 * @param opening the store, which may be opened while the model is verified
 * @throws ModelError when the model is missing, damaged or unfit; what opening the store throws
 */
export async function openPilcrow(
  config: Pick<Config, "model"> & Partial<Pick<Config, "rules">>,
  opening: Store | Promise<Store>,
  { modelsFolder = MODELS_FOLDER, onProblem, onUnreadable, figures, ...given }: OpenOptions = {},
): Promise<Pilcrow> {
  const options = { ...given, ...(figures && { onDone: figures.computed.bind(figures) }) };
  const verifying = verifyModel(modelsFolder, config.model);
  // Where both fail, it is the store's error that is told.
  const [opened] = await Promise.allSettled([opening, verifying]);
  if (opened.status === "rejected") throw opened.reason;
  const store = opened.value;
  const model = await verifying
    .then((verified) => start(verified, options))
    .catch(async (error: unknown) => {
      await store.close();
      throw error;
    });
  const pilcrow = createPilcrow({
    ...model,
    store,
    openModel: (name) => startOlder(modelsFolder, name),
    ...(config.rules && { rules: config.rules }),
    figures,
    onProblem,
    onUnreadable,
  });
  return {
    ...pilcrow,
    async close() {
      await pilcrow.close();
      await model.embedder.close();
      await store.close();
    },
  };
}

/** What a program works with. */
export interface Parts {
  readonly pilcrow: Pilcrow;
  readonly documents: Documents;
}

/**
 * Runs `use` over a store, which it then closes with all the rest, whatever went wrong: threads of the model would keep the
 * process, and the process its data folder.
 * @throws what `openPilcrow` and `use` throw
 */
export async function withPilcrow<T>(
  config: Pick<Config, "model" | "rules" | "allowPrivateUrls">,
  store: Store | Promise<Store>,
  options: OpenOptions,
  use: (parts: Parts) => Promise<T>,
): Promise<T> {
  const pilcrow = await openPilcrow(config, store, options);
  const { allowPrivateUrls } = config;
  const documents = new Documents({ allowPrivateUrls, keepsReader: options.keepsReader ?? false });
  try {
    return await use({ pilcrow, documents });
  } finally {
    await documents.close();
    await pilcrow.close();
  }
}

async function start(model: VerifiedModel, options: WorkerPoolOptions): Promise<Model> {
  return tuned(await WorkerPool.start(model, options), model);
}

/** A model of before, for questions alone: one thread is enough. `undefined` where its files are no longer what they were. */
async function startOlder(modelsFolder: string, name: string): Promise<Model | undefined> {
  const [id = ""] = name.split("@");
  try {
    const model = await verifyModel(modelsFolder, id);
    return weightsOf(model.name) === weightsOf(name) ? await start(model, { threads: 1 }) : undefined;
  } catch (error) {
    if (error instanceof ModelError) return undefined;
    throw error;
  }
}
