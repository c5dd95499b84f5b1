import { parentPort, workerData } from "node:worker_threads";
import { StoreError } from "../errors.js";
import { type BodyJob, doBodyJob } from "./body-jobs.js";
import { Connection } from "./connection.js";
import { prepare } from "./migrations.js";

/** What the thread is asked; `undefined` ends it. */
export type BodyRequest = { readonly number: number; readonly job: BodyJob } | undefined;

/** What it answers. */
export type BodyReply = { readonly number: number } & ({ readonly more: boolean } | { readonly problem: string });

// The thread that writes and deletes texts and vectors, so that no disk holds up the thread that answers people. Started by
// BodyThread. SQLite itself lets one of the two write at a time.
const { file }: { file: string } = workerData;
const database = new Connection(file, { readOnly: false, check: prepare });

parentPort?.on("message", (request: BodyRequest) => {
  if (request !== undefined) {
    void answer(request).then((reply) => parentPort?.postMessage(reply));
    return;
  }
  database.close();
  parentPort?.close();
});

async function answer({ number, job }: NonNullable<BodyRequest>): Promise<BodyReply> {
  try {
    return { number, more: await doBodyJob(database, job) };
  } catch (error) {
    // Anything else is a mistake of ours: it ends the thread, and the other side says so.
    if (!(error instanceof StoreError)) throw error;
    return { number, problem: error.problem };
  }
}
