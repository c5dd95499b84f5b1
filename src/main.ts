import { loadConfig } from "./config.js";
import { loadHouse } from "./library/house-articles.js";
import { SqliteStore } from "./library/sqlite-store.js";
import { openPilcrow } from "./open-pilcrow.js";
import { describeError, runOrExplain } from "./report-error.js";
import { chat } from "./terminal/chat.js";
import { ProgressBar } from "./terminal/progress-bar.js";

await runOrExplain(async () => {
  const config = loadConfig();
  const say = (text: string) => process.stderr.write(`${text}\n`);
  if (process.stdin.isTTY)
    say(
      "No DISCORD_TOKEN is set: this is the terminal. To start the Discord bot, put the token into .env (see README).",
    );
  const store = new SqliteStore(config.dataDir);
  const pilcrow = await openPilcrow(config, store);
  const bar = new ProgressBar(process.stderr);
  const house = await loadHouse(pilcrow.library, config.articles, (title, done, total) => bar.show(title, done, total));
  for (const problem of house.problems) say(describeError(problem));
  await chat(pilcrow.library, {
    input: process.stdin,
    output: process.stdout,
    noColor: Boolean(process.env.NO_COLOR),
  });
  await pilcrow.close();
});
