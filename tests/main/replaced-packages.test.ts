import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seen } from "../discord/seen.js";
import { temporaryFolder } from "../library/temporary-folder.js";
import { Loopback } from "../loopback/loopback.js";
import type { Person } from "../loopback/person.js";
import { ROOT } from "../real-model.js";

// What an update does beneath a bot that runs: npm ci deletes the packages, and writes them anew.

const FIXTURES = path.join(ROOT, "tests/documents/formats/fixtures");
const DEVELOPMENT = /^(?:typescript|@typescript|@biomejs|@swc|knip|@oxc.*|rolldown|@rolldown|vitest|@vitest|vite)$/;

/** A folder with the program and the packages that it needs, as hard links: what is deleted in it stays elsewhere. */
function installed(): string {
  const folder = temporaryFolder();
  cpSync(path.join(ROOT, "dist"), path.join(folder, "dist"), { recursive: true });
  cpSync(path.join(ROOT, "package.json"), path.join(folder, "package.json"));
  symlinkSync(path.join(ROOT, "models"), path.join(folder, "models"));
  link(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"), DEVELOPMENT);
  return folder;
}

function link(from: string, to: string, except?: RegExp): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (except?.test(entry.name) || entry.name.startsWith(".")) continue;
    if (entry.isDirectory()) link(source, target);
    else if (entry.isFile()) linkSync(source, target);
  }
}

/** A document of each kind, and of what is loaded for few of them: tables of CJK fonts, detection of charsets, names of other files. */
const READ = [
  "csv-tides",
  "docx-footnotes",
  "epub-calibre",
  "html-koi8-r-declared",
  "markdown-links",
  "odt-tables",
  "pdf-japanese",
  "pdf-two-columns",
  "pptx-slides",
  "rtf-word",
  "subtitles-srt",
  "text-windows-1251",
] as const;

describe.skipIf(process.platform !== "linux")("a bot whose packages are deleted while it runs", () => {
  let loopback: Loopback;
  let child: ChildProcess;
  let folder: string;
  let output = "";
  const packages = () => path.join(folder, "node_modules");
  const add = async (person: Person, fixture: string): Promise<string> => {
    const from = path.join(FIXTURES, fixture);
    const source = readdirSync(from).find((name) => name.startsWith("source.")) ?? "";
    const name = `${fixture}${path.extname(source)}`;
    const file = { name, data: readFileSync(path.join(from, source)), type: "application/octet-stream" };
    const used = person.use("article add", { file });
    await used.reply();
    // The first answer shows how far it is.
    return loopback.world.until(`the report on ${fixture}`, () => {
      const message = loopback.world.messages.get(used.interaction.responseId ?? "")?.message ?? used.followUps()[0];
      const said = message === undefined ? "" : seen(message);
      return said !== "" && !said.startsWith("Reading") ? said : undefined;
    });
  };

  beforeAll(async () => {
    loopback = await Loopback.start();
    folder = installed();
    child = spawn(process.execPath, [path.join(folder, "dist/main.js")], {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        ARTICLES: path.join(ROOT, "articles"),
        DATA_DIR: path.join(folder, "data"),
        LOG_LEVEL: "debug",
        DISCORD_TOKEN: loopback.token,
        DISCORD_API_URL: loopback.apiUrl,
        // The loopback Discord keeps its attachments on 127.0.0.1.
        ALLOW_PRIVATE_URLS: "1",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (data) => {
        output += data;
      });
    }
    const said = ["The global articles are ready.", "What is needed later is loaded."];
    const isReady = () => said.every((one) => output.includes(one)) || undefined;
    await loopback.world.until("the bot", isReady, 60_000);
    // Once it has read something it has loaded all.
    await add(loopback.person("eve"), "text-koi8-r");
    renameSync(packages(), path.join(folder, "away"));
    mkdirSync(packages());
  }, 120_000);
  afterAll(async () => {
    child.kill("SIGKILL");
    await loopback.stop();
    expect(loopback.breaches).toEqual([]);
  });

  it("answers, and reads documents of each kind", async () => {
    const ada = loopback.person("ada");
    expect(seen(await ada.replyTo(ada.send("how often has putin come to china")))).toContain("25th time");
    const said = await Promise.all(READ.map((fixture, at) => add(loopback.person(`p${at}`), fixture)));
    for (const [at, one] of said.entries()) expect(one, READ[at]).toMatch(/paragraph/);
    expect(await add(ada, "zip-spreadsheet")).toContain("an Excel workbook");
    expect(await add(ada, "pdf-encrypted")).toContain("opens only with a password");
  }, 60_000);

  it("says that nothing is wrong with a document that it cannot read without them, and reads it when they are back", async () => {
    // As a document may end it that takes too much.
    const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8");
    for (const pid of children.trim().split(" ")) process.kill(Number(pid), "SIGKILL");
    const grace = loopback.person("grace");
    expect(await add(grace, "pdf-two-columns")).toMatch(/is not there just now.*nothing is wrong with it/);
    rmSync(packages(), { recursive: true });
    renameSync(path.join(folder, "away"), packages());
    expect(await add(grace, "pdf-two-columns")).toMatch(/paragraph/);
  }, 60_000);
});
