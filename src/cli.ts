import path from "node:path";
import { calibrate, evaluate, measureQuality, score } from "./cli-evaluation.js";
import { backUpStore, hasStore, openPilcrow, openStore, openTemporaryStore } from "./compose.js";
import { type Config, loadConfig } from "./config.js";
import { Documents } from "./documents/documents.js";
import { DOCUMENT_FILES } from "./documents/formats/registry.js";
import { ImportCancelledError } from "./library/errors.js";
import { syncFolder } from "./library/folder-sync.js";
import type { Pilcrow } from "./library/pilcrow.js";
import { answerJson } from "./presentation/answer-json.js";
import { describeError, runOrExplain } from "./report-error.js";
import { StoreInUseError } from "./store/errors.js";
import type { Store } from "./store/store.js";
import { parseArticleArguments, runArticleCommand } from "./terminal/article-command.js";
import { parseAskArguments } from "./terminal/ask-once.js";
import { HelpAsked, parseWords, UsageError } from "./terminal/command-words.js";
import { ProgressBar } from "./terminal/progress-bar.js";
import { renderAnswer } from "./terminal/render-answer.js";
import { styleFor } from "./terminal/style.js";

/** The npm scripts of these commands have their names; but for `measure-quality`, which is `measure:quality`. */
const COMMANDS: Readonly<Record<string, (words: readonly string[]) => Promise<void>>> = {
  ask,
  article,
  backup: makeBackup,
  calibrate,
  eval: evaluate,
  "measure-quality": measureQuality,
  score,
};

const USAGE = `node dist/cli.js COMMAND …, where COMMAND is one of ${Object.keys(COMMANDS).join(", ")}
  COMMAND --help   how it is written`;

const BACKUP_USAGE = `npm run --silent backup -- FILE
  copies the database into FILE, which must not be there yet; the bot may be running`;

/** What a shell gives a program that was stopped by Ctrl-C. */
const INTERRUPTED = 130;

const bar = new ProgressBar(process.stderr);

// Whoever reads the output may stop (`| head -1`): then there is nobody to write for.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

await runOrExplain(async () => {
  const [command = "", ...words] = process.argv.slice(2);
  if (command === "--help" || command === "-h") return print(USAGE);
  const run = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  if (run === undefined) {
    throw new UsageError(`Expected one of ${Object.keys(COMMANDS).join(", ")}, got ${JSON.stringify(command)}.`);
  }
  try {
    await run(words);
  } catch (error) {
    if (!(error instanceof HelpAsked)) throw error;
    print(error.usage);
  }
});

async function ask(words: readonly string[]): Promise<void> {
  const { question, file, top, json } = parseAskArguments(words);
  const config = loadConfig();
  const documents = new Documents(config);
  const pilcrow = file === undefined ? await openHouse(config, documents) : await openFile(config, documents, file);
  try {
    const answer = await pilcrow.library.ask("house", question, { top });
    const style = styleFor(process.stdout, config.noColor);
    if (answer.kind === "no-article" && !json) {
      print(`There is no article to ask. Put ${DOCUMENT_FILES} files into ${config.articles}.`);
      return;
    }
    print(json ? answerJson(answer) : renderAnswer(answer, { style, width: process.stdout.columns }));
  } finally {
    await documents.close();
    await pilcrow.close();
  }
}

/** The operator's articles, brought up to date; as the bot keeps them where it is running. */
async function openHouse(config: Config, documents: Documents): Promise<Pilcrow> {
  let store: Store;
  try {
    store = await openStore(config);
  } catch (error) {
    if (!(error instanceof StoreInUseError)) throw error;
    process.stderr.write(
      `Pilcrow is running here (pid ${error.pid ?? "unknown"}): its articles are asked as they are.\n`,
    );
    return openPilcrow(config, await openStore(config, { readOnly: true }), { onProblem: explain });
  }
  const pilcrow = await openPilcrow(config, store, { onProblem: explain });
  const onProgress = (title: string, done: number, total: number) => bar.show(title, done, total);
  try {
    // A question removes nothing, whatever ARTICLES was for this once.
    const { problems } = await syncFolder(pilcrow.articles, documents, config.articles, {
      onProgress,
      removesGone: false,
    });
    for (const problem of problems) explain(problem);
    await pilcrow.embedAnew("house");
  } catch (error) {
    await pilcrow.close();
    throw error;
  }
  return pilcrow;
}

async function openFile(config: Config, documents: Documents, file: string): Promise<Pilcrow> {
  const { article: document } = await documents.fromFile(file);
  const pilcrow = await openPilcrow(config, openTemporaryStore());
  await pilcrow.articles.add("house", document, { onProgress: (done, total) => bar.show(document.title, done, total) });
  return pilcrow;
}

async function article(words: readonly string[]): Promise<void> {
  const command = parseArticleArguments(words);
  const config = loadConfig();
  const documents = new Documents(config);
  // Only what is there can be read beside a running bot; where nothing is, an empty library is made.
  const reads = ["list", "export", "feedback"].includes(command.action);
  const readOnly = reads && hasStore(config);
  const pilcrow = await openPilcrow(config, await openStore(config, { readOnly }), { onProblem: explain });
  const stop = new AbortController();
  // A second Ctrl-C ends the process at once.
  process.once("SIGINT", () => {
    process.exitCode = INTERRUPTED;
    stop.abort(new ImportCancelledError(command.subject));
  });
  const onProgress = (...progress: [string, number, number]) => bar.show(...progress);
  try {
    print(await runArticleCommand(pilcrow, documents, command, onProgress, stop.signal));
  } finally {
    await documents.close();
    await pilcrow.close();
  }
}

async function makeBackup(words: readonly string[]): Promise<void> {
  const { positionals } = parseWords(words, {}, BACKUP_USAGE);
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) {
    throw new UsageError(`Expected one file to write, got ${positionals.length}.\n${BACKUP_USAGE}`);
  }
  const { articles } = await backUpStore(loadConfig(), path.resolve(file));
  print(`${file} holds ${articles} ${articles === 1 ? "article" : "articles"} and all that belongs to them.`);
}

function explain(problem: Error): void {
  process.stderr.write(`${describeError(problem)}\n`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
