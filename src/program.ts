import { fstatSync } from "node:fs";
import { pino } from "pino";
import { openStore, type Parts, withPilcrow } from "./compose.js";
import { type Config, ConfigError, loadConfig } from "./config.js";
import type { Reading } from "./discord/context.js";
import { Health } from "./health/health.js";
import { keepRequired } from "./keep-required.js";
import { type BackgroundLog, startBackgroundWork, startRefreshing } from "./library/background.js";
import { syncFolder } from "./library/folder-sync.js";
import type { Owned } from "./library/loaded-articles.js";
import type { Pilcrow } from "./library/pilcrow.js";
import { repairing } from "./library/repair.js";
import { describeError } from "./report-error.js";
import { GLOBAL } from "./store/scope.js";
import { type Background, chat } from "./terminal/chat/chat.js";
import { wrapped } from "./terminal/render/layout.js";
import { progressBar } from "./terminal/render/progress-bar.js";
import { inQuotes } from "./terminal/render/safe-text.js";

/** Runs the bot, or without a token the chat in the terminal. */
export async function run(): Promise<void> {
  const config = loadConfig();
  await (config.discordToken === undefined ? runTerminal(config) : runWatchedBot(config, config.discordToken));
}

/** Runs the bot, and tells of it where the settings say. */
async function runWatchedBot(config: Config, token: string): Promise<void> {
  const health = await Health.start(config.health);
  try {
    await runBot(config, token, health);
  } finally {
    await health.close();
  }
}

/** A service has no terminal: nobody would ever ask anything. */
function requireSomebody(): void {
  if (process.stdin.isTTY || !fstatSync(process.stdin.fd).isCharacterDevice()) return;
  throw new ConfigError([
    "DISCORD_TOKEN: expected the bot's token, got nothing; and there is no terminal, and no pipe, to ask from instead.",
  ]);
}

async function runTerminal(config: Config): Promise<void> {
  requireSomebody();
  if (process.stdin.isTTY) {
    say(
      "Pilcrow in the terminal: no DISCORD_TOKEN is set. To start the Discord bot, put the token into .env (see README).",
    );
  }
  const onProblem = (problem: Error) => say(describeError(problem));
  await withPilcrow(config, openStore(config), { onProblem }, async (parts) => {
    await readFolder(config, parts);
    const streams = {
      input: process.stdin,
      output: process.stdout,
      notices: process.stderr,
      noColor: config.noColor,
    };
    const background: Background = (tell) => {
      const log = { info: tell, problem: (error: unknown) => tell(describeError(error)) };
      const stops = [
        startBackgroundWork(parts.pilcrow, config.forgetGuildDays, log),
        startRefreshing(parts.pilcrow, parts.documents, log),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    };
    const isAllDone = await chat(parts, streams, background);
    // A script wants to know; whoever typed has read it.
    if (!process.stdin.isTTY && !isAllDone) process.exitCode = 1;
  });
}

/** Brings the operator's articles up to date, and says what came of it. */
async function readFolder({ articles, articleLinks }: Config, { pilcrow, documents }: Parts): Promise<void> {
  const { loaded, removed, problems } = await syncFolder(pilcrow.articles, documents, articles, {
    onProgress: progressBar(process.stderr),
    followLinks: articleLinks,
  });
  for (const problem of problems) say(describeError(problem));
  for (const title of removed) say(`Removed ${inQuotes(title)}: its file is gone from ${articles}.`);
  const asked = (await pilcrow.library.list(GLOBAL)).length;
  if (process.stdin.isTTY)
    say(
      `${asked} ${asked === 1 ? "article is" : "articles are"} asked (${loaded} of them from ${articles}). Type a question, or /help.`,
    );
}

function say(text: string): void {
  process.stderr.write(`${wrapped(text, process.stderr.columns)}\n`);
}

async function runBot(config: Config, token: string, health: Health): Promise<void> {
  // Only the bot needs Discord's client, which takes longer to load than all else.
  const [{ startBot }, { errorDescriber }] = await Promise.all([
    import("./discord/bot.js"),
    import("./discord/log.js"),
  ]);
  const log = pino({ level: config.logLevel });
  const describe = errorDescriber(token);
  log.info(
    { model: config.model },
    "Pilcrow starts the Discord bot. For the terminal, start it without DISCORD_TOKEN.",
  );
  const { figures } = health;
  const options = {
    figures,
    keepsReader: true,
    onCrash: (error: Error) =>
      log.warn({ error: describe(error) }, "An embedding thread died; its text is embedded again."),
    onProblem: (problem: Error) => log.error({ error: describe(problem) }, "An article is left out."),
    onUnreadable: (owned: Owned) => repair?.(owned),
  };
  let repair: ((owned: Owned) => void) | undefined;
  const onFull = (error: Error) =>
    log.error(
      { error: describe(error) },
      "The disk is full: what is kept is asked, nothing new is. Make room, and restart.",
    );
  await withPilcrow(config, openStore(config, { onFull }), options, async ({ pilcrow, documents }) => {
    let reading: Reading | undefined;
    health.readyWhen(async () => "The model is loaded; Pilcrow is not logged in to Discord yet.");
    const bot = await startBot({
      token,
      apiUrl: config.discordApiUrl,
      pilcrow,
      documents,
      log,
      figures,
      messageContent: config.messageContent,
      reading: () => reading,
    });
    health.readyWhen(async () => bot.problem() ?? (await storeProblem(pilcrow)));
    // An update may replace the packages from now on.
    keepRequired().then(
      () => log.debug({}, "What is needed later is loaded."),
      (error: unknown) => log.warn({ error: describe(error) }, "What is needed later could not all be loaded."),
    );
    const backgroundLog: BackgroundLog = {
      info: (message) => log.info({}, message),
      problem: (error) => log.error({ error: describe(error) }, "Background work failed."),
      importEnded: (ended) => bot.tellOfImport(ended),
      refreshEnded: (end) => bot.tellOfRefresh(end),
    };
    const stopBackgroundWork = startBackgroundWork(pilcrow, config.forgetGuildDays, backgroundLog);
    const stopRefreshing = startRefreshing(pilcrow, documents, backgroundLog);
    let isLeaving = false;
    // Kept articles are answered from at once; new ones are embedded meanwhile.
    const onFile = (done: number, of: number) => {
      reading = done < of ? { done, of } : undefined;
    };
    const sync = () =>
      syncFolder(pilcrow.articles, documents, config.articles, { onFile, followLinks: config.articleLinks });
    const firstSync = sync();
    repair = repairing({
      ...backgroundLog,
      pilcrow,
      documents,
      syncFolder: () => firstSync.catch(() => {}).then(sync),
    });
    firstSync.then(
      ({ loaded, embedded, removed, problems }) => {
        for (const problem of problems) log.error({ error: describe(problem) }, "An article cannot be used.");
        log.info({ loaded, embedded, removed }, "The global articles are ready.");
      },
      (error: unknown) => {
        if (!isLeaving) log.error({ error: describe(error) }, "The global articles cannot be loaded.");
      },
    );
    const fatal = await Promise.race([bot.closed, untilStopped(log)]);
    isLeaving = true;
    repair = undefined;
    stopRefreshing();
    await bot.close();
    stopBackgroundWork();
    if (fatal) throw fatal;
  });
  log.info({}, "Pilcrow has left.");
  // Where Discord is away, its client goes on trying to reach it even after it was destroyed. All else is closed by now.
  process.exit();
}

/** Why nothing can be kept now, if nothing can. */
function storeProblem({ checkStore }: Pilcrow): Promise<string | undefined> {
  return checkStore().then(() => undefined, describeError);
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
