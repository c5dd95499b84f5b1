import { type Stats, statSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { DISCORD_API } from "./discord/api-address.js";
import { readEnvFile, unknownName, unreadLine } from "./env-file.js";
import { DEFAULT_RULES, type ImportRules } from "./library/quotas.js";
import { PersonError } from "./person-error.js";

/** Pilcrow's settings, validated. */
export interface Config {
  /** Discord's bot token; without one Pilcrow opens the terminal. */
  readonly discordToken: string | undefined;
  readonly discordApiUrl: string;
  /** Where the bot tells of itself (`health/`). Default: nowhere. */
  readonly health: { readonly host: string; readonly port: number } | undefined;
  /** A file or a folder with the operator's articles. */
  readonly articles: string;
  /** Whether symbolic links may lead out of that folder. */
  readonly articleLinks: boolean;
  readonly dataDir: string;
  /** The model's folder below `models/`. */
  readonly model: string;
  /** Fetch web addresses of the operator's own network too: for tests only. */
  readonly allowPrivateUrls: boolean;
  readonly logLevel: LogLevel;
  /** NO_COLOR is set to anything (https://no-color.org). */
  readonly noColor: boolean;
  /** Who may add articles, and how many. */
  readonly rules: ImportRules;
  /** Days after which a guild that removed the bot is forgotten. */
  readonly forgetGuildDays: number;
  /** Discord sends the text of all messages, which its portal must allow: servers can choose automatic answers. */
  readonly messageContent: boolean;
}

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

/** Some settings are wrong; the message lists all of them, each with its value and what is expected. */
export class ConfigError extends PersonError {
  override readonly name = "ConfigError";
  constructor(readonly problems: readonly string[]) {
    super(`Wrong settings (environment or .env):\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
  }
}

/** Three parts of letters, digits, - and _: what the developer portal shows. */
const TOKEN = /^[\w-]{10,}\.[\w-]{4,}\.[\w-]{10,}$/;

function wholeNumber(fallback: number, min: number) {
  const expected = `a whole number from ${min} up`;
  return z.coerce.number(expected).int(expected).min(min, expected).default(fallback);
}

/**
 * What is at a path; `undefined` where nothing is, and where it may not be looked at: the error of opening it then says more.
 * Synchronous, since the settings are read once, at the start, before there is anything that would have to wait.
 */
function found(file: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Whether it is a file or a folder. A path where nothing is yet is none of the settings' mistakes: both can be put there. */
function isFileOrFolder(there: Stats | undefined): boolean {
  return there === undefined || there.isFile() || there.isDirectory();
}

const onOff = z.enum(["on", "off"], "on or off");
const { quotas } = DEFAULT_RULES;

const PORT = "a whole number from 1 to 65535";

const settings = z.object({
  DISCORD_TOKEN: z
    .string()
    .regex(TOKEN, "a bot token from the developer portal: three parts joined by dots")
    .optional(),
  DISCORD_API_URL: z.url({ protocol: /^https?$/, error: "an http or https address" }).default(DISCORD_API),
  ARTICLES: z
    .string()
    .refine((file) => isFileOrFolder(found(file)), "a file or a folder")
    .default("articles"),
  ARTICLE_LINKS: onOff.default("off"),
  DATA_DIR: z
    .string()
    .refine((file) => found(file)?.isDirectory() ?? true, "a folder, which is made where there is none")
    .default("data"),
  MODEL: z
    .string()
    .regex(/^[\w.-]+\/[\w.-]+$/, "owner/name, a folder below models/")
    .refine((id) => !id.split("/").includes(".."), "owner/name, a folder below models/")
    .default("Xenova/e5-small-v2"),
  ALLOW_PRIVATE_URLS: z
    .enum(["0", "1"], "0 or 1")
    .default("0")
    .transform((value) => value === "1"),
  HEALTH_PORT: z.coerce.number(PORT).int(PORT).min(1, PORT).max(65_535, PORT).optional(),
  HEALTH_HOST: z.union([z.ipv4(), z.ipv6()], "an IP address, such as 127.0.0.1 or 0.0.0.0").default("127.0.0.1"),
  LOG_LEVEL: z.enum(LOG_LEVELS, `one of ${LOG_LEVELS.join(", ")}`).default("info"),
  GUILD_ARTICLES: onOff.default("on"),
  DM_ARTICLES: onOff.default("on"),
  MESSAGE_CONTENT: onOff.default("off"),
  QUOTA_ARTICLES: wholeNumber(quotas.articles, 0),
  QUOTA_MEGABYTES: wholeNumber(quotas.bytes / 1e6, 0),
  QUOTA_PARAGRAPHS: wholeNumber(quotas.paragraphs, 0),
  QUOTA_IMPORTS_PER_HOUR: wholeNumber(quotas.importsPerHour, 0),
  FORGET_GUILD_DAYS: wholeNumber(30, 1),
});

/** What looks like a bot's token, wherever it was pasted. */
const ANY_TOKEN = /[\w-]{20,}\.[\w-]{6}\.[\w-]{27,}/g;

/** A text about settings without what looks like a token. */
function withoutToken(text: string): string {
  return text.replace(ANY_TOKEN, "[token]");
}

/** Whether a setting holds the token that another one is for: it would be shown where that setting is. */
function isElsewhere(name: string, value: string | undefined, token: string): boolean {
  return !SECRETS.has(name) && TOKEN.test(token) && value?.includes(token) === true;
}

/** Settings whose values are never shown. */
const SECRETS = new Set(["DISCORD_TOKEN"]);

/** Where settings are written, in the working folder. */
export const ENV_FILE = ".env";

/** What may stand in `.env`. */
const KNOWN_NAMES = [...Object.keys(settings.shape), "NO_COLOR"];

/**
 * Reads the settings from `.env` in the working folder, if there is one, and the environment, which wins. An empty value
 * counts as not set.
 * @param warn told of names in `.env` that are no settings. Default: writes to stderr.
 * @throws ConfigError
 */
export function loadConfig(warn: (text: string) => void = (text) => process.stderr.write(`${text}\n`)): Config {
  const { variables: written, unread } = envFile();
  for (const line of unread) warn(unreadLine(line));
  for (const name of Object.keys(written).filter((one) => !KNOWN_NAMES.includes(one)))
    warn(withoutToken(unknownName(name, KNOWN_NAMES)));
  // As `process.loadEnvFile` does: libraries may read variables of their own.
  for (const [name, value] of Object.entries(written)) process.env[name] ??= value;
  return parseConfig(process.env);
}

function envFile(): ReturnType<typeof readEnvFile> {
  try {
    return readEnvFile(ENV_FILE);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    const problem =
      code === "EISDIR"
        ? "it is a folder. Settings are read from a file of this name: rename the folder."
        : code === "EACCES"
          ? "it may not be read (permission denied). Check who owns it."
          : error instanceof Error
            ? error.message
            : String(error);
    throw new ConfigError([`${path.resolve(ENV_FILE)}: ${problem}`]);
  }
}

/**
 * Validates settings.
 * @throws ConfigError that names every wrong one.
 */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.keys(settings.shape).map((name) => [name, environment[name]?.trim() || undefined]),
  );
  const token = given.DISCORD_TOKEN;
  const holding = token === undefined ? [] : Object.keys(given).filter((name) => isElsewhere(name, given[name], token));
  if (holding.length > 0) {
    throw new ConfigError(
      holding.map(
        (name) => `${name}: expected no token, got a value that is not shown. It belongs into DISCORD_TOKEN alone.`,
      ),
    );
  }
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map(({ path: [name = ""], message }) => {
        const value = SECRETS.has(String(name)) ? "a value that is not shown" : JSON.stringify(given[String(name)]);
        return withoutToken(`${String(name)}: expected ${message}, got ${value}.`);
      }),
    );
  }
  const {
    DISCORD_TOKEN,
    DISCORD_API_URL,
    ARTICLES,
    DATA_DIR,
    MODEL,
    LOG_LEVEL,
    HEALTH_PORT: port,
    HEALTH_HOST: host,
    ...rest
  } = parsed.data;
  return {
    discordToken: DISCORD_TOKEN,
    discordApiUrl: DISCORD_API_URL.replace(/\/+$/, ""),
    health: port === undefined ? undefined : { host, port },
    articles: path.resolve(ARTICLES),
    articleLinks: rest.ARTICLE_LINKS === "on",
    dataDir: path.resolve(DATA_DIR),
    model: MODEL,
    noColor: Boolean(environment.NO_COLOR),
    allowPrivateUrls: rest.ALLOW_PRIVATE_URLS,
    logLevel: LOG_LEVEL,
    rules: {
      quotas: {
        articles: rest.QUOTA_ARTICLES,
        bytes: rest.QUOTA_MEGABYTES * 1e6,
        paragraphs: rest.QUOTA_PARAGRAPHS,
        importsPerHour: rest.QUOTA_IMPORTS_PER_HOUR,
      },
      guildArticles: rest.GUILD_ARTICLES === "on",
      dmArticles: rest.DM_ARTICLES === "on",
    },
    forgetGuildDays: rest.FORGET_GUILD_DAYS,
    messageContent: rest.MESSAGE_CONTENT === "on",
  };
}
