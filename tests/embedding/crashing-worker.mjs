// The real worker, in a thread that dies when it is given certain texts. "crash once …" kills a thread only while the file
// that the text names after the last space does not exist: it is made at the first death.
import { existsSync, writeFileSync } from "node:fs";
import { parentPort } from "node:worker_threads";

parentPort.on("message", (task) => {
  if (task.type !== "embed") return;
  if (task.text.startsWith("crash always")) process.exit(3);
  if (task.text.startsWith("crash once")) {
    const mark = task.text.slice(task.text.lastIndexOf(" ") + 1);
    if (existsSync(mark)) return;
    writeFileSync(mark, "");
    throw new Error("the thread was made to crash");
  }
});
await import("../../dist/embedding/worker.js");
