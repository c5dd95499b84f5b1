import { expect, onTestFinished } from "vitest";
import { type Bot, type BotOptions, startBot } from "../../src/discord/bot.js";
import type { Log } from "../../src/discord/log.js";
import { Documents } from "../../src/documents/documents.js";
import { type Figures, NO_FIGURES } from "../../src/health/figures.js";
import { createPilcrow, type Pilcrow } from "../../src/library/pilcrow.js";
import { DEFAULT_RULES, type ImportRules } from "../../src/library/quotas.js";
import { MemoryStore } from "../../src/store/memory.js";
import { WORD_CALIBRATION, WordEmbedder } from "../library/word-embedder.js";
import { Loopback } from "../loopback/loopback.js";
import { ChosenLibrary } from "./chosen-library.js";

/** A log that keeps its lines. */
export class LogSink implements Log {
  readonly lines: { level: string; facts: object; message: string }[] = [];
  debug = (facts: object, message: string) => this.#keep("debug", facts, message);
  info = (facts: object, message: string) => this.#keep("info", facts, message);
  warn = (facts: object, message: string) => this.#keep("warn", facts, message);
  error = (facts: object, message: string) => this.#keep("error", facts, message);

  #keep(level: string, facts: object, message: string): void {
    this.lines.push({ level, facts, message });
  }

  /** Lines of a level, as one would grep them. */
  of(...levels: string[]): string[] {
    return this.lines.filter(({ level }) => levels.includes(level)).map((line) => JSON.stringify(line));
  }
}

// The loopback Discord keeps its attachments on 127.0.0.1. All bots share the processes that read, which end when idle.
const documents = new Documents({ allowPrivateUrls: true, fetchAgainAfter: 10 });

const rejections: unknown[] = [];
process.on("unhandledRejection", (error) => rejections.push(error));

/** A loopback Discord that is stopped after the test, which fails if anything broke Discord's rules or a promise was left rejected. */
export async function startLoopback(): Promise<Loopback> {
  const loopback = await Loopback.start();
  // After the test the last that was begun ends first.
  onTestFinished(async () => {
    await loopback.stop();
    expect(loopback.breaches).toEqual([]);
    expect(rejections.splice(0)).toEqual([]);
  });
  return loopback;
}

/** Requests are repeated as in the product, but sooner: for a second in all. */
export const soon = {
  repeatable: { patience: 1_000, firstPause: 5, longestPause: 40, longestTry: 2_000 },
  acknowledgement: { patience: 1_000, firstPause: 5, longestPause: 40, longestTry: 2_000 },
};

/** A bot on `loopback`, closed after the test; it reads all messages where the loopback's portal lets it. */
export async function start(
  loopback: Loopback,
  pilcrow: Pilcrow,
  log: Log,
  token = loopback.token,
  reading: BotOptions["reading"] = () => undefined,
  figures: Figures = NO_FIGURES,
): Promise<Bot> {
  const messageContent = loopback.gateway.allowsContent;
  const options = {
    token,
    apiUrl: loopback.apiUrl,
    pilcrow,
    documents,
    log,
    figures,
    messageContent,
    reading,
    retries: soon,
    tellAgainAfter: 100,
  };
  const bot = await startBot(options);
  onTestFinished(() => bot.close());
  return bot;
}

/** A server with two people and a running bot. */
export async function scene({ allowsContent = false } = {}) {
  const loopback = await startLoopback();
  loopback.gateway.allowsContent = allowsContent;
  const guild = loopback.addGuild("Town");
  const channel = loopback.addChannel(guild);
  const library = new ChosenLibrary();
  const log = new LogSink();
  const ada = loopback.person("ada", guild);
  const bob = loopback.person("bob", guild);
  const bot = await start(loopback, library.pilcrow, log);
  return { loopback, guild, channel, library, log, ada, bob, bot };
}

/** The same with a real library in memory, of which `bob` may manage the server, and `cat` has the role “Editors”. */
export async function libraryScene({
  rules = DEFAULT_RULES,
  delay = 0,
  allowsContent = false,
  figures = NO_FIGURES,
}: {
  figures?: Figures;
  rules?: ImportRules;
  delay?: number;
  allowsContent?: boolean;
} = {}) {
  const loopback = await startLoopback();
  loopback.gateway.allowsContent = allowsContent;
  const guild = loopback.addGuild("Town");
  const channel = loopback.addChannel(guild);
  const editors = loopback.world.addRole("Editors", guild);
  const store = new MemoryStore();
  const embedder = new WordEmbedder("words@1", delay);
  const pilcrow = createPilcrow({ embedder, store, calibration: WORD_CALIBRATION, rules, figures });
  onTestFinished(() => pilcrow.close());
  const log = new LogSink();
  const ada = loopback.person("ada", guild);
  const bob = loopback.person("bob", guild);
  const cat = loopback.person("cat", guild);
  guild.managerIds.add(bob.id);
  guild.rolesOf.set(cat.id, [editors]);
  const bot = await start(loopback, pilcrow, log, loopback.token, undefined, figures);
  return { loopback, guild, channel, editors, pilcrow, store, embedder, log, ada, bob, cat, bot };
}
