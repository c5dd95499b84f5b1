import { describe, expect, test } from "vitest";
import { Documents } from "../../../src/documents/documents.js";
import { createPilcrow, type Pilcrow } from "../../../src/library/pilcrow.js";
import { MemoryStore } from "../../../src/store/memory.js";
import { Session } from "../../../src/terminal/chat/session.js";
import { styleFor } from "../../../src/terminal/render/layout.js";
import { bridge, found, notInArticle, span, unsure } from "../../discord/answers.js";
import { ChosenLibrary } from "../../discord/chosen-library.js";
import { articleOf } from "../../library/articles.js";
import { WORD_CALIBRATION, WordEmbedder } from "../../library/word-embedder.js";

function session() {
  const library = new ChosenLibrary();
  return { library, ...sessionWith(library.pilcrow) };
}

function sessionWith(pilcrow: Pilcrow) {
  const documents = new Documents({ allowPrivateUrls: false });
  const layout = { style: styleFor({}, true), width: undefined };
  const chat = new Session({ pilcrow, documents, layout, onProgress: () => {} });
  const say = async (line: string) => (await chat.reply(line)).text;
  return { pilcrow, chat, say };
}

describe("a conversation in the terminal", () => {
  test("joins what cannot stand alone, says so, and asks it alone with /plain", async () => {
    const { library, say } = session();
    await say("how long is the bridge?");
    expect(await say("and when was it opened?")).toMatch(
      /^Searched as: “how long is the bridge\? and when was it opened\?”\n¶ 7 says: {2}The Harbour Bridge\n/,
    );
    expect(await say("/plain")).toMatch(/^¶ 7/);
    expect(library.asked.at(-1)?.question).toBe("and when was it opened?");
    expect(await say("/plain")).toBe("The last question was searched alone already.");
  });

  test("shows the closest passage of a refusal with /anyway, as no answer", async () => {
    const { library, say } = session();
    expect(await say("/anyway")).toBe("Ask a question first.");
    library.answer = (question) => notInArticle([span], question);
    expect(await say("who painted it")).toMatch(/^The article does not say\./);
    expect(await say("/anyway")).toMatch(/^Not an answer:.*\n¶ 7.*\n.*Its main span is 503 metres long\./);
    library.answer = (question) => notInArticle([], question);
    await say("who painted it");
    expect(await say("/anyway")).toBe("/anyway works after “The article does not say.”");
  });

  test("shows nothing near a question about another subject", async () => {
    const { library, say } = session();
    library.answer = (question) => ({ ...notInArticle([span], question), isForeign: true });
    expect(await say("how do i center a div")).toBe("The article does not say.");
    expect(await say("/anyway")).toBe("Nothing is near the last question: it is about another subject.");
  });

  test("lets the person choose among articles that may be meant, and asks the chosen one alone", async () => {
    const { library, say } = session();
    expect(await say("/in 1")).toBe("Ask a question first.");
    await say("how long is it?");
    expect(await say("/in 1")).toBe("/in works where more than one article may be meant.");
    const tunnel = { ...span, article: { id: "tunnel", title: "The\nTunnel", source: "tunnel.md" } };
    library.answer = (question) => ({ ...unsure([span], question), alternatives: [tunnel] });
    expect((await say("how long is the crossing?")).split("\n").slice(-3)).toEqual([
      "More than one article may be meant: “The Harbour Bridge” or “The Tunnel”.",
      "/in 1 asks “The Harbour Bridge” alone.",
      "/in 2 asks “The Tunnel” alone.",
    ]);
    for (const wrong of ["/in 3", "/in 0", "/in tunnel", "/in"])
      expect(await say(wrong)).toMatch(/^\/in N: give 1 to 2/);
    library.answer = (question) => found([tunnel], question);
    expect(await say("/in 2")).toMatch(/^¶ 7 says: {2}The Tunnel/);
    expect(library.asked.at(-1)).toMatchObject({
      question: "how long is the crossing?",
      options: { articleId: "tunnel", top: 3 },
    });
  });

  test("explains the last answer with /why, with a strip of the article", async () => {
    const { say } = session();
    expect(await say("/why")).toBe("Ask a question first.");
    await say("how long is the bridge?");
    await say("and when was it opened?");
    const lines = (await say("/why")).split("\n");
    expect(lines.slice(0, 3)).toEqual([
      "“and when was it opened?”",
      "Searched as: “how long is the bridge? and when was it opened?”",
      "confidence 0.934, threshold 0.500: an answer",
    ]);
    expect(lines[4]).toMatch(/^¶ 7 +0\.800 +0\.800 +0\.750 +0\.850 +0\.500 +0\.000$/);
    expect(lines.at(-1)).toBe("¶ 1 ▁▂▁▁▃▁█▁▁▁▁▁ ¶ 12");
  });

  test("keeps whether the last answer helped, with /good and /bad", async () => {
    const store = new MemoryStore();
    const parts = { embedder: new WordEmbedder(), store, calibration: WORD_CALIBRATION };
    const { pilcrow, say } = sessionWith(createPilcrow(parts));
    const { article } = await pilcrow.articles.add(
      "house",
      articleOf("Foxes", "They sleep.", "Foxes eat plums in autumn."),
    );
    expect(await say("/good")).toBe("Ask a question first.");
    await say("What do foxes eat in autumn?");
    expect(await say("/good")).toBe("Noted: ¶ 2 helped.");
    expect(await pilcrow.articles.verdictsOn("house")).toEqual([
      { articleId: article.id, paragraph: 2, good: 1, bad: 0 },
    ]);
    expect(await say("/bad")).toBe("Noted: ¶ 2 did not help.");
    expect(await pilcrow.articles.verdictsOn("house")).toEqual([
      { articleId: article.id, paragraph: 2, good: 0, bad: 1 },
    ]);
    await pilcrow.articles.remove("house", article.id);
    expect(await say("/good")).toBe(`There is no article “${article.id}” here.`);
    await pilcrow.articles.restore("house", article.id);
    await say("Who invented the telephone?");
    expect(await say("/bad")).toBe("Only an answer can be judged; the last reply was none.");
    expect(await pilcrow.articles.verdictsOn("house")).toHaveLength(1);
  });

  test("says when the article of the last answer is gone", async () => {
    const { library, say } = session();
    await say("how long is the bridge?");
    library.articles = [];
    expect(await say("/why")).toBe("There is no article “harbour-bridge” here.");
  });
});

describe("commands", () => {
  test.each(["0", "11", "-1", "2.5", "many", "", "1e1", "0x2", "\x1b[2J"])("/top %j is refused", async (argument) => {
    const { library, say } = session();
    const reply = await say(`/top ${argument}`);
    expect(reply).toMatch(/^\/top N: now 3 passages are shown; give 1 to 10, not ".*"\.$/);
    expect(reply).not.toContain("\x1b");
    await say("how long?");
    expect(library.asked[0]?.options.top).toBe(3);
  });

  test.each([
    ["1", "The best passage is shown."],
    ["10", "The 10 best passages are shown."],
  ])("/top %s is taken", async (argument, reply) => {
    const { library, say } = session();
    expect(await say(`/top ${argument}`)).toBe(reply);
    await say("how long?");
    expect(library.asked[0]?.options.top).toBe(Number(argument));
  });

  test("/articles lists them, with nothing that a terminal obeys", async () => {
    const { library, say } = session();
    library.articles = [{ ...bridge, title: "A\x1b[2J\nbridge", paragraphs: 12 }];
    expect(await say("/articles")).toBe("harbour-bridge  A�[2J bridge  (harbour-bridge.md, 12 ¶)");
    library.articles = [];
    expect(await say("/articles")).toContain("There are no articles.");
  });

  test("/articles lists them by title, whatever its case", async () => {
    const parts = { embedder: new WordEmbedder(), store: new MemoryStore(), calibration: WORD_CALIBRATION };
    const { pilcrow, say } = sessionWith(createPilcrow(parts));
    for (const title of ["bears", "Foxes", "Ants", "ants"])
      await pilcrow.articles.add("house", articleOf(title, `On ${title}.`));
    const titles = (await say("/articles")).split("\n").map((line) => line.split("  ")[1]);
    expect(titles).toEqual(["Ants", "ants", "bears", "Foxes"]);
  });

  test("an unknown one is named, /help lists them, /quit leaves, an empty line is nothing", async () => {
    const { chat, say } = session();
    expect(await say("/sing\x07 loud")).toBe("There is no command /sing�. /help lists them.");
    const help = await say("/help");
    for (const command of [
      "/articles",
      "/add",
      "/remove",
      "/undo",
      "/top",
      "/plain",
      "/anyway",
      "/why",
      "/help",
      "/quit",
    ])
      expect(help).toContain(command);
    for (const line of ["/quit", "/exit"]) expect(await chat.reply(line)).toEqual({ text: "", quit: true });
    expect(await say("  ")).toBe("");
  });

  test("an error of the library that is no question's fault is not swallowed", async () => {
    const { library, chat } = session();
    library.answer = () => Promise.reject(new Error("disk"));
    await expect(chat.reply("how long?")).rejects.toThrow("disk");
  });
});

test("/top decides how many passages /why explains", async () => {
  const { library, say } = session();
  await say("/top 1");
  await say("how long is the bridge?");
  await say("/why");
  expect(library.asked.at(-1)?.options.top).toBe(1);
});
