import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { afterEach, beforeEach, expect, it } from "vitest";
import { SqliteStore } from "../../src/store/sqlite/sqlite-store.js";
import { pdfWithContent } from "../documents/sandbox/hostile.js";
import { temporaryFolder } from "../library/temporary-folder.js";
import { ROOT } from "../real-model.js";
import { runHere } from "./run-here.js";

const QUESTION = "Where do the foxes of Ohio sleep?";
const ANSWER = "They sleep under the old bridges of Ohio.";

let folder: string;
let data: string;
let bot: ChildProcess | undefined;

beforeEach(() => {
  folder = temporaryFolder();
  data = path.join(folder, "data");
  mkdirSync(path.join(folder, "articles"));
  writeFileSync(path.join(folder, "foxes.md"), `# Foxes\n\nFoxes eat plums.\n\n## At night\n\n${ANSWER}\n`);
});
afterEach(() => {
  bot?.kill("SIGKILL");
  bot = undefined;
});

/** What `node dist/cli.js` prints with these words, and how it ends. */
function cli(words: readonly string[], dataDir = data) {
  return runHere(words, folder, settings(dataDir));
}

function settings(dataDir: string): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, ARTICLES: path.join(folder, "articles"), DATA_DIR: dataDir };
}

/** A Pilcrow that keeps the data folder until it is killed. */
async function startBot(): Promise<void> {
  bot = spawn(process.execPath, [path.join(ROOT, "dist/main.js")], { cwd: folder, env: settings(data), stdio: "pipe" });
  let output = "";
  bot.stdout?.on("data", (text) => {
    output += text;
  });
  bot.stdin?.write("/articles\n");
  await expect.poll(() => output, { timeout: 30_000 }).toContain("Foxes");
}

it("adds, lists, exports and removes articles in the terminal", async () => {
  const added = await cli(["article", "add", "foxes.md", "--title", "Red foxes"]);
  expect(added).toMatchObject({ status: 0, stderr: "" });
  expect(added.stdout).toMatch(/^Added “Red foxes” \([\w-]+, 2 ¶\)\.\n$/);
  expect((await cli(["article", "add", "foxes.md"])).stdout).toMatch(/^Its text is here already, as “Red foxes” \(/);
  expect((await cli(["article", "list"])).stdout).toMatch(
    /^[\w-]+ {2}Red foxes {2}\(foxes\.md, 2 ¶, \d{4}-\d\d-\d\d\)\n$/,
  );
  expect((await cli(["article", "list", "--scope", "guild:1"])).stdout).toBe("There are no articles.\n");
  expect((await cli(["article", "export", "red foxes"])).stdout).toBe(
    `# Red foxes\n\nFoxes eat plums.\n\n## At night\n\n${ANSWER}\n`,
  );
  expect((await cli(["ask", QUESTION])).stdout).toContain(ANSWER);
  expect(await cli(["article", "remove", "no such"])).toMatchObject({ status: 2, stdout: "" });
  expect((await cli(["article", "rename", "Red foxes", "--title", "Badgers"])).stdout).toBe(
    "“Red foxes” is called “Badgers” now.\n",
  );
  expect((await cli(["article", "replace", "Badgers", "--by", "foxes.md"])).stdout).toBe(
    "“Badgers” has this text already. Nothing was changed.\n",
  );
  expect(await cli(["article", "rename", "Badgers"])).toMatchObject({ status: 2, stdout: "" });
  expect((await cli(["article", "refresh", "Badgers"])).stderr).toContain("came from no web address");
  expect((await cli(["article", "refresh", "Badgers", "--every", "hourly"])).stderr).toContain('got "hourly"');
  expect((await cli(["article", "rename", "Badgers", "--title", "Red foxes"])).stdout).toContain("“Red foxes” now");
  expect((await cli(["article", "remove", "Red foxes"])).stdout).toBe("Removed “Red foxes”.\n");
  expect((await cli(["article", "list"])).stdout).toBe("There are no articles.\n");
});

it("reads the one file that is asked before the model is loaded", async () => {
  writeFileSync(path.join(folder, "bad.md"), Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0));
  const withoutModel = { ...settings(data), MODEL: "no/such" };
  const { status, stderr } = await runHere(["ask", "--article", "bad.md", QUESTION], folder, withoutModel);
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('Cannot read "bad.md"') });
});

it("lists nothing where there is no library yet, says where it looked, and makes none", async () => {
  const stderr = `There is no database in ${data} (DATA_DIR).\n`;
  expect(await cli(["article", "list"])).toMatchObject({ status: 0, stdout: "There are no articles.\n", stderr });
  expect((await cli(["article", "list", "--json"])).stdout).toBe("[]\n");
  expect(await cli(["article", "remove", "foxes"])).toMatchObject({ status: 2, stdout: "" });
  expect(existsSync(data)).toBe(false);
});

// Elsewhere nothing tells from outside that a document is being read.
it.runIf(process.platform === "linux")(
  "stops adding at Ctrl-C, whether the document is read or embedded, and keeps nothing of it",
  async () => {
    const long = Array.from({ length: 3000 }, (_, at) => `Paragraph ${at} has some words to embed.`).join("\n\n");
    writeFileSync(path.join(folder, "long.md"), `# Long\n\n${long}\n`);
    writeFileSync(path.join(folder, "heavy.pdf"), pdfWithContent(Buffer.alloc(100_000_000, "(ab) Tj ")));
    for (const [file, isUnderWay] of [
      ["heavy.pdf", ({ pid }: ChildProcess) => readersOf(pid).length > 0],
      ["long.md", () => importsUnderWay() > 0],
    ] as const) {
      const words = [path.join(ROOT, "dist/cli.js"), "article", "add", file];
      const adding = spawn(process.execPath, words, { cwd: folder, env: settings(data), stdio: "pipe" });
      const ended = once(adding, "exit");
      let output = "";
      adding.stderr.on("data", (text) => {
        output += text;
      });
      await expect.poll(() => isUnderWay(adding), { timeout: 30_000 }).toBe(true);
      const readers = readersOf(adding.pid);
      adding.kill("SIGINT");
      expect(await ended).toEqual([130, null]);
      expect(output).toContain(`Adding “${file}” was cancelled.`);
      expect(importsUnderWay()).toBe(0);
      await expect.poll(() => readers.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
    }
    expect((await cli(["article", "list"])).stdout).toBe("There are no articles.\n");
  },
);

/** The processes that read documents for a process; empty where the system does not tell. */
function readersOf(pid: number | undefined): string[] {
  const file = `/proc/${pid}/task/${pid}/children`;
  return existsSync(file) ? readFileSync(file, "utf8").split(" ").filter(Boolean) : [];
}

function importsUnderWay(): number {
  const file = path.join(data, "pilcrow.db");
  if (!existsSync(file)) return 0;
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database.prepare("SELECT 1 FROM import").all();
  database.close();
  return rows.length;
}

it.each([
  [["article"], /Expected one of add, list, rename, replace, refresh, remove, export, feedback, got ""/],
  [["article", "add"], /Expected something to add/],
  [["article", "list", "x"], /Expected nothing after list/],
  [["article", "feedback", "x"], /Expected nothing after feedback/],
  [["article", "list", "--scope", "'; DROP"], /--scope: expected house, guild:ID or user:ID/],
  [["backup"], /Expected one file to write/],
  [["backup", "--colour"], /^Unknown option '--colour'\.\nnpm run --silent backup -- FILE/],
  [["ask", "--top", "-1", "who?"], /^--top: expected a whole number from 1 to 100, got "-1"\.\nnpm run/],
  [
    ["ask", "--article", "https://example.org/a", "who?"],
    /^--article takes a file, .* article -- add https:\/\/example\.org\/a/,
  ],
  [["toString"], /Expected one of ask, article, backup/],
])("refuses %j with what it expects", async (words, problem) => {
  const { status, stderr, stdout } = await cli(words);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(problem);
});

it.each([
  ["ask", /^npm run --silent ask -- .*\n {2}--article FILE/],
  ["article", /^npm run --silent article -- COMMAND .*\n {2}add FILE\|URL/],
  ["backup", /^npm run --silent backup -- FILE\n/],
  ["eval", /^npm run --silent eval -- FOLDER/],
  ["calibrate", /^npm run --silent calibrate -- FOLDER/],
  ["score", /^npm run --silent score -- .*FOLDER\n/],
  ["measure-quality", /^npm run --silent measure:quality -- FOLDER/],
])("says how %s is written, and does nothing", async (command, usage) => {
  for (const option of ["--help", "-h"]) {
    const { status, stdout, stderr } = await cli([command, option]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(usage);
  }
  expect(readdirSync(folder).sort()).toEqual(["articles", "foxes.md"]);
});

it("lists the commands", async () => {
  expect(await cli(["--help"])).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("ask, article, backup"),
    stderr: "",
  });
});

it("keeps the articles of a folder that is away, and a question removes nothing", async () => {
  const articles = path.join(folder, "articles");
  renameSync(path.join(folder, "foxes.md"), path.join(articles, "foxes.md"));
  expect((await cli(["ask", QUESTION])).stdout).toContain(ANSWER);
  renameSync(articles, path.join(folder, "away"));
  const warned = await cli(["ask", QUESTION]);
  expect(warned.stdout).toContain(ANSWER);
  expect(warned.stderr).toContain(`ARTICLES: ${articles} cannot be read. The article kept from it is still asked.`);
  // Where nothing is any more, a disk may be away.
  mkdirSync(articles);
  const kept = await cli(["ask", QUESTION]);
  expect(kept.stdout).toContain(ANSWER);
  expect(kept.stderr).toContain(`ARTICLES: ${articles} is empty`);
  writeFileSync(path.join(articles, "trams.md"), "# Trams\n\nTrams run at night.\n");
  expect(await cli(["ask", QUESTION])).toMatchObject({ stdout: expect.stringContaining(ANSWER), stderr: "" });
  const started = spawnSync(process.execPath, [path.join(ROOT, "dist/main.js")], {
    cwd: folder,
    env: settings(data),
    input: "/articles\n",
    encoding: "utf8",
  });
  expect(started.stderr).toBe(`Removed “Foxes”: its file is gone from ${articles}.\n`);
  expect(started.stdout).toContain("Trams");
  expect(started.stdout).not.toContain("Foxes");
});

it("shows what people said of answers, the worst first, whatever their scope", async () => {
  expect((await cli(["article", "add", "foxes.md"])).status).toBe(0);
  expect((await cli(["article", "feedback"])).stdout).toBe("Nobody has judged an answer yet.\n");
  const store = await SqliteStore.open(data);
  const [article] = await store.articles.list("house");
  if (article === undefined) throw new Error("The article is not there.");
  const verdicts = [
    { scope: "guild:1", person: "1", paragraph: 1, verdict: "good" },
    { scope: "guild:2", person: "2", paragraph: 1, verdict: "bad" },
    { scope: "user:3", person: "3", paragraph: 2, verdict: "bad" },
  ] as const;
  for (const { scope, ...one } of verdicts) await store.feedback.add(scope, { ...one, articleId: article.id, at: 1 });
  await store.close();
  expect((await cli(["article", "feedback"])).stdout).toBe(
    `0 good, 1 bad  Foxes ¶ 2  ${ANSWER}\n1 good, 1 bad  Foxes ¶ 1  Foxes eat plums.\n`,
  );
  expect(JSON.parse((await cli(["article", "feedback", "--json"])).stdout)).toMatchObject([
    { articleId: article.id, title: "Foxes", paragraph: 2, good: 0, bad: 1, text: ANSWER },
    { paragraph: 1, good: 1, bad: 1 },
  ]);
  expect((await cli(["article", "feedback", "--scope", "guild:1"])).stdout).toBe("Nobody has judged an answer yet.\n");
});

it("answers, lists and backs up while the bot runs, changes nothing then, and a restored copy answers", async () => {
  expect((await cli(["article", "add", "foxes.md"])).status).toBe(0);
  await startBot();
  const asked = await cli(["ask", QUESTION]);
  expect(asked.stdout).toContain(ANSWER);
  expect(asked.stderr).toBe(`Pilcrow is running here (pid ${bot?.pid}): its articles are asked as they are.\n`);
  expect((await cli(["article", "list"])).stdout).toContain("Foxes");
  expect(await cli(["article", "feedback"])).toMatchObject({ status: 0 });
  const refused = await cli(["article", "remove", "Foxes"]);
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain(`another process (pid ${bot?.pid}) uses this folder`);
  expect(await cli(["backup", "copy.db"])).toMatchObject({
    status: 0,
    stdout: "copy.db holds 1 article and all that belongs to them.\n",
  });
  expect(await cli(["backup", "copy.db"])).toMatchObject({ status: 1, stdout: "" });
  const nowhere = await cli(["backup", path.join("nodir", "x.db")]);
  expect(nowhere).toMatchObject({ status: 1, stdout: "" });
  expect(nowhere.stderr).toContain(`there is no folder ${path.join(folder, "nodir")}. Make it first`);
  expect(existsSync(path.join(folder, "nodir"))).toBe(false);
  bot?.kill("SIGKILL");

  // As the README says: the copy becomes pilcrow.db in an empty data folder.
  const restored = path.join(folder, "restored");
  mkdirSync(restored);
  copyFileSync(path.join(folder, "copy.db"), path.join(restored, "pilcrow.db"));
  expect((await cli(["ask", QUESTION], restored)).stdout).toContain(ANSWER);
});
