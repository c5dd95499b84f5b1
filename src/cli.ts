import { runCommand } from "./commands/registry.js";
import { runOrExplain } from "./report-error.js";

// Whoever reads the output may stop (`| head -1`): then there is nobody to write for.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

await runOrExplain(() => runCommand(process.argv.slice(2)));
