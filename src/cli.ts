import { loadConfig } from "./config.js";
import { loadHouse, readArticle } from "./library/house-articles.js";
import { MemoryStore } from "./library/memory-store.js";
import { SqliteStore } from "./library/sqlite-store.js";
import { openPilcrow } from "./open-pilcrow.js";
import { describeError, runOrExplain } from "./report-error.js";
import { parseAskArguments, UsageError } from "./terminal/ask-once.js";
import { ProgressBar } from "./terminal/progress-bar.js";
import { renderAnswer } from "./terminal/render-answer.js";
import { styleFor } from "./terminal/style.js";

const COMMANDS: Readonly<Record<string, (words: readonly string[]) => Promise<void>>> = { ask };

await runOrExplain(async () => {
  const [command = "", ...words] = process.argv.slice(2);
  const run = COMMANDS[command];
  if (run === undefined) {
    throw new UsageError(`Expected one of ${Object.keys(COMMANDS).join(", ")}, got ${JSON.stringify(command)}.`);
  }
  await run(words);
});

async function ask(words: readonly string[]): Promise<void> {
  const { question, file, top, json } = parseAskArguments(words);
  const config = loadConfig();
  const pilcrow = await openPilcrow(config, file === undefined ? new SqliteStore(config.dataDir) : new MemoryStore());
  try {
    const bar = new ProgressBar(process.stderr);
    if (file === undefined) {
      const { problems } = await loadHouse(pilcrow.library, config.articles, (...progress) => bar.show(...progress));
      for (const problem of problems) process.stderr.write(`${describeError(problem)}\n`);
    } else {
      const article = await readArticle(file);
      await pilcrow.library.add("house", article, {
        onProgress: (done, total) => bar.show(article.title, done, total),
      });
    }
    const answer = await pilcrow.library.ask("house", question, { top });
    const style = styleFor(process.stdout, Boolean(process.env.NO_COLOR));
    process.stdout.write(
      `${json ? JSON.stringify(answer, null, 2) : renderAnswer(answer, { style, width: process.stdout.columns })}\n`,
    );
  } finally {
    await pilcrow.close();
  }
}
