import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { parseArticleWords } from "../../../src/commands/article.js";
import { syncFolder } from "../../../src/library/folder-sync.js";
import { FOXES, parts, session, typed } from "./chats.js";

/** Seven pages, three of them with text. */
const PARTLY_SCANNED = path.join(import.meta.dirname, "../../documents/formats/fixtures/pdf-partly-scanned/source.pdf");

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

describe("/add", () => {
  test("keeps a file, which is asked from then on, and knows it again", async () => {
    const { write, say, progress } = session();
    const file = write("foxes.md");
    expect(await say(`/add ${file}`)).toMatch(/^Added “Foxes” \([\w-]+, 2 ¶\)\.$/);
    expect(progress).toContain("Foxes 1/2");
    expect(await say("where do foxes sleep under the old bridges")).toContain("under the old bridges of Ohio.");
    expect(await say(`/add ${file}`)).toMatch(/^Its text is here already, as “Foxes” \([\w-]+\)\.$/);
    expect(await say(`/add ${file} Red foxes`)).toMatch(/^Its .* as “Foxes” \([\w-]+\), and keeps that title\.$/);
  });

  test.each([
    ["double quotes", (file: string) => `"${file}"`],
    ["single quotes", (file: string) => `'${file}'`],
    ["backslashes", (file: string) => file.replaceAll(" ", "\\ ")],
  ])("takes a path with spaces in %s, and a title behind it", async (_, quoted) => {
    const { write, say, titles } = session();
    const file = write("my red foxes.md");
    expect(await say(`/add ${quoted(file)}   Foxes of  Ohio`)).toMatch(/^Added “Foxes of Ohio” /);
    expect(await titles()).toEqual(["Foxes of Ohio"]);
  });

  test.each(['"Foxes of Ohio"', "'Foxes of Ohio'", "“Foxes of Ohio”"])(
    "takes the quotes off the title %s",
    async (title) => {
      const { write, say, titles } = session();
      await say(`/add ${write("foxes.md")} ${title}`);
      expect(await titles()).toEqual(["Foxes of Ohio"]);
    },
  );

  test("takes ~/ for the home folder", async () => {
    const { folder, write, say } = session();
    write("foxes.md");
    vi.stubEnv("HOME", folder).stubEnv("USERPROFILE", folder);
    expect(await say("/add ~/foxes.md")).toMatch(/^Added “Foxes” /);
  });

  test("fetches an address", async () => {
    const server = createServer((_, response) => response.setHeader("content-type", "text/markdown").end(FOXES));
    await once(server.listen(0, "127.0.0.1"), "listening");
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const { pilcrow, say } = session({ allowPrivateUrls: true });
    expect(await say(`/add http://127.0.0.1:${port}/foxes.md`)).toMatch(/^Added “Foxes” /);
    expect(await pilcrow.articles.details("house")).toMatchObject([{ sourceKind: "url" }]);
    const strict = session();
    expect(await strict.say(`/add http://127.0.0.1:${port}/foxes.md`)).toMatch(/^Cannot (?:fetch|read) .*127\.0\.0\.1/);
  });

  test("says in the error's own words what cannot be read, and goes on", async () => {
    const { folder, write, say, titles } = session();
    expect(await say(`/add ${folder}/none.md`)).toMatch(/^There is no file "none\.md" \(looked in .*\)\./);
    expect(await say(`/add ${folder}`)).toMatch(/^".*" is a folder; give one file\./);
    expect(await say(`/add ${write("empty.txt", "\n")}`)).toMatch(/^Cannot read "empty\.txt": it holds no paragraph/);
    expect(await say(`/add ${write("p.txt", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0))}`)).toMatch(
      /^Cannot read "p\.txt": it is not text/,
    );
    for (const words of ["", '""', '"unclosed path', `"${folder}"title`]) {
      expect(await say(`/add ${words}`)).toMatch(/^\/add: expected a file or an address/);
    }
    expect(await titles()).toEqual([]);
  });

  test("says what of a document is missing, alike in the chat and in the command", async () => {
    const { write, say, pilcrow, documents } = session();
    const missing =
      "Left out: 6 page numbers, 2 turned lines (stamps, watermarks). " +
      "Could not be read: pages 2, 4, 5 and 7 (no text there: scanned or blank).";
    const file = write("ferry.pdf", readFileSync(PARTLY_SCANNED));
    const [added = "", ...rest] = (await say(`/add ${file}`)).split("\n");
    expect(added).toMatch(/^Added “ferry” \([\w-]+, 3 ¶\)\.$/);
    expect(rest).toEqual([missing]);
    const command = parseArticleWords(["add", file, "--scope", "guild:1"]);
    const byCommand = await command.action.run({ pilcrow, documents }, command, { onProgress: () => {} });
    expect(byCommand.split("\n").slice(1)).toEqual([missing]);
    expect(await say("what could the ferry carry")).toContain(", page 1");
  });

  test("keeps the site and the day of publication, which the list of the command tells", async () => {
    const { write, say, pilcrow, documents } = session();
    const page = `<!doctype html><html><head><title>Foxes</title><meta property="og:site_name" content="The Daily Fox">
      <meta property="article:published_time" content="2019-03-04T23:30:00-08:00"></head>
      <body><article><h1>Foxes</h1><p>Foxes eat plums in autumn.</p></article></body></html>`;
    await say(`/add ${write("foxes.html", page)}`);
    const list = parseArticleWords(["list"]);
    const listed = await list.action.run({ pilcrow, documents }, list, { onProgress: () => {} });
    expect(listed).toMatch(/ {2}Foxes {2}\(foxes\.html, The Daily Fox, published 2019-03-04, 1 ¶, \d{4}-\d\d-\d\d\)$/);
  });

  test("stops when it is cancelled, and nothing is kept", async () => {
    const { write, say, titles, session: chatting, progress, embedder } = session({ delay: 5 });
    const paragraphs = Array.from({ length: 200 }, (_, at) => `Fox number ${at} eats plums.`).join("\n\n");
    const adding = say(`/add ${write("many.md", `# Many\n\n${paragraphs}\n`)}`);
    await expect.poll(() => progress.length).toBeGreaterThan(2);
    expect(chatting.cancel()).toBe("");
    const told = progress.length;
    // The bar is wiped at once, and what is still under way draws none.
    expect(progress.at(-1)).toBe(" 1/1");
    expect(await adding).toMatch(/^Adding “.*many\.md” was cancelled\.$/);
    expect(chatting.cancel()).toBeUndefined();
    await embedder.idle();
    expect(progress.slice(told)).toEqual([" 1/1"]);
    expect(await titles()).toEqual([]);
  });
});

describe("/remove", () => {
  test("asks first; yes removes, and /undo brings it back for five minutes", async () => {
    const { write, say, titles } = session();
    await say(`/add ${write("foxes.md")}`);
    expect(await say("/remove foxes")).toBe("Remove “Foxes” (2 ¶)? y or n");
    expect(await titles()).toEqual(["Foxes"]);
    expect(await say("y")).toBe("Removed “Foxes”. For 5 minutes /undo brings it back.");
    expect(await titles()).toEqual([]);
    expect(await say("/undo")).toBe("“Foxes” is here again.");
    expect(await titles()).toEqual(["Foxes"]);
    expect(await say("/undo")).toBe("There is nothing more to undo.");
    await say("/remove Foxes");
    await say("YES");
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 5 * 60_000 + 1 });
    expect(await say("/undo")).toBe("It is too late to bring “Foxes” back. Add it again.");
  });

  test("keeps it at no, at nothing, and at anything else, which is answered as ever", async () => {
    const { write, say, titles } = session();
    await say(`/add ${write("foxes.md")}`);
    for (const no of ["n", "No", ""]) {
      await say("/remove Foxes");
      expect(await say(no)).toBe("Kept “Foxes”.");
    }
    await say("/remove Foxes");
    expect(await say("/top 2")).toBe("Kept “Foxes”.\nThe 2 best passages are shown.");
    // The question is over: a late yes is a question like any other.
    expect(await say("yes")).not.toContain("Removed");
    expect(await titles()).toEqual(["Foxes"]);
  });

  test("undoes the last removal first, and says where the text came back otherwise", async () => {
    const { write, say, titles } = session();
    expect(await say("/undo")).toBe("There is nothing to undo: nothing was removed in this chat.");
    const foxes = write("foxes.md");
    await say(`/add ${foxes}`);
    await say(`/add ${write("bears.md", "# Bears\n\nBears eat honey.\n")}`);
    for (const title of ["Foxes", "Bears"]) {
      await say(`/remove ${title}`);
      expect(await say("y")).toMatch(/^Removed/);
    }
    expect(await say("/undo")).toBe("“Bears” is here again.");
    await say(`/add ${foxes}`);
    expect(await say("/undo")).toContain("was added again meanwhile");
    expect(await titles()).toEqual(["Bears", "Foxes"]);
  });

  test("takes an id where a title is not the only one, and leaves a file of ARTICLES where it is", async () => {
    const { folder, write, pilcrow, documents, say, titles } = session();
    write("foxes.md");
    await syncFolder(pilcrow.articles, documents, folder);
    expect(await say("/remove Foxes")).toBe(
      "“Foxes” is a file of ARTICLES (foxes.md): the next start would read it as it is. Change or remove the file.",
    );
    await say(`/add ${write("others.md", "# Foxes\n\nOthers eat figs.\n")}`);
    const several = await say("/remove Foxes");
    expect(several).toMatch(/^There are several articles "Foxes"\. Give an id: /);
    const [, id = ""] = /([\w-]+) \(others\.md\)/.exec(several) ?? [];
    expect(await say(`/remove ${id}`)).toMatch(/^Remove “Foxes”/);
    expect(await say("y")).toMatch(/^Removed/);
    expect(await titles()).toEqual(["Foxes"]);
    expect(await say("/remove Foxse")).toMatch(
      /^There is no article "Foxse"\. Did you mean “Foxes” \([\w-]+\)\? Give its id or its whole title\.$/,
    );
    expect(await say("/remove Wolves")).toBe('There is no article "Wolves". Give its id or its whole title.');
    expect(await say("/remove")).toMatch(/^\/remove: expected an id or a whole title/);
  });
});

test("on a terminal a bar fills while a document is read, in a pipe none", async () => {
  const onTerminal = parts();
  const shown = await typed([`/add ${onTerminal.write("foxes.md")}`], true, onTerminal);
  expect(shown.text).toContain("1/2 ¶ Foxes");
  const inPipe = parts();
  const plain = await typed([`/add ${inPipe.write("foxes.md")}`], false, inPipe);
  expect(plain).toEqual({ text: expect.stringMatching(/^Added “Foxes” .*\n\n$/), isAllDone: true });
});

test.each([true, false])(
  "a removal is asked about, and the end of the input is no yes (terminal: %s)",
  async (isTTY) => {
    const given = parts();
    const { text } = await typed([`/add ${given.write("foxes.md")}`, "/remove Foxes"], isTTY, given);
    expect(text).toContain("Remove “Foxes” (2 ¶)? y or n");
    expect(text).toMatch(/The input ended before a y: kept “Foxes”\.\n\n$/);
    expect(await given.pilcrow.library.list("house")).toHaveLength(1);
    const removed = await typed(["/remove Foxes", "y"], isTTY, given);
    expect(removed.text).toContain("Removed “Foxes”. For 5 minutes /undo brings it back.");
    expect(await given.pilcrow.library.list("house")).toEqual([]);
  },
);

test.each([
  "/nonsense",
  "/add /no/such/file.md",
  "/remove Wolves",
  "/undo",
  "/top 0",
  "/why",
  "/paste",
  "w".repeat(7000),
])("the chat tells that %j could not be done", async (line) => {
  const given = parts();
  expect((await typed([line, "/articles"], false, given)).isAllDone).toBe(false);
  expect((await typed(["/articles"], false, given)).isAllDone).toBe(true);
});
