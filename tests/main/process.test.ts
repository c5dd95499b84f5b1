import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, writeFileSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { openStore, withPilcrow } from "../../src/compose.js";
import { parseConfig } from "../../src/config.js";
import { syncFolder } from "../../src/library/folder-sync.js";
import { SqliteStore } from "../../src/store/sqlite/sqlite-store.js";
import { runHere } from "../commands/run-here.js";
import { seen } from "../discord/seen.js";
import { importsUnderWay } from "../library/articles.js";
import { temporaryFolder } from "../library/temporary-folder.js";
import { freePort } from "../loopback/free-port.js";
import { Loopback } from "../loopback/loopback.js";
import { ROOT } from "../real-model.js";

const ARTICLES = path.join(ROOT, "articles");

/** A data folder that has the shipped article already, each time a copy: to embed it takes seconds. */
function dataFolder(): string {
  const data = path.join(temporaryFolder(), "data");
  cpSync(embedded, data, { recursive: true });
  return data;
}
const embedded = temporaryFolder();
beforeAll(async () => {
  const config = parseConfig({ ARTICLES, DATA_DIR: embedded });
  await withPilcrow(config, await openStore(config), {}, async ({ pilcrow, documents }) => {
    await syncFolder(pilcrow.articles, documents, ARTICLES);
  });
});

/** The program as an operator runs it: `node dist/main.js`, with nothing but these settings. */
class Program {
  readonly child: ChildProcess;
  output = "";
  readonly ended: Promise<number | null>;

  constructor(script: string, words: readonly string[], settings: Record<string, string>, input?: string) {
    const folder = temporaryFolder();
    this.child = spawn(process.execPath, [path.join(ROOT, "dist", script), ...words], {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        ARTICLES,
        DATA_DIR: path.join(folder, "data"),
        ...settings,
      },
      stdio: "pipe",
    });
    this.child.stdout?.on("data", (data) => {
      this.output += data;
    });
    this.child.stderr?.on("data", (data) => {
      this.output += data;
    });
    this.child.stdin?.end(input ?? "");
    this.ended = new Promise((resolve) => this.child.on("exit", resolve));
  }

  async says(text: string | RegExp): Promise<void> {
    await expect.poll(() => this.output, { timeout: 30_000 }).toMatch(text);
  }
}

const programs: Program[] = [];
function run(script: string, words: readonly string[], settings: Record<string, string> = {}, input?: string): Program {
  const program = new Program(script, words, settings, input);
  programs.push(program);
  return program;
}
afterEach(() => {
  for (const { child } of programs.splice(0)) child.kill("SIGKILL");
});

describe("the terminal, as a process", () => {
  it("answers piped questions line by line, plain, and exits 1 where a command could not be followed", async () => {
    const program = run(
      "main.js",
      [],
      { DATA_DIR: dataFolder() },
      "how often has putin come to china\n\n/nonsense\nhow do i center a div\n",
    );
    expect(await program.ended).toBe(1);
    expect(program.output).toContain("This was the 25th time that Putin had come to China.");
    expect(program.output).toContain("There is no command /nonsense.");
    expect(program.output).toContain("The article does not say.");
    expect(program.output).not.toContain("\x1b[");
  });

  it("answers one question, and prints the Answer and nothing else with --json", async () => {
    const words = ["ask", "--json", "--top", "2", "how often has putin come to china"];
    const program = run("cli.js", words, { DATA_DIR: dataFolder() });
    expect(await program.ended).toBe(0);
    expect(JSON.parse(program.output)).toMatchObject({ kind: "found", passages: [{ paragraph: { number: 4 } }, {}] });
  });

  it("asks a file alone, and names one that is no article", async () => {
    const folder = temporaryFolder();
    const good = path.join(folder, "tram.txt");
    writeFileSync(good, "The tram\n\nThe first tram leaves at five past six.\n\nIt is painted blue.\n");
    const words = ["ask", "--article", good, "--top", "1", "when does the first tram leave?"];
    const asked = await runHere(words, folder);
    expect(asked).toMatchObject({ status: 0, stderr: "" });
    // Found or refused: how sure it is belongs to the calibration.
    expect(asked.stdout).toMatch(/¶ 1 {2}(?:The tram\n)?The first tram leaves at five past six\.\n$/);
    const bad = path.join(folder, "picture.txt");
    writeFileSync(bad, Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0));
    const refused = await runHere(["ask", "--article", bad, "what is it?"], folder);
    expect(refused).toMatchObject({ status: 1, stdout: "" });
    expect(refused.stderr).toMatch(/^Cannot read "picture\.txt": it is not text: it looks like .*PNG/);
  });

  it("loads the good articles of a folder and names the bad one", async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, "tram.txt"), "The tram\n\nThe first tram leaves at five past six.\n");
    writeFileSync(path.join(folder, "empty.txt"), "\n");
    const program = run("main.js", [], { ARTICLES: folder }, "/articles\n");
    expect(await program.ended).toBe(0);
    expect(program.output).toContain('Cannot read "empty.txt"');
    expect(program.output).toContain("The tram  (tram.txt, 1 ¶)");
  });

  it("says what was wrong in the words after ask", async () => {
    let last: Awaited<ReturnType<typeof runHere>> | undefined;
    for (const [words, message] of [
      [["ask"], /Expected a question, got none/],
      [["ask", "--top", "many", "who?"], /--top: expected a whole number from 1 to 100, got "many"/],
      [["ask", "--colour", "who?"], /Unknown option '--colour'/],
      [["wash"], /Expected one of ask.*, got "wash"/],
    ] as const) {
      const here = await runHere(words, temporaryFolder());
      expect(here.status).toBe(2);
      expect(here.stderr).toMatch(message);
      last = here;
    }
    const program = run("cli.js", ["wash"]);
    expect({ status: await program.ended, stdout: "", stderr: program.output }).toEqual(last);
  });

  it("reports all wrong settings at once, and never the token", async () => {
    const program = run("main.js", [], {
      DISCORD_TOKEN: "se cret!",
      LOG_LEVEL: "loud",
      MODEL: "../e5",
      DISCORD_API_URL: "ftp://x",
    });
    expect(await program.ended).toBe(1);
    for (const part of [
      "DISCORD_TOKEN: expected a bot token",
      "LOG_LEVEL: expected one of fatal",
      'got "loud"',
      "MODEL: expected owner/name",
      'got "../e5"',
      "DISCORD_API_URL: expected an http",
    ]) {
      expect(program.output).toContain(part);
    }
    expect(program.output).not.toContain("se cret");
  });

  it("says that nobody can ask where there is neither a token nor a terminal", async () => {
    const child = spawn(process.execPath, [path.join(ROOT, "dist/main.js")], {
      cwd: temporaryFolder(),
      env: { PATH: process.env.PATH },
      stdio: ["ignore", "ignore", "pipe"],
    });
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
    expect(said).toContain("DISCORD_TOKEN: expected the bot's token, got nothing");
    expect(code).toBe(1);
  });

  it("says which model is missing", async () => {
    const program = run("main.js", [], { MODEL: "nobody/nothing" });
    expect(await program.ended).toBe(1);
    expect(program.output).toMatch(/^Model nobody\/nothing: .*manifest\.json cannot be read\. Set MODEL/);
  });
});

describe("the bot, as a process", () => {
  async function startBot(settings: Record<string, string> = {}) {
    const loopback = await Loopback.start();
    const program = run("main.js", [], {
      DISCORD_TOKEN: loopback.token,
      DISCORD_API_URL: loopback.apiUrl,
      DATA_DIR: dataFolder(),
      ...settings,
    });
    return { loopback, program };
  }

  it("answers a direct message, and leaves at SIGTERM with code 0", async () => {
    const { loopback, program } = await startBot();
    await program.says("The global articles are ready.");
    const ada = loopback.person("ada");
    const reply = await ada.replyTo(ada.send("how often has putin come to china"));
    expect(seen(reply)).toContain("25th time");
    program.child.kill("SIGTERM");
    expect(await program.ended).toBe(0);
    expect(program.output).toContain("Pilcrow has left.");
    expect(program.output).not.toContain(loopback.token);
    await loopback.stop();
    expect(loopback.breaches).toEqual([]);
  });

  it("tells of itself at HEALTH_PORT from its start until it leaves, and a second one says that the port is taken", async () => {
    const port = await freePort();
    const tells = (place: string) => fetch(`http://127.0.0.1:${port}${place}`).then((response) => response.text());
    const settings = { HEALTH_PORT: String(port) };
    const { loopback, program } = await startBot(settings);
    await expect.poll(() => tells("/readyz").catch(() => ""), { timeout: 30_000 }).toBe("ok\n");
    const second = await startBot(settings);
    expect(await second.program.ended).toBe(1);
    expect(second.program.output).toContain(`HEALTH_PORT: another program uses ${port} at 127.0.0.1 already.`);
    const ada = loopback.person("ada");
    await ada.replyTo(ada.send("how often has putin come to china"));
    // A request is counted a moment after its answer was given.
    for (const figure of [
      'pilcrow_answer_seconds_count{kind="found"} 1',
      'pilcrow_stage_seconds_count{stage="reader"} 1',
      'pilcrow_model_task_seconds_count{task="read"} 1',
      'pilcrow_request_seconds_count{what="message"} 1',
    ])
      await expect.poll(() => tells("/metrics"), { timeout: 30_000 }).toContain(figure);
    loopback.gateway.stop();
    await expect.poll(() => tells("/readyz"), { timeout: 30_000 }).toBe("There is no connection to Discord.\n");
    expect(await tells("/healthz")).toBe("ok\n");
    program.child.kill("SIGTERM");
    expect(await program.ended).toBe(0);
    await loopback.stop();
    await second.loopback.stop();
  });

  it("that wants the text of all messages without being allowed it ends at once, and says what to do", async () => {
    const { loopback, program } = await startBot({ MESSAGE_CONTENT: "on" });
    expect(await program.ended).toBe(1);
    expect(program.output).toMatch(/Switch on “Message Content Intent”.*or set MESSAGE_CONTENT=off/);
    expect(program.output).not.toMatch(/\n\s+at /);
    await loopback.stop();
  });

  it("takes an import up again that a kill interrupted, and tells the person who added it", async () => {
    const loopback = await Loopback.start();
    const settings = {
      DISCORD_TOKEN: loopback.token,
      DISCORD_API_URL: loopback.apiUrl,
      DATA_DIR: dataFolder(),
      // The loopback Discord keeps its attachments on 127.0.0.1.
      ALLOW_PRIVATE_URLS: "1",
    };
    const killed = run("main.js", [], settings);
    await killed.says("The global articles are ready.");
    const ada = loopback.person("ada");
    const text = Array.from({ length: 120 }, (_, at) => `Tram ${at} leaves the depot at ${at} minutes past noon.`);
    const data = new TextEncoder().encode(`# Trams\n\n${text.join("\n\n")}\n`);
    ada.use("article add", { file: { name: "trams.md", data, type: "text/markdown" } });
    const store = await SqliteStore.open(settings.DATA_DIR, { readOnly: true });
    await expect.poll(() => importsUnderWay(store, `user:${ada.id}`), { timeout: 30_000 }).toBe(1);
    killed.child.kill("SIGKILL");
    await store.close();
    await killed.ended;

    const next = run("main.js", [], settings);
    const told = await loopback.world.until(
      "news of the import",
      () => ada.messages().findLast(({ content }) => content.startsWith("I was restarted")),
      60_000,
    );
    expect(told.content).toBe("I was restarted while I was reading **Trams**. It is there now: 120 paragraphs.");
    expect((await ada.use("articles").reply()).embeds[0]?.description).toContain("Trams · 120 paragraphs");
    next.child.kill("SIGTERM");
    expect(await next.ended).toBe(0);
    await loopback.stop();
    expect(loopback.breaches).toEqual([]);
  });

  it("leaves at SIGTERM with code 0 when Discord cannot be reached", async () => {
    const { loopback, program } = await startBot();
    await program.says("The global articles are ready.");
    await loopback.stop();
    program.child.kill("SIGTERM");
    expect(await program.ended).toBe(0);
    expect(program.output).toContain("Pilcrow has left.");
  });

  it("exits with a clear message when Discord refuses the token", async () => {
    const { loopback, program } = await startBot({ DISCORD_TOKEN: `${"a".repeat(24)}.bcdefg.${"h".repeat(30)}` });
    expect(await program.ended).toBe(1);
    expect(program.output).toMatch(/DISCORD_TOKEN|token/);
    expect(program.output).not.toContain("h".repeat(30));
    await loopback.stop();
  });

  it("exits with what to do when Discord refuses the token later", async () => {
    const { loopback, program } = await startBot();
    await program.says("The bot is logged in.");
    loopback.http.resetToken();
    const ada = loopback.person("ada");
    ada.send("how often has putin come to china");
    expect(await program.ended).toBe(1);
    expect(program.output).toContain("Discord does not accept DISCORD_TOKEN. Copy the bot's token from");
    await loopback.stop();
  });

  it("exits with a clear message when Discord closes the connection for good", async () => {
    const { loopback, program } = await startBot();
    await program.says("The bot is logged in.");
    loopback.gateway.close(4004);
    expect(await program.ended).toBe(1);
    expect(program.output).toContain("4004");
    await loopback.stop();
  });
});
