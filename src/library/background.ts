import type { ResumedImport } from "./import.js";
import type { Pilcrow } from "./pilcrow.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Who is told of the background work. */
export interface BackgroundLog {
  info(message: string): void;
  problem(error: unknown): void;
  /** Told of each import that the last process left, once it ended. */
  importEnded?(ended: ResumedImport): void;
}

/**
 * What a running Pilcrow does beside answering: finishes the imports that the last process left, embeds anew what another
 * model embedded, and, at once and every hour, deletes what is due.
 * @returns a function that ends the hourly deleting; imports and embedding end with `pilcrow.close()`.
 */
export function startBackgroundWork(pilcrow: Pilcrow, forgetGuildDays: number, log: BackgroundLog): () => void {
  const purge = () => pilcrow.retention.purge(forgetGuildDays * DAY).catch(log.problem);
  const atStart = async () => {
    await purge();
    await finishImports(pilcrow, log);
    const embedded = await pilcrow.embedAnew(undefined, log.problem);
    if (embedded > 0)
      log.info(`Embedded ${embedded} ${embedded === 1 ? "article" : "articles"} anew with the present model.`);
  };
  atStart().catch((error: unknown) => {
    if (!pilcrow.closing.aborted) log.problem(error);
  });
  const clock = setInterval(purge, HOUR);
  clock.unref();
  return () => clearInterval(clock);
}

async function finishImports(pilcrow: Pilcrow, log: BackgroundLog): Promise<void> {
  const { problems } = await pilcrow.resumeImports(
    (ended) => {
      if (ended.problem === undefined) log.info(`Finished the interrupted import of “${ended.title}”.`);
      log.importEnded?.(ended);
    },
    (imports) => log.info(`Taking up ${imports} interrupted ${imports === 1 ? "import" : "imports"} …`),
  );
  for (const problem of problems) log.problem(problem);
}
