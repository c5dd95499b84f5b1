import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { ConfigError, parseConfig } from "../src/config.js";
import { DEFAULT_RULES } from "../src/library/quotas.js";
import { runHere } from "./commands/run-here.js";
import { ROOT } from "./real-model.js";

const TOKEN = `${"a".repeat(24)}.bcdefg.${"h".repeat(38)}`;

/** Every setting that Pilcrow reads. */
function settingNames(): string[] {
  const names = new Set<string>();
  const record = (_: object, name: string) => {
    names.add(name);
    return undefined;
  };
  parseConfig(new Proxy<Record<string, string>>({}, { get: record }));
  // Not Pilcrow's own: a convention of every terminal program, told beside the table.
  names.delete("NO_COLOR");
  return [...names];
}

function problemsOf(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    parseConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("settings", () => {
  it("have defaults: the terminal, this folder's articles and the shipped model", () => {
    expect(parseConfig({})).toMatchObject({
      discordToken: undefined,
      discordApiUrl: "https://discord.com/api",
      articles: path.resolve("articles"),
      dataDir: path.resolve("data"),
      model: "Xenova/e5-small-v2",
      logLevel: "info",
      rules: DEFAULT_RULES,
    });
  });

  it("are trimmed, and empty ones count as not set", () => {
    const padded = { DISCORD_TOKEN: ` ${TOKEN}\n`, LOG_LEVEL: "  debug ", MODEL: "", DATA_DIR: " \t" };
    expect(parseConfig(padded)).toEqual({ ...parseConfig({}), discordToken: TOKEN, logLevel: "debug" });
  });

  it("take what an operator sets", () => {
    const config = parseConfig({
      DISCORD_API_URL: "http://127.0.0.1:8080/api//",
      ARTICLES: "/srv/news/today.md",
      DATA_DIR: "var",
      MODEL: "Xenova/all-MiniLM-L6-v2",
    });
    expect(config).toMatchObject({
      discordApiUrl: "http://127.0.0.1:8080/api",
      articles: path.resolve("/srv/news/today.md"),
      dataDir: path.resolve("var"),
      model: "Xenova/all-MiniLM-L6-v2",
    });
  });

  it("tell of the bot nowhere, or on this machine alone where no address is named", () => {
    expect(parseConfig({ HEALTH_HOST: "0.0.0.0" }).health).toBeUndefined();
    expect(parseConfig({ HEALTH_PORT: "9464" }).health).toEqual({ host: "127.0.0.1", port: 9464 });
    expect(parseConfig({ HEALTH_PORT: "9464", HEALTH_HOST: "::" }).health).toEqual({ host: "::", port: 9464 });
  });

  it("limit what may be kept", () => {
    const { rules, forgetGuildDays } = parseConfig({
      GUILD_ARTICLES: "off",
      QUOTA_ARTICLES: "3",
      QUOTA_MEGABYTES: "2",
      QUOTA_PARAGRAPHS: "0",
      QUOTA_IMPORTS_PER_HOUR: "1",
      FORGET_GUILD_DAYS: "7",
    });
    expect(rules).toEqual({
      guildArticles: false,
      dmArticles: true,
      quotas: { articles: 3, bytes: 2_000_000, paragraphs: 0, importsPerHour: 1 },
    });
    expect(forgetGuildDays).toBe(7);
  });

  it.each([
    ["DISCORD_API_URL", "ftp://discord.com", "an http or https address"],
    ["DISCORD_API_URL", "discord.com/api", "an http or https address"],
    ["MODEL", "e5-small-v2", "owner/name, a folder below models/"],
    ["MODEL", "../e5-small-v2", "owner/name, a folder below models/"],
    ["MODEL", "Xenova/..", "owner/name, a folder below models/"],
    ["ALLOW_PRIVATE_URLS", "yes", "0 or 1"],
    ["DM_ARTICLES", "maybe", "on or off"],
    ["QUOTA_ARTICLES", "-1", "a whole number from 0 up"],
    ["QUOTA_PARAGRAPHS", "many", "a whole number from 0 up"],
    ["FORGET_GUILD_DAYS", "0", "a whole number from 1 up"],
    ["DATA_DIR", "package.json", "a folder, which is made where there is none"],
    ["ARTICLES", "/dev/null", "a file or a folder"],
    ["HEALTH_PORT", "0", "a whole number from 1 to 65535"],
    ["HEALTH_PORT", "9100.5", "a whole number from 1 to 65535"],
    ["HEALTH_HOST", "localhost", "an IP address, such as 127.0.0.1 or 0.0.0.0"],
    ["LOG_LEVEL", "LOUD", "one of fatal, error, warn, info, debug, trace, silent"],
  ])("%s=%s is refused with its value and what is expected", (name, value, expected) => {
    expect(problemsOf({ [name]: value })).toEqual([`${name}: expected ${expected}, got ${JSON.stringify(value)}.`]);
  });

  it.each(["se cret!", "a.b.c", "Bot abc", `${TOKEN}.more`])("a token that is none (%s) is never shown", (token) => {
    const [problem = "", ...others] = problemsOf({ DISCORD_TOKEN: token });
    expect(others).toEqual([]);
    expect(problem).toMatch(/^DISCORD_TOKEN: expected a bot token .*, got a value that is not shown\.$/);
    expect(problem).not.toContain(token);
  });

  it("are all reported at once", () => {
    const wrong = { DISCORD_TOKEN: "x", DISCORD_API_URL: "y", MODEL: "z", LOG_LEVEL: "q" };
    expect(problemsOf(wrong).map((problem) => problem.split(":", 1)[0])).toEqual(Object.keys(wrong));
    expect(() => parseConfig(wrong)).toThrow(/^Wrong settings \(environment or \.env\):\n {2}DISCORD_TOKEN/);
  });
});

describe("a token in another setting", () => {
  const token = "MTIzNDU2Nzg5MDEyMzQ1Njc4.AbCdEf.abcdefghijklmnopqrstuvwxyz012345678";

  it("is refused without being shown, also where that setting would be right", () => {
    const parse = () => parseConfig({ DISCORD_TOKEN: token, DISCORD_API_URL: `https://discord.test/${token}` });
    expect(parse).toThrow("DISCORD_API_URL: expected no token, got a value that is not shown.");
    expect(parse).not.toThrow(token);
  });

  it("is cut out where no token is set", () => {
    expect(() => parseConfig({ LOG_LEVEL: token })).toThrow('got "[token]"');
  });
});

describe(".env", () => {
  /** `article list` in a folder with this `.env`, and nothing in the environment. */
  function listWith(written: string | Uint8Array | undefined) {
    const folder = mkdtempSync(path.join(tmpdir(), "pilcrow-env-"));
    const file = path.join(folder, ".env");
    if (written === undefined) mkdirSync(file);
    else writeFileSync(file, written);
    return runHere(["article", "list"], folder);
  }

  it.each([
    ["a UTF-8 byte order mark", "\uFEFFLOG_LEVEL=loud\n"],
    ["UTF-16, as PowerShell writes it", Buffer.from("\uFEFFLOG_LEVEL=loud\r\n", "utf16le")],
  ])("is read with %s", async (_, written) => {
    expect((await listWith(written)).stderr).toContain("LOG_LEVEL: expected one of fatal");
  });

  it("is told about names that nothing reads, the nearest with them", async () => {
    const { stdout, stderr, status } = await listWith("ARTICELS=x\nDISCORD_TOKN=secret\nSHOE_SIZE=42\nNO_COLOR=1\n");
    expect({ stdout, status }).toEqual({ stdout: "There are no articles.\n", status: 0 });
    const [first, second, third, ...others] = stderr.trimEnd().split("\n");
    expect(first).toBe(".env: there is no setting ARTICELS. Did you mean ARTICLES? The line is not used.");
    expect(second).toBe(".env: there is no setting DISCORD_TOKN. Did you mean DISCORD_TOKEN? The line is not used.");
    expect(third).toMatch(/^\.env: there is no setting SHOE_SIZE\. The settings are DISCORD_TOKEN, .*, NO_COLOR\.$/);
    expect(others).toEqual([expect.stringContaining("There is no database")]);
  });

  it("has its lines named that set nothing, without what they hold", async () => {
    const written = 'DISCORD_TOKEN: se.cr.et\n\n# a comment\nLOG_LEVEL="in\nfo"\nexport DATA_DIR=data\nfoo bar\n';
    const { stderr } = await listWith(written.replace('"in\nfo"', "info"));
    const said = stderr.split("\n").filter((line) => line.includes(".env"));
    expect(said).toEqual(
      [1, 6].map((line) => `.env: line ${line} is not used: it is no setting. Write NAME=value, with an equals sign.`),
    );
    expect((await listWith('LOG_LEVEL="info"\nDATA_DIR="da\nta"\n')).stderr).not.toContain(".env");
  });

  it("that is a folder is told to be one", async () => {
    const { stderr, status } = await listWith(undefined);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^Wrong settings .*\n {2}.*\.env: it is a folder\. .* rename the folder\.\n$/);
  });
});

describe("what is written about the settings", () => {
  const example = readFileSync(path.join(ROOT, ".env.example"), "utf8");
  const readme = readFileSync(path.join(ROOT, "README.md"), "utf8");
  const inExample = parseEnv(example);
  const inReadme = Object.fromEntries(
    [...readme.matchAll(/^\| `([A-Z_]+)` \| (?:`([^`]*)`|none) \|/gm)].map(([, name = "", value = ""]) => [
      name,
      value,
    ]),
  );

  it.each([
    [".env.example", inExample],
    ["the README's table", inReadme],
  ])("%s has each of them, with its default", (_, documented) => {
    expect(Object.keys(documented).sort()).toEqual(settingNames().sort());
    expect(parseConfig(documented)).toEqual(parseConfig({}));
    const unset = Object.keys(documented).filter((name) => documented[name] === "");
    expect(unset).toEqual(["DISCORD_TOKEN", "HEALTH_PORT"]); // an empty value is no default shown: only the token has none
  });

  it(".env.example explains each block of them", () => {
    for (const block of example.trim().split("\n\n")) expect(block).toMatch(/^# /);
  });
});
