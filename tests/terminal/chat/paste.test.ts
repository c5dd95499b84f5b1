import { once } from "node:events";
import { PassThrough, Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { parseArticleWords } from "../../../src/commands/article.js";
import { ArticleError } from "../../../src/documents/article-error.js";
import { ImportCancelledError } from "../../../src/library/errors.js";
import { chat } from "../../../src/terminal/chat/chat.js";
import { FOXES, parts, session, typed } from "./chats.js";

describe("/paste", () => {
  test("keeps the lines that follow, empty ones and commands included, until a full stop alone", async () => {
    const { pilcrow, say } = session();
    expect(await say("/paste The   ferry")).toContain("a line with only a full stop");
    for (const line of ["/help carries nobody.", "", "The ferry sails at six.", ".5 knots is slow.", ""]) {
      expect(await say(line)).toBe("");
    }
    expect(await say(".")).toMatch(/^Added “The ferry” \([\w-]+, 3 ¶\)\.$/);
    const [kept] = await pilcrow.articles.details("house");
    expect(kept).toMatchObject({ title: "The ferry", sourceKind: "text" });
    const { paragraphs } = await pilcrow.articles.text("house", kept?.id ?? "");
    expect(paragraphs.map(({ text }) => text)).toEqual([
      "/help carries nobody.",
      "The ferry sails at six.",
      ".5 knots is slow.",
    ]);
    expect(await say("when sails the ferry at six")).toContain("The ferry sails at six.");
  });

  test("takes the title that the text has, and is the pasted text where it has none", async () => {
    const { pilcrow, say } = session();
    for (const line of ["/paste", ...FOXES.split("\n"), "."]) await say(line);
    expect(await pilcrow.articles.details("house")).toMatchObject([{ title: "Foxes", source: "pasted text" }]);
  });

  test("says that nothing is in it, and that it is dropped", async () => {
    const { say, titles, session: chatting } = session();
    await say("/paste");
    expect(await say(".")).toMatch(/^Cannot read "pasted text": it holds no paragraph/);
    await say("/paste");
    await say("Lost words.");
    expect(chatting.cancel()).toBe("The pasted text was dropped.");
    expect(chatting.cancel()).toBeUndefined();
    expect(await say(".")).not.toContain("Added");
    expect(await titles()).toEqual([]);
  });

  test("is dropped, and says so, where the input ends before the full stop", async () => {
    const given = parts();
    const { text, isAllDone } = await typed(["/paste Ferry", "The ferry sails at six."], false, given);
    expect(text).toMatch(/The input ended before the line with only a full stop: the pasted text was dropped\.\n\n$/);
    expect(isAllDone).toBe(false);
    expect(await given.pilcrow.library.list("house")).toEqual([]);
  });

  test("is dropped by Ctrl-C, which brings the prompt back", async () => {
    const given = parts();
    const input = Object.assign(new PassThrough(), { isTTY: true });
    const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
    let shown = "";
    output.on("data", (data) => {
      shown += data;
    });
    const done = chat(given, { input, output, notices: output, noColor: true });
    input.write("/paste\n");
    await expect.poll(() => shown).toContain("full stop");
    input.write("A whole line.\nHalf a li");
    input.write("\x03");
    await expect.poll(() => shown).toMatch(/The pasted text was dropped\.\n\n.*¶ /);
    expect(shown.split("dropped.").at(-1)).not.toContain("Half");
    input.end("/quit\n");
    await done;
    expect(await given.pilcrow.library.list("house")).toEqual([]);
  });
});

describe("article add -", () => {
  const add = (text: string | Uint8Array, ...words: string[]) => {
    const input = Readable.from([Buffer.from(text)]);
    const command = parseArticleWords(["add", "-", ...words]);
    return command.action.run(parts(), command, { onProgress: () => {}, input });
  };

  test("keeps the text that is piped in", async () => {
    expect(await add(FOXES)).toMatch(/^Added “Foxes” \([\w-]+, 2 ¶\)\.$/);
    expect(await add(FOXES, "--title", "Ohio")).toMatch(/^Added “Ohio” /);
  });

  test("refuses what is empty and what is no text", async () => {
    await expect(add("")).rejects.toThrow(/^Cannot read "pasted text": it holds no paragraph/);
    await expect(add(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0))).rejects.toThrow(ArticleError);
  });

  test("stops at Ctrl-C while it reads", async () => {
    const stop = new AbortController();
    const input = new PassThrough();
    const options = { onProgress: () => {}, signal: stop.signal, input };
    const command = parseArticleWords(["add", "-"]);
    const adding = command.action.run(parts(), command, options);
    const closed = once(input, "close").catch(() => {});
    stop.abort(new ImportCancelledError("-"));
    await expect(adding).rejects.toThrow(ImportCancelledError);
    await closed;
  });
});
