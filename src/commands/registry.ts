import { UsageError } from "../person-error.js";
import { article } from "./article.js";
import { ask } from "./ask.js";
import { backup } from "./backup.js";
import { calibrate } from "./calibrate.js";
import { asksForUsage, type Command, print } from "./command.js";
import { doctor } from "./doctor.js";
import { evaluate } from "./eval.js";
import { measureQuality } from "./measure-quality.js";
import { score } from "./score.js";

/** The npm scripts of these commands have their names; but for `measure-quality`, which is `measure:quality`. */
const COMMANDS: readonly Command[] = [ask, article, backup, calibrate, doctor, evaluate, measureQuality, score];

const NAMES = COMMANDS.map(({ name }) => name).join(", ");

const USAGE = `node dist/cli.js COMMAND …, where COMMAND is one of ${NAMES}
  COMMAND --help   how it is written`;

/** Runs the command that the first word names, or prints how it is written. @throws UsageError and what the command throws */
export async function runCommand([name = "", ...words]: readonly string[]): Promise<void> {
  if (name === "--help" || name === "-h") return print(USAGE);
  const command = COMMANDS.find((one) => one.name === name);
  if (command === undefined) throw new UsageError(`Expected one of ${NAMES}, got ${JSON.stringify(name)}.`);
  return asksForUsage(words) ? print(command.usage) : command.run(words);
}
