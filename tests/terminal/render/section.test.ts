import { describe, expect, test } from "vitest";
import { Documents } from "../../../src/documents/documents.js";
import { Session } from "../../../src/terminal/chat/session.js";
import { renderAnswer } from "../../../src/terminal/render/answer.js";
import { styleFor } from "../../../src/terminal/render/layout.js";
import { found, passage } from "../../discord/answers.js";
import { ChosenLibrary } from "../../discord/chosen-library.js";

const plain = { style: { ...styleFor({}, true), answer: (one: string) => `[${one}]` }, width: undefined };

function sectionOf(texts: readonly string[]) {
  const passages = texts.map((text, at) => {
    const one = passage(at + 4, text, text);
    return { ...one, paragraph: { ...one.paragraph, headings: ["Classes", at < 2 ? "Ranger" : "Warden"] } };
  });
  const paragraphs = passages.map(({ paragraph }) => paragraph);
  return { passages, section: { headings: ["Classes"], paragraphs } };
}

describe("a section that was asked for by its name", () => {
  test("stands with its headings and numbers, the best sentence set off", () => {
    const { passages, section } = sectionOf(["Piercing Shot.", "Traps.", "Shield\u001b Wall."]);
    const [, best = passages[0]] = passages;
    if (best === undefined) throw new Error("There is a passage.");
    expect(renderAnswer({ ...found([best]), section }, plain).split("\n")).toEqual([
      "The Harbour Bridge › Classes › Ranger",
      "¶ 4  Piercing Shot.",
      "¶ 5  [Traps.]",
      "Warden",
      "¶ 6  Shield� Wall.",
    ]);
  });

  test("goes on with /more to its end", async () => {
    const { passages, section } = sectionOf(Array.from({ length: 12 }, (_, at) => `${at} ${"word ".repeat(60)}end`));
    const [best] = passages;
    if (best === undefined) throw new Error("There is a passage.");
    const library = new ChosenLibrary();
    library.answer = (question) => ({ ...found([best], question), section });
    const documents = new Documents({ allowPrivateUrls: false });
    const layout = { style: styleFor({}, true), width: 80 };
    const chat = new Session({ pilcrow: library.pilcrow, documents, layout, onProgress: () => {} });
    const say = async (line: string) => (await chat.reply(line)).text;
    expect(await say("/more")).toBe("/more works where a part of a section was shown.");
    const first = await say("classes");
    expect(first.split("\n").slice(-2)).toEqual(["6 more: ¶ 10–15", "/more goes on."]);
    const second = await say("/more");
    expect([...second.matchAll(/^¶ (\d+)/gm)].map(([, number]) => Number(number))).toEqual([10, 11, 12, 13, 14, 15]);
    expect(second).toMatch(/^The Harbour Bridge › Classes › Warden\n/);
    expect(second).not.toContain("more");
    expect(await say("/more")).toBe("/more works where a part of a section was shown.");
    await documents.close();
  });
});
