import { runOrExplain } from "./report-error.js";

// Whoever reads the output may stop (`| head -1`): then there is nobody to write for.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

// Loaded here, so that a package that is missing is told as any other problem is.
await runOrExplain(async () => (await import("./commands/registry.js")).runCommand(process.argv.slice(2)));
