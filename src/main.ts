import { pino } from "pino";
import { openPilcrow, openStore } from "./compose.js";
import { type Config, loadConfig } from "./config.js";
import { startBot } from "./discord/bot.js";
import { errorDescriber } from "./discord/log.js";
import { Documents } from "./documents/documents.js";
import { syncFolder } from "./library/folder-sync.js";
import type { Pilcrow } from "./library/pilcrow.js";
import { startUpkeep } from "./library/background.js";
import { describeError, runOrExplain } from "./report-error.js";
import { type Background, chat } from "./terminal/chat/chat.js";
import { ProgressBar } from "./terminal/render/progress-bar.js";
import { safeLine } from "./terminal/render/safe-text.js";
import { wrapped } from "./terminal/render/wrap.js";

await runOrExplain(async () => {
  const config = loadConfig();
  await (config.discordToken === undefined ? runTerminal(config) : runBot(config, config.discordToken));
});

async function runTerminal(config: Config): Promise<void> {
  const say = (text: string) => process.stderr.write(`${wrapped(text, process.stderr.columns)}\n`);
  if (process.stdin.isTTY) {
    say(
      "Pilcrow in the terminal: no DISCORD_TOKEN is set. To start the Discord bot, put the token into .env (see README).",
    );
  }
  const onProblem = (problem: Error) => say(describeError(problem));
  const pilcrow = await openPilcrow(config, await openStore(config), { onProblem });
  const documents = new Documents(config);
  try {
    await talk(config, pilcrow, documents, say);
  } finally {
    // The embedding threads would keep the process, and the process the folder, whatever went wrong.
    await documents.close();
    await pilcrow.close();
  }
}

async function talk(
  config: Config,
  pilcrow: Pilcrow,
  documents: Documents,
  say: (text: string) => void,
): Promise<void> {
  const bar = new ProgressBar(process.stderr);
  const { loaded, removed, problems } = await syncFolder(pilcrow.articles, documents, config.articles, {
    onProgress: (...progress) => bar.show(...progress),
  });
  for (const problem of problems) say(describeError(problem));
  for (const title of removed) say(`Removed “${safeLine(title)}”: its file is gone from ${config.articles}.`);
  const asked = (await pilcrow.library.list("house")).length;
  if (process.stdin.isTTY)
    say(
      `${asked} ${asked === 1 ? "article is" : "articles are"} asked (${loaded} of them from ${config.articles}). Type a question, or /help.`,
    );
  const upkeep: Background = (tell) =>
    startUpkeep(pilcrow, config.forgetGuildDays, {
      info: tell,
      problem: (error) => tell(describeError(error)),
    });
  const streams = {
    input: process.stdin,
    output: process.stdout,
    notices: process.stderr,
    noColor: config.noColor,
  };
  const isAllDone = await chat(pilcrow, documents, streams, upkeep);
  // A script wants to know; whoever typed has read it.
  if (!process.stdin.isTTY && !isAllDone) process.exitCode = 1;
}

async function runBot(config: Config, token: string): Promise<void> {
  const log = pino({ level: config.logLevel });
  const describe = errorDescriber(token);
  log.info(
    { model: config.model },
    "Pilcrow starts the Discord bot. For the terminal, start it without DISCORD_TOKEN.",
  );
  const pilcrow = await openPilcrow(config, await openStore(config), {
    onCrash: (error) => log.warn({ error: describe(error) }, "An embedding thread died; its text is embedded again."),
    onProblem: (problem) => log.error({ error: describe(problem) }, "An article is left out."),
  });
  const documents = new Documents(config);
  const bot = await startBot({ token, apiUrl: config.discordApiUrl, pilcrow, documents, log }).catch(
    async (error: unknown) => {
      await documents.close();
      await pilcrow.close();
      throw error;
    },
  );
  const stopUpkeep = startUpkeep(pilcrow, config.forgetGuildDays, {
    info: (message) => log.info({}, message),
    problem: (error) => log.error({ error: describe(error) }, "Upkeep failed."),
    importEnded: (ended) => bot.tellOfImport(ended),
  });
  let leaving = false;
  // Kept articles are answered from at once; new ones are embedded meanwhile.
  syncFolder(pilcrow.articles, documents, config.articles).then(
    ({ loaded, embedded, removed, problems }) => {
      for (const problem of problems) log.error({ error: describe(problem) }, "An article cannot be used.");
      log.info({ loaded, embedded, removed }, "The house's articles are ready.");
    },
    (error: unknown) => {
      if (!leaving) log.error({ error: describe(error) }, "The house's articles cannot be loaded.");
    },
  );
  const fatal = await Promise.race([bot.closed, untilStopped(log)]);
  leaving = true;
  await bot.close();
  stopUpkeep();
  await documents.close();
  await pilcrow.close();
  if (fatal) throw fatal;
  log.info({}, "Pilcrow has left.");
  // Where Discord is away, its client goes on trying to reach it even after it was destroyed. All else is closed by now.
  process.exit();
}

/** Settles at the first SIGTERM or Ctrl-C; a second one ends the process at once. */
function untilStopped(log: pino.Logger): Promise<undefined> {
  return new Promise((resolve) => {
    const stop = (signal: string) => {
      process.once("SIGINT", () => process.exit(130));
      log.info({ signal }, "Pilcrow finishes what is under way and leaves.");
      resolve(undefined);
    };
    process.once("SIGTERM", stop);
    process.once("SIGINT", stop);
  });
}
