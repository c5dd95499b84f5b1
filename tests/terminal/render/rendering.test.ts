import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderAnswer, renderAnyway, renderWhy } from "../../../src/terminal/render/answer.js";
import { styleFor } from "../../../src/terminal/render/layout.js";
import { bridge, found, notInArticle, passage, span, unsure } from "../../discord/answers.js";

const colour = styleFor({ isTTY: true }, false);
const plain = styleFor({ isTTY: true }, true);

describe("style", () => {
  test("is colour on a terminal, and plain with NO_COLOR or in a pipe", () => {
    expect(renderAnswer(found([span]), { style: colour, width: 80 })).toContain("\x1b[");
    for (const style of [plain, styleFor({ isTTY: false }, false), styleFor({}, false)])
      expect(renderAnswer(found([span]), { style, width: 80 })).not.toContain("\x1b");
  });

  test("sets off the answering sentence alone", () => {
    const text = renderAnswer(found([span]), { style: { ...plain, answer: (one) => `[${one}]` }, width: undefined });
    expect(text).toBe(
      "¶ 7 says:  The Harbour Bridge\nThe bridge opened in 1932. [Its main span is 503 metres long.] Ferries had carried people until then.",
    );
  });
});

describe("wrapping", () => {
  const words = fc.array(fc.stringMatching(/^[a-zé東—]{1,30}$/), { minLength: 1, maxLength: 60 });

  test("keeps a passage word for word, and to the width where words do", () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 10, max: 100 }), fc.boolean(), (all, width, coloured) => {
        const text = all.join(" ");
        const style = coloured ? colour : plain;
        const rendered = stripVTControlCharacters(
          renderAnswer(found([passage(1, text, all[0] ?? "")]), { style, width }),
        );
        const lines = rendered.split("\n");
        expect(lines.join("").replace(/\s+/g, "")).toBe(`¶ 1 says: The Harbour Bridge ${text}`.replace(/\s+/g, ""));
        for (const line of lines.map((one) => one.trim()))
          expect(line.length <= width || !line.includes(" "), line).toBe(true);
      }),
    );
  });

  test("leaves a pipe's paragraphs on their own lines", () => {
    const text = "word ".repeat(200).trim();
    expect(renderAnswer(found([passage(1, text, text)]), { style: plain, width: undefined })).toContain(`\n${text}`);
  });
});

test("an unsure answer says so, quotes its best passage in full, and has the next ones in a line each", () => {
  const elsewhere = { ...bridge, id: "tunnel", title: "The Tunnel" };
  const others = [
    passage(3, "Long ago. It is long.", "It is long."),
    passage(1, "It is short.", "It is short.", { article: elsewhere }),
  ];
  const text = renderAnswer(unsure([span, ...others]), { style: plain, width: undefined });
  expect(text.split("\n")).toEqual([
    "This may answer it:",
    "¶ 7  The Harbour Bridge",
    span.paragraph.text,
    "",
    "¶ 3  It is long.",
    "¶ 1, The Tunnel  It is short.",
  ]);
});

test("names the articles that may be meant below the answer", () => {
  const tunnel = { ...span, article: { ...bridge, id: "tunnel", title: "The Tunnel" } };
  const text = renderAnswer({ ...found([span]), alternatives: [tunnel] }, { style: plain, width: undefined });
  expect(text.split("\n").at(-1)).toBe("More than one article may be meant: “The Harbour Bridge” or “The Tunnel”.");
});

describe("a refusal", () => {
  test("names the nearest place in a line, its article in short", () => {
    const article = { ...bridge, id: "long", title: `The\n${"very ".repeat(20)}long ferry` };
    const nearest = { ...span, article, paragraph: { ...span.paragraph, page: 12 } };
    const text = renderAnswer(notInArticle([nearest, span], undefined, 2), { style: plain, width: undefined });
    expect(text.split("\n")).toEqual([
      "The articles do not say.",
      "The nearest is ¶ 7, page 12, of “The very very very very very very very very very very very…”.",
    ]);
  });

  test("of a question about another subject names nothing", () => {
    const foreign = { ...notInArticle([span]), isForeign: true };
    expect(renderAnswer(foreign, { style: plain, width: undefined })).toBe("The article does not say.");
  });

  test("shows the closest one as no answer", () => {
    const text = renderAnyway(span, { style: plain, width: undefined });
    expect(text).toMatch(/^Not an answer:.*\n¶ 7 {2}The Harbour Bridge\nThe bridge opened/);
  });
});

describe("the numbers behind an answer", () => {
  const ferry = { id: "ferry", title: "The Ferry", source: "ferry.md" };
  const tram = { id: "tram", title: "The Tram", source: "tram.md" };
  const passages = [
    span,
    { ...span, article: ferry },
    { ...span, article: tram },
    { ...span, article: ferry },
  ] as const;

  test("name the other articles", () => {
    const lines = renderWhy({ ...found(passages), profile: [1] }, { style: plain, width: 80 }).split("\n");
    expect(lines.slice(3, 7).map((line) => line.split(/ {2,}/)[0])).toEqual(["¶ 7", "¶ 7†", "¶ 7†2", "¶ 7†"]);
    expect(lines.slice(7, 9)).toEqual(["† in “The Ferry”", "†2 in “The Tram”"]);
  });

  test.each([40, 73, 74, 100])("stand in a table within %i columns", (width) => {
    const lines = renderWhy({ ...found(passages), profile: Array(200).fill(1) }, { style: plain, width });
    const [head = "", ...rows] = lines.split("\n").filter((line) => /^(?: {4}|¶ 7)/.test(line));
    expect(head.trim()).toMatch(width < 74 ? /^score +cos¶ +tok¶ +tokS/ : /^score +cos ¶ +tok ¶ +tok sent\./);
    expect(rows).toHaveLength(4);
    for (const row of rows) expect(row.match(/\.\d{3}/g)).toHaveLength(6);
    for (const line of lines.split("\n")) expect(line.length).toBeLessThanOrEqual(width);
  });
});

test("what a terminal would obey never reaches it, wherever it stands", () => {
  const piece = fc.oneof(
    fc.constantFrom("\x1b[2J", "\x1b]0;title\x07", "\x9b31m", "\r", "\b", "\x00", "\x7f", "\x85", "\u202e", "\u2066"),
    fc.string(),
    fc.constant("\nword "),
  );
  const nasty = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(nasty, nasty, nasty, fc.constantFrom(undefined, 20, 80), (title, heading, text, width) => {
      const article = { ...bridge, title };
      const one = { ...passage(1, text, text), article };
      const paragraph = { ...one.paragraph, headings: [heading] };
      const full = { ...one, paragraph };
      const asked = { ...found([full], title), searchedAs: heading };
      const refused = { ...notInArticle([full], title), searchedAs: heading };
      const layout = { style: plain, width };
      for (const shown of [
        renderAnswer(asked, layout),
        renderAnswer(refused, layout),
        renderAnyway(full, layout),
        renderWhy({ ...asked, profile: [1, 2] }, layout),
      ]) {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
        expect(shown).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }
    }),
  );
});

test("an escape is seen as �, and the span of the answer still fits", () => {
  const text = "First\x1b[31m. The answer. Last.";
  const shown = renderAnswer(found([passage(1, text, "The answer.")]), {
    style: { ...plain, answer: (one) => `[${one}]` },
    width: undefined,
  });
  expect(shown).toContain("First�[31m. [The answer.] Last.");
});
