import { chmodSync, copyFileSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { Documents } from "../../src/documents/documents.js";
import { DOCUMENT_FILES } from "../../src/documents/formats/registry.js";
import { syncFolder } from "../../src/library/folder-sync.js";
import { createPilcrow, type Pilcrow } from "../../src/library/pilcrow.js";
import { MemoryStore } from "../../src/store/memory.js";
import { articleOf } from "./articles.js";
import { temporaryFolder } from "./temporary-folder.js";
import { WORD_CALIBRATION, WordEmbedder } from "./word-embedder.js";

let folder: string;
let embedder: WordEmbedder;
let pilcrow: Pilcrow;
const documents = new Documents({ allowPrivateUrls: false });
afterAll(() => documents.close());

beforeEach(() => {
  folder = temporaryFolder();
  embedder = new WordEmbedder();
  pilcrow = createPilcrow({ embedder, store: new MemoryStore(), calibration: WORD_CALIBRATION });
  write("foxes.md", "# Foxes\n\nFoxes eat plums.\n");
  write("trams.txt", "Trams\n\nThe tram runs hourly.\n");
});

const file = (name: string) => path.join(folder, name);
const write = (name: string, text: string) => writeFileSync(file(name), text);
const titles = async () => (await pilcrow.library.list("house")).map(({ title }) => title);

it("embeds each file once", async () => {
  expect(await syncFolder(pilcrow.articles, documents, folder)).toEqual({
    loaded: 2,
    embedded: 2,
    removed: [],
    problems: [],
  });
  const before = embedder.passages.length;
  expect(await syncFolder(pilcrow.articles, documents, folder)).toEqual({
    loaded: 2,
    embedded: 0,
    removed: [],
    problems: [],
  });
  expect(embedder.passages.length).toBe(before);
});

it("follows files that change, move and leave", async () => {
  await syncFolder(pilcrow.articles, documents, folder);
  const before = embedder.passages.length;
  renameSync(file("foxes.md"), file("animals.md"));
  expect(await syncFolder(pilcrow.articles, documents, folder)).toMatchObject({ loaded: 2, problems: [] });
  expect(await titles()).toEqual(["Foxes", "Trams"]);
  expect(embedder.passages.length).toBe(before);
  write("animals.md", "# Bears\n\nBears eat honey.\n");
  rmSync(file("trams.txt"));
  expect(await syncFolder(pilcrow.articles, documents, folder)).toMatchObject({
    loaded: 1,
    embedded: 1,
    removed: ["Trams"],
  });
  expect(await titles()).toEqual(["Bears"]);
});

it("reports a file that has the text of another and keeps the first", async () => {
  write("z.md", "# Foxes again\n\nFoxes eat plums.\n");
  const { loaded, problems } = await syncFolder(pilcrow.articles, documents, folder);
  expect(loaded).toBe(2);
  expect(problems.map(({ message }) => message)).toEqual([
    `${file("z.md")} has the text of “Foxes”, which is here already. Remove one of the two.`,
  ]);
});

it("reports bad files and loads the others", async () => {
  write("bad.txt", "\u0000\u0001binary");
  const { loaded, problems } = await syncFolder(pilcrow.articles, documents, folder);
  expect(loaded).toBe(2);
  expect(problems).toHaveLength(1);
});

it("keeps everything where the folder cannot be read, and says so", async () => {
  await syncFolder(pilcrow.articles, documents, folder);
  const away = `${folder}-away`;
  renameSync(folder, away);
  const { loaded, embedded, problems } = await syncFolder(pilcrow.articles, documents, folder);
  expect({ loaded, embedded }).toEqual({ loaded: 2, embedded: 0 });
  expect(problems.map(({ message }) => message)).toEqual([
    `ARTICLES: ${folder} cannot be read. The 2 articles kept from it are still asked. Put ${DOCUMENT_FILES} files there, or set ARTICLES.`,
  ]);
  expect(await titles()).toEqual(["Foxes", "Trams"]);
  renameSync(away, folder);
  expect(await syncFolder(pilcrow.articles, documents, folder)).toEqual({
    loaded: 2,
    embedded: 0,
    removed: [],
    problems: [],
  });
});

// Nobody keeps root out of a folder.
it.skipIf(process.getuid?.() === 0)(
  "keeps what is in a subfolder that cannot be read, and loads the rest",
  async () => {
    mkdirSync(file("inner"));
    write("inner/bears.md", "# Bears\n\nBears eat honey.\n");
    await syncFolder(pilcrow.articles, documents, folder);
    rmSync(file("trams.txt"));
    chmodSync(file("inner"), 0);
    const { problems } = await syncFolder(pilcrow.articles, documents, folder);
    chmodSync(file("inner"), 0o700);
    expect(problems.map(({ message }) => message)).toEqual([
      `ARTICLES: ${file("inner")} cannot be read. The article kept from it is still asked. Check its permissions.`,
    ]);
    expect(await titles()).toEqual(["Bears", "Foxes"]);
  },
);

it("keeps the article of a file that is damaged now as it was before", async () => {
  await syncFolder(pilcrow.articles, documents, folder);
  write("foxes.md", "\u0000\u0001binary");
  const { loaded, problems } = await syncFolder(pilcrow.articles, documents, folder);
  expect(loaded).toBe(2);
  expect(problems.map(({ message }) => message)).toEqual([
    "“Foxes” stays as it was before: its file cannot be used now. Mend the file, or delete it.",
  ]);
  expect(problems[0]?.cause).toMatchObject({ message: expect.stringContaining('Cannot read "foxes.md"') });
  expect(await titles()).toEqual(["Foxes", "Trams"]);
});

it("names files of kinds that are not read, and reads those without an extension by their content", async () => {
  write("RULES", "Rules\n\nNobody feeds the trams after dark.\n");
  write("Notes 2.1", "Notes\n\nThe fox came back at noon.\n");
  for (const name of ["a.jpg", "b.xlsx", "c.zip", "d.exe", "e.mp3", "f.ods"]) write(name, "x");
  const { loaded, problems } = await syncFolder(pilcrow.articles, documents, folder);
  expect(loaded).toBe(4);
  expect(problems.map(({ message }) => message)).toEqual([
    `ARTICLES: "a.jpg", "b.xlsx", "c.zip", "d.exe", "e.mp3" and 1 more are left out: files of their kinds are not read. Save them as ${DOCUMENT_FILES}.`,
  ]);
});

it("leaves hidden files and folders alone", async () => {
  mkdirSync(file(".trash"));
  write(".trash/secret.md", "# Secret\n\nThe key is under the mat.\n");
  write(".hidden.md", "# Hidden\n\nNobody sees this.\n");
  expect(await syncFolder(pilcrow.articles, documents, folder)).toMatchObject({ loaded: 2, problems: [] });
  expect(await titles()).toEqual(["Foxes", "Trams"]);
});

it("takes a folder that is empty now for a disk that is away", async () => {
  mkdirSync(file("disk"));
  write("disk/bears.md", "# Bears\n\nBears eat honey.\n");
  await syncFolder(pilcrow.articles, documents, folder);
  rmSync(file("disk/bears.md"));
  const { removed, problems } = await syncFolder(pilcrow.articles, documents, folder);
  expect(removed).toEqual([]);
  expect(problems.map(({ message }) => message)).toEqual([
    `ARTICLES: ${file("disk")} is empty, as where a disk is away. The article kept from it is still asked. If they are to go, delete the folder too.`,
  ]);
  rmSync(file("disk"), { recursive: true });
  expect(await syncFolder(pilcrow.articles, documents, folder)).toMatchObject({ removed: ["Bears"], problems: [] });
  rmSync(file("foxes.md"));
  rmSync(file("trams.txt"));
  const all = await syncFolder(pilcrow.articles, documents, folder);
  expect(all).toMatchObject({ loaded: 2, removed: [] });
  expect(all.problems).toHaveLength(1);
  expect(await titles()).toEqual(["Foxes", "Trams"]);
});

it("removes nothing where it is told so, and does not take a renamed file for a second one", async () => {
  await syncFolder(pilcrow.articles, documents, folder);
  renameSync(file("foxes.md"), file("animals.md"));
  rmSync(file("trams.txt"));
  expect(await syncFolder(pilcrow.articles, documents, folder, { removesGone: false })).toMatchObject({
    removed: [],
    problems: [],
  });
  expect(await titles()).toEqual(["Foxes", "Trams"]);
});

it("gives what people said back with a file that comes back as it was", async () => {
  await syncFolder(pilcrow.articles, documents, folder);
  const [foxes] = await pilcrow.library.list("house");
  await pilcrow.library.giveFeedback("house", {
    person: "1",
    articleId: foxes?.id ?? "",
    paragraph: 1,
    verdict: "good",
  });
  rmSync(file("foxes.md"));
  await syncFolder(pilcrow.articles, documents, folder);
  expect(await titles()).toEqual(["Trams"]);
  write("foxes.md", "# Foxes\n\nFoxes eat plums.\n");
  expect(await syncFolder(pilcrow.articles, documents, folder)).toEqual({
    loaded: 2,
    embedded: 0,
    removed: [],
    problems: [],
  });
  expect(await pilcrow.articles.verdictsOn("house")).toMatchObject([{ articleId: foxes?.id, good: 1 }]);
  // What comes back otherwise is another text.
  rmSync(file("foxes.md"));
  await syncFolder(pilcrow.articles, documents, folder);
  write("foxes.md", "# Foxes\n\nFoxes eat pears.\n");
  expect(await syncFolder(pilcrow.articles, documents, folder)).toEqual({
    loaded: 2,
    embedded: 1,
    removed: [],
    problems: [],
  });
  expect(await pilcrow.articles.verdictsOn("house")).toEqual([]);
});

it("leaves what the operator added otherwise alone", async () => {
  await pilcrow.articles.add("house", articleOf("Added", "By command."));
  await syncFolder(pilcrow.articles, documents, folder);
  expect(await titles()).toEqual(["Added", "Foxes", "Trams"]);
});

it("knows files by their content, not by their names", async () => {
  write(
    "bridges.txt",
    "<!doctype html><title>Bridges</title><h1>Bridges</h1><p>The bridge was built of oak in 1702.</p>",
  );
  const pdf = path.join(import.meta.dirname, "../documents/formats/fixtures/pdf-plain/source.pdf");
  copyFileSync(pdf, file("ferry.md"));
  const { loaded, problems } = await syncFolder(pilcrow.articles, documents, folder);
  expect({ loaded, problems }).toEqual({ loaded: 4, problems: [] });
  const bridges = (await pilcrow.library.list("house")).find(({ source }) => source === "bridges.txt");
  expect(bridges?.title).toBe("Bridges");
  expect((await pilcrow.articles.text("house", bridges?.id ?? "")).paragraphs.map(({ text }) => text)).toEqual([
    "The bridge was built of oak in 1702.",
  ]);
});

describe("symbolic links", () => {
  const elsewhere = temporaryFolder();
  writeFileSync(path.join(elsewhere, "keys.md"), "# Keys\n\nThe key lies under the mat.\n");

  it("that lead out of the folder are left out and named; one of before is no longer asked", async () => {
    symlinkSync(path.join(elsewhere, "keys.md"), file("keys.md"));
    symlinkSync(elsewhere, file("all"));
    symlinkSync("/nowhere", file("gone.md"));
    await syncFolder(pilcrow.articles, documents, folder, { followLinks: true });
    expect(await titles()).toContain("Keys");
    const { removed, problems } = await syncFolder(pilcrow.articles, documents, folder);
    expect(removed).toEqual(["Keys"]);
    expect(problems.map(({ message }) => message)).toEqual([
      `ARTICLES: the link "all" leads out of the folder, to ${elsewhere}, and is left out. Copy what it leads to there, or set ARTICLE_LINKS=on.`,
      'ARTICLES: the link "gone.md" leads nowhere, and is left out. Delete it.',
      `ARTICLES: the link "keys.md" leads out of the folder, to ${path.join(elsewhere, "keys.md")}, and is left out. Copy what it leads to there, or set ARTICLE_LINKS=on.`,
    ]);
  });

  it("inside the folder are followed once, and none leads round for ever", async () => {
    mkdirSync(file("sub"));
    write("sub/ships.md", "# Ships\n\nThe ship is slow.\n");
    symlinkSync("..", file("sub/up"));
    symlinkSync(folder, path.join(elsewhere, "back"));
    symlinkSync(elsewhere, file("all"));
    const { loaded, problems } = await syncFolder(pilcrow.articles, documents, folder, { followLinks: true });
    expect({ loaded, problems }).toEqual({ loaded: 4, problems: [] });
  });

  it("may be what ARTICLES is", async () => {
    const link = path.join(elsewhere, "articles");
    symlinkSync(folder, link);
    expect(await syncFolder(pilcrow.articles, documents, link)).toMatchObject({ loaded: 2, problems: [] });
  });
});
