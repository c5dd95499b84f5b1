import { explain, runOrExplain } from "./report-error.js";

// What nobody waited for ends the process, since nobody knows what is left undone; but in one line, which says what to do.
process.on("uncaughtException", (error) => {
  explain(error);
  process.exit(1);
});

// Loaded here, so that a package that is missing is told as any other problem is.
await runOrExplain(async () => (await import("./program.js")).run());
