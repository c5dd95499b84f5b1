import { article } from "./commands/article.js";
import { ask } from "./commands/ask.js";
import { backup } from "./commands/backup.js";
import { calibrate } from "./commands/calibrate.js";
import { asksForUsage, type Command, print } from "./commands/command.js";
import { evaluate } from "./commands/eval.js";
import { measureQuality } from "./commands/measure-quality.js";
import { score } from "./commands/score.js";
import { UsageError } from "./person-error.js";
import { runOrExplain } from "./report-error.js";

/** The npm scripts of these commands have their names; but for `measure-quality`, which is `measure:quality`. */
const COMMANDS: readonly Command[] = [ask, article, backup, calibrate, evaluate, measureQuality, score];

const NAMES = COMMANDS.map(({ name }) => name).join(", ");

const USAGE = `node dist/cli.js COMMAND …, where COMMAND is one of ${NAMES}
  COMMAND --help   how it is written`;

// Whoever reads the output may stop (`| head -1`): then there is nobody to write for.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

await runOrExplain(async () => {
  const [name = "", ...words] = process.argv.slice(2);
  if (name === "--help" || name === "-h") return print(USAGE);
  const command = COMMANDS.find((one) => one.name === name);
  if (command === undefined) throw new UsageError(`Expected one of ${NAMES}, got ${JSON.stringify(name)}.`);
  await (asksForUsage(words) ? print(command.usage) : command.run(words));
});
