import type { Documents } from "../documents/documents.js";
import type { ResumedImport } from "./import.js";
import type { Pilcrow } from "./pilcrow.js";
import type { RefreshEnd } from "./refresh-due.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How often it is looked whether what is kept is still there. */
const CHECK_EVERY = 5_000;
const DAY = 24 * HOUR;

/** Who is told of the background work. */
export interface BackgroundLog {
  info(message: string): void;
  problem(error: unknown): void;
  /** Told of each import that the last process left, once it ended. */
  importEnded?(ended: ResumedImport): void | Promise<void>;
  /** Told of each article that was fetched anew, where it changed or could not be. */
  refreshEnded?(end: RefreshEnd): void;
}

/**
 * What a running Pilcrow does beside answering: finishes the imports that the last process left, embeds anew what another
 * model embedded, and, at once and every hour, deletes what is due. Where the store is gone, it says so once.
 * @param checkEvery how often it is looked whether the store is there, in milliseconds
 * @returns a function that ends what it does at times; imports and embedding end with `pilcrow.close()`.
 */
export function startBackgroundWork(
  pilcrow: Pilcrow,
  forgetGuildDays: number,
  log: BackgroundLog,
  checkEvery = CHECK_EVERY,
): () => void {
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
  let isGone = false;
  const check = setInterval(() => {
    pilcrow.checkStore().catch((error: unknown) => {
      clearInterval(check);
      if (!isGone && !pilcrow.closing.aborted) log.problem(error);
      isGone = true;
    });
  }, checkEvery);
  check.unref();
  return () => {
    clearInterval(clock);
    clearInterval(check);
  };
}

/** How often it is looked for what is due. */
const LOOK_EVERY = 10 * MINUTE;

/**
 * Fetches planned articles anew as they are due, at once and from then on.
 * @returns a function that ends it; what is under way is taken up by the next start.
 */
export function startRefreshing(pilcrow: Pilcrow, documents: Documents, log: BackgroundLog): () => void {
  const stop = new AbortController();
  const onEnd = (end: RefreshEnd) => {
    log.info(lineOf(end));
    log.refreshEnded?.(end);
  };
  let isLooking = false;
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    try {
      await pilcrow.refreshDue(documents, onEnd, stop.signal);
    } catch (error) {
      if (!stop.signal.aborted) log.problem(error);
    } finally {
      isLooking = false;
    }
  };
  look().catch(log.problem);
  const clock = setInterval(look, LOOK_EVERY);
  clock.unref();
  return () => {
    clearInterval(clock);
    stop.abort(new Error("Nothing more is fetched anew."));
  };
}

function lineOf({ scope, article: { title }, changes, problem, failures }: RefreshEnd): string {
  if (changes === undefined)
    return `“${title}” (${scope}) could not be fetched anew (${failures}): ${problem?.message}`;
  return `Fetched “${title}” (${scope}) anew: ${changes.added} new, ${changes.removed} gone, ${changes.kept} kept.`;
}

async function finishImports(pilcrow: Pilcrow, log: BackgroundLog): Promise<void> {
  const { problems } = await pilcrow.resumeImports(
    async (ended) => {
      if (ended.problem === undefined) log.info(`Finished the interrupted import of “${ended.title}”.`);
      await log.importEnded?.(ended);
    },
    (imports) => log.info(`Taking up ${imports} interrupted ${imports === 1 ? "import" : "imports"} …`),
  );
  for (const problem of problems) log.problem(problem);
}
