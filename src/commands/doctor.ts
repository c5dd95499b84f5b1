import path from "node:path";
import { inspectStore, MODELS_FOLDER } from "../compose.js";
import { type Config, ENV_FILE, loadConfig } from "../config.js";
import { checkDiscord } from "../doctor/discord.js";
import { type Finding, findingsOf, type State } from "../doctor/finding.js";
import { checkArticles, checkDataFolder, checkEnvFile, checkModel, checkNode } from "../doctor/machine.js";
import { PersonError, UsageError } from "../person-error.js";
import { count, fileSize, listed } from "../presentation/counts.js";
import { StoreError } from "../store/errors.js";
import { type Command, parseWords, print } from "./command.js";

const usage = `npm run --silent doctor -- [--json]
  looks at all that Pilcrow needs (Node.js, model, settings, articles, database, disk, Discord) and says how to mend what is wrong
  changes nothing; the bot may be running; exit code 1 where something keeps Pilcrow from its work`;

/** `npm run doctor` */
export const doctor: Command = {
  name: "doctor",
  usage,
  async run(words) {
    const { values, positionals } = parseWords(words, { json: { type: "boolean", default: false } }, usage);
    if (positionals.length > 0)
      throw new UsageError(`Expected nothing but --json, got ${JSON.stringify(positionals[0])}.\n${usage}`);
    const findings: Finding[] = [];
    for await (const finding of examine()) {
      findings.push(finding);
      if (!values.json) print(lineOf(finding));
    }
    const isWell = !findings.some(({ state }) => state === "problem");
    if (values.json) print(JSON.stringify({ isWell, findings }, null, 2));
    else print(`\n${summaryOf(findings)}`);
    if (!isWell) process.exitCode = 1;
  },
};

/** Looks at one thing after another, the quick ones first. */
async function* examine(): AsyncGenerator<Finding> {
  yield checkNode();
  yield await checkEnvFile(path.resolve(ENV_FILE));
  const { config, findings } = readSettings();
  yield* findings;
  if (config === undefined) return;
  yield await checkArticles(config.articles);
  yield* await checkDataFolder(config.dataDir);
  yield await checkDatabase(config);
  yield await checkModel(MODELS_FOLDER, config.model);
  yield* await checkDiscord(config);
}

/** The settings, and what is wrong with them: without them nothing that they name can be looked at. */
function readSettings(): { readonly config?: Config; readonly findings: readonly Finding[] } {
  const { ok, warning, problem } = findingsOf("Settings");
  const unused: Finding[] = [];
  const warn = (text: string) => void unused.push(warning(text, `Correct ${path.resolve(ENV_FILE)}.`));
  try {
    const config = loadConfig(warn);
    return { config, findings: unused.length > 0 ? unused : [ok("all can be used")] };
  } catch (error) {
    if (!(error instanceof PersonError)) throw error;
    return { findings: [...unused, problem(error.message, "Correct them; .env.example explains each.")] };
  }
}

async function checkDatabase(config: Config): Promise<Finding> {
  const { ok, skipped, warning, problem } = findingsOf("Database");
  try {
    const report = await inspectStore(config);
    if (report === undefined) return skipped(`there is none in ${config.dataDir} yet`);
    const restore = "Restore a backup (README, “Run it as a service”).";
    if (report.problems.length > 0)
      return problem(`${report.file} is damaged: ${listed(report.problems, "conjunction", 5)}`, restore);
    const each = report.damaged.map(({ title, problem: why }) => `“${title}” cannot be read (${why})`);
    if (each.length > 0) return problem(listed(each), `Remove and add them again. Or: ${restore}`);
    const holds = `${report.file}: ${count(report.articles, "article")}, ${fileSize(report.size)}`;
    if (report.isOld)
      return warning(`${holds}, of an older version`, "Make a backup; the next start brings it up to date.");
    return ok(`${holds}, sound`);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return problem(error.message, "README, “When something is wrong”, says more.");
  }
}

const SIGNS: Readonly<Record<State, string>> = { ok: "✓", warning: "!", problem: "✗", skipped: "–" };
const WIDEST = 14;

function lineOf({ of, state, says, mend }: Finding): string {
  const advice = mend === undefined ? "" : `\n${" ".repeat(WIDEST + 3)}→ ${mend}`;
  return `${SIGNS[state]} ${of.padEnd(WIDEST)} ${says}${advice}`;
}

function summaryOf(findings: readonly Finding[]): string {
  const having = (state: State) => findings.filter((one) => one.state === state).length;
  const [problems, warnings] = [having("problem"), having("warning")];
  if (problems + warnings === 0) return "All is well.";
  return `${count(problems, "problem")}, ${count(warnings, "warning")}.`;
}
