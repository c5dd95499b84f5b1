import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { ArticleFault } from "../fault.js";

/** The watching thread looks every 20 ms; this much memory may be taken between two looks. */
const MEMORY_MARGIN = 64_000_000;
/** How V8 and the system end a process that asks for too much memory. */
const OUT_OF_MEMORY_SIGNALS: ReadonlySet<string> = new Set(["SIGKILL", "SIGABRT", "SIGTRAP", "SIGILL"]);

/**
 * Starts a process that reads documents, `document-process.ts`. It inherits no environment.
 * @param loadsAll whether it loads at once all that any document may need, or what each document needs
 */
export function startReadingProcess(memoryBytes: number, loadsAll: boolean): ChildProcess {
  const heapMegabytes = Math.floor((memoryBytes * 0.75) / 1e6);
  return fork(
    fileURLToPath(new URL("./document-process.js", import.meta.url)),
    [String(memoryBytes - MEMORY_MARGIN), ...(loadsAll ? ["all"] : [])],
    {
      // No parser needs to make code from text, so a document that gets one to try it fails.
      execArgv: [`--max-old-space-size=${heapMegabytes}`, "--disallow-code-generation-from-strings"],
      env: {},
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    },
  );
}

/** What the end of the process says of the document that it read. */
export function faultOfDeath(code: number | null, signal: string | null, memoryBytes: number): ArticleFault {
  // 134 is how a shell, or Windows, tells an abort.
  if ((signal !== null && OUT_OF_MEMORY_SIGNALS.has(signal)) || code === 134) {
    const limit = Math.round(memoryBytes / 1e6);
    return { reason: "too-complex", what: "the memory to read it", limit, unit: "MB" };
  }
  return { reason: "crash", detail: signal === null ? `exit code ${code}` : `signal ${signal}` };
}

/** The chain of causes that came over as text. */
export function causeOf(causes: readonly string[]): ErrorOptions {
  return causes.reduceRight<ErrorOptions>((options, text) => {
    const cause = new Error(text, options);
    // The stack of this process does not show where it was thrown.
    cause.name = "DocumentError";
    cause.stack = text;
    return { cause };
  }, {});
}
