import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandDefinitions } from "../../src/discord/router.js";
import { checkDiscord } from "../../src/doctor/discord.js";
import { checkModel, checkNode } from "../../src/doctor/machine.js";
import { SqliteStore } from "../../src/store/sqlite/sqlite-store.js";
import { temporaryFolder } from "../library/temporary-folder.js";
import { Loopback } from "../loopback/loopback.js";
import { ROOT } from "../real-model.js";
import { runHere } from "./run-here.js";

const ARTICLES = path.join(ROOT, "articles");

/** What the doctor finds of one thing with these settings, and how the command ends. */
async function findings(settings: NodeJS.ProcessEnv, folder = temporaryFolder()) {
  const { stdout, status } = await runHere(["doctor", "--json"], folder, { ARTICLES, ...settings });
  const { isWell, findings } = JSON.parse(stdout) as {
    isWell: boolean;
    findings: { of: string; state: string; says: string; mend?: string }[];
  };
  expect(status).toBe(isWell ? 0 : 1);
  return (of: string) => findings.filter((one) => one.of === of);
}

describe("on this machine", () => {
  it("finds a new folder well, says so in words, and makes no database", async () => {
    const folder = temporaryFolder();
    const { stdout, status } = await runHere(["doctor"], folder, { ARTICLES });
    expect(status).toBe(0);
    expect(stdout).toMatch(/✓ Node\.js +20\./);
    expect(stdout).toMatch(/– Database +there is none/);
    expect(stdout).toContain("All is well.");
    expect(await findings({}, folder)).toBeTypeOf("function");
    expect((await findings({}, folder))("Data folder")).toMatchObject([{ state: "skipped" }]);
  });

  it("names the wrong settings and stops there, and a misspelt one", async () => {
    const wrong = await findings({ LOG_LEVEL: "loud" });
    expect(wrong("Settings")).toMatchObject([{ state: "problem", says: expect.stringContaining('got "loud"') }]);
    expect(wrong("Database")).toEqual([]);
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, ".env"), "LOGLEVEL=info\n");
    expect((await findings({}, folder))("Settings")).toMatchObject([{ state: "warning" }]);
  });

  it("says who may read the settings file and the data folder", async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, ".env"), "LOG_LEVEL=info\n", { mode: 0o644 });
    mkdirSync(path.join(folder, "data"), { mode: 0o750 });
    chmodSync(path.join(folder, "data"), 0o750);
    const found = await findings({}, folder);
    expect(found("Settings file")).toMatchObject([{ state: "warning", says: expect.stringContaining("(mode 644)") }]);
    expect(found("Data folder")).toMatchObject([
      { state: "warning", says: expect.stringContaining("its group (mode 750)") },
    ]);
    chmodSync(path.join(folder, ".env"), 0o600);
    chmodSync(path.join(folder, "data"), 0o700);
    const mended = await findings({}, folder);
    expect([mended("Settings file"), mended("Data folder")]).toMatchObject([[{ state: "ok" }], [{ state: "ok" }]]);
  });

  it("reads the whole database, also beside the bot, and tells a damaged one", async () => {
    const folder = temporaryFolder();
    const store = await SqliteStore.open(path.join(folder, "data"));
    expect((await findings({}, folder))("Database")).toMatchObject([
      { state: "ok", says: expect.stringMatching(/0 articles.*sound/) },
    ]);
    await store.close();
    const file = path.join(folder, "data", "pilcrow.db");
    const database = new DatabaseSync(file);
    database.exec("PRAGMA user_version = 1");
    database.close();
    expect((await findings({}, folder))("Database")).toMatchObject([{ state: "warning" }]);
    writeFileSync(file, "this is no database, and it is long enough to be looked at".repeat(20));
    expect((await findings({}, folder))("Database")).toMatchObject([
      { state: "problem", says: expect.stringContaining(file) },
    ]);
  });

  it("tells an old Node.js, a model that is not there, and articles that are not", async () => {
    expect(checkNode("18.19.1")).toMatchObject({ state: "problem" });
    expect(checkNode("20.20.2")).toMatchObject({ state: "ok" });
    expect(await checkModel(temporaryFolder(), "some/model")).toMatchObject({ state: "problem" });
    expect((await findings({ ARTICLES: "/nowhere" }))("Articles")).toMatchObject([
      { state: "problem", says: "ARTICLES: /nowhere is not there" },
    ]);
  });
});

describe("at Discord", () => {
  let discord: Loopback;
  beforeAll(async () => {
    discord = await Loopback.start();
  });
  afterAll(() => discord.stop());

  const ask = async (messageContent = false) => {
    const found = await checkDiscord({ discordToken: discord.token, discordApiUrl: discord.apiUrl, messageContent });
    return Object.fromEntries(found.map((one) => [one.of, one]));
  };

  it("finds the bot, its commands, its permissions and the clock", async () => {
    const guild = discord.addGuild("The Reading Room");
    const before = await ask();
    expect(before.Token).toMatchObject({ state: "ok", says: "Discord accepts it; the bot is “Pilcrow”" });
    expect(before.Commands).toMatchObject({ state: "warning" });
    expect([before.Permissions, before.Intents, before.Clock]).toMatchObject([
      { state: "ok" },
      { state: "ok" },
      { state: "ok" },
    ]);
    guild.botPermissions = 1024n;
    discord.world.advance(300_000);
    const after = await ask();
    expect(after.Permissions?.says).toBe("“The Reading Room” lacks Send Messages, Embed Links, Read Message History");
    expect(after.Clock?.says).toMatch(/^(299|300|301) seconds behind Discord's$/);
  });

  it("finds its commands once they are registered", async () => {
    const response = await fetch(`${discord.apiUrl}/v10/applications/${discord.world.bot.id}/commands`, {
      method: "PUT",
      headers: {
        authorization: `Bot ${discord.token}`,
        "user-agent": "DiscordBot (test, 1)",
        "content-type": "application/json",
      },
      body: JSON.stringify(
        commandDefinitions.map((one) =>
          one.default_member_permissions == null
            ? one
            : { ...one, default_member_permissions: Number(one.default_member_permissions) },
        ),
      ),
    });
    expect(response.status).toBe(200);
    expect((await ask()).Commands).toMatchObject({ state: "ok" });
  });

  it("tells that the text of all messages is not allowed, and finds it once it is", async () => {
    expect((await ask(true)).Intents).toMatchObject({ state: "problem" });
    discord.gateway.allowsContent = true;
    expect((await ask(true)).Intents).toMatchObject({ state: "ok" });
  });

  it("tells a token that Discord does not accept, without showing it, and an address where nobody answers", async () => {
    const discordToken = `${discord.token.slice(0, -4)}XXXX`;
    const [refused] = await checkDiscord({ discordToken, discordApiUrl: discord.apiUrl, messageContent: false });
    expect(refused).toMatchObject({ of: "Token", state: "problem", says: expect.stringContaining("does not accept") });
    expect(JSON.stringify(refused)).not.toContain(discordToken);
    const [away] = await checkDiscord({ discordToken, discordApiUrl: "http://127.0.0.1:9/api", messageContent: false });
    expect(away).toMatchObject({ state: "problem", says: expect.stringContaining("ECONNREFUSED") });
    discord.takeBreaches();
  });
});
