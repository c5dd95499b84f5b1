// Loaded into every thread of a bot that is measured (NODE_OPTIONS=--import): the model's threads leave their number in a folder,
// since the system calls all threads "node". Linux alone.
import { readlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isMainThread, workerData } from "node:worker_threads";

const folder = process.env.MODEL_THREADS;
if (folder !== undefined && !isMainThread && workerData?.manifest !== undefined)
  writeFileSync(path.join(folder, path.basename(readlinkSync("/proc/thread-self"))), "");
