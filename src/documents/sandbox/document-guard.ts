import { workerData } from "node:worker_threads";

// A thread beside the one that parses. It ends the whole process when that takes too much memory, on the heap or off it (the
// buffers of an inflated PDF are off it, where V8's limit does not reach), and when the parent is gone, because then no
// other process would end it.
const { memoryLimit }: { memoryLimit: number } = workerData;
const parent = process.ppid;
const EVERY_MS = 20;

setInterval(() => {
  if (process.memoryUsage.rss() > memoryLimit || process.ppid !== parent) process.kill(process.pid, "SIGKILL");
}, EVERY_MS);
