import { stat } from "node:fs/promises";
import path from "node:path";
import { type Config, loadConfig } from "./config.js";
import { loadHouse, readArticle } from "./library/house-articles.js";
import { StoreInUseError } from "./library/library-error.js";
import { MemoryStore } from "./library/memory-store.js";
import { backup } from "./library/sqlite/backup.js";
import { SqliteStore } from "./library/sqlite-store.js";
import { type OpenPilcrow, openPilcrow } from "./open-pilcrow.js";
import { describeError, runOrExplain } from "./report-error.js";
import { type DocumentSources, parseArticleArguments, runArticleCommand } from "./terminal/article-command.js";
import { parseAskArguments, UsageError } from "./terminal/ask-once.js";
import { ProgressBar } from "./terminal/progress-bar.js";
import { renderAnswer } from "./terminal/render-answer.js";
import { styleFor } from "./terminal/style.js";

const COMMANDS: Readonly<Record<string, (words: readonly string[]) => Promise<void>>> = {
  ask,
  article,
  backup: makeBackup,
};

const bar = new ProgressBar(process.stderr);

const sources: DocumentSources = {
  async fromFile(file) {
    return { article: await readArticle(file), bytes: (await stat(file)).size };
  },
  async fromUrl(address) {
    throw new UsageError(`Web addresses are not read yet: ${address}. Save the page and add the file.`);
  },
};

await runOrExplain(async () => {
  const [command = "", ...words] = process.argv.slice(2);
  const run = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  if (run === undefined) {
    throw new UsageError(`Expected one of ${Object.keys(COMMANDS).join(", ")}, got ${JSON.stringify(command)}.`);
  }
  await run(words);
});

async function ask(words: readonly string[]): Promise<void> {
  const { question, file, top, json } = parseAskArguments(words);
  const config = loadConfig();
  const pilcrow = file === undefined ? await openHouse(config) : await openFile(config, file);
  try {
    const answer = await pilcrow.library.ask("house", question, { top });
    const style = styleFor(process.stdout, Boolean(process.env.NO_COLOR));
    print(json ? JSON.stringify(answer, null, 2) : renderAnswer(answer, { style, width: process.stdout.columns }));
  } finally {
    await pilcrow.close();
  }
}

/** The operator's articles, brought up to date; as the bot keeps them where it is running. */
async function openHouse(config: Config): Promise<OpenPilcrow> {
  let store: SqliteStore;
  try {
    store = new SqliteStore(config.dataDir);
  } catch (error) {
    if (!(error instanceof StoreInUseError)) throw error;
    process.stderr.write(
      `Pilcrow is running here (pid ${error.pid ?? "unknown"}): its articles are asked as they are.\n`,
    );
    return openPilcrow(config, new SqliteStore(config.dataDir, { readOnly: true }));
  }
  const pilcrow = await openPilcrow(config, store);
  const { problems } = await loadHouse(pilcrow.library, config.articles, (...progress) => bar.show(...progress));
  for (const problem of problems) process.stderr.write(`${describeError(problem)}\n`);
  await pilcrow.library.embedAnew("house");
  return pilcrow;
}

async function openFile(config: Config, file: string): Promise<OpenPilcrow> {
  const document = await readArticle(file);
  const pilcrow = await openPilcrow(config, new MemoryStore());
  await pilcrow.library.add("house", document, { onProgress: (done, total) => bar.show(document.title, done, total) });
  return pilcrow;
}

async function article(words: readonly string[]): Promise<void> {
  const command = parseArticleArguments(words);
  const config = loadConfig();
  const readOnly = command.action === "list" || command.action === "export";
  const pilcrow = await openPilcrow(config, new SqliteStore(config.dataDir, { readOnly }));
  try {
    print(await runArticleCommand(pilcrow.library, sources, command, (...progress) => bar.show(...progress)));
  } finally {
    await pilcrow.close();
  }
}

async function makeBackup(words: readonly string[]): Promise<void> {
  const [file, ...others] = words;
  if (file === undefined || others.length > 0) {
    throw new UsageError(`Expected one file to write, got ${words.length}. npm run backup -- FILE`);
  }
  const { articles } = backup(loadConfig().dataDir, path.resolve(file));
  print(`${file} holds ${articles} ${articles === 1 ? "article" : "articles"} and all that belongs to them.`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
