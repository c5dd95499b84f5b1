import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderAnswer, renderPassageAnyway } from "../../../src/discord/features/ask/render-answer.js";
import { renderWhy } from "../../../src/discord/features/ask/why.js";
import type { OutgoingMessage } from "../../../src/discord/send.js";
import type { Answer, Passage } from "../../../src/retrieval/answer.js";
import { readMarkdown, visibleText } from "../../loopback/markdown.js";
import { messageBreaches } from "../../loopback/rules.js";
import { found, notInArticle, passage, span, unsure } from "../answers.js";
import { anyPassage, anyText } from "../any-text.js";

function embedOf(message: OutgoingMessage) {
  const embed = message.embeds?.[0];
  if (embed === undefined) throw new Error("The message has no embed.");
  return embed;
}

function quotation(message: OutgoingMessage) {
  const runs = readMarkdown(embedOf(message).description ?? "").filter((run) => run.formats.includes("quote"));
  return {
    text: runs.map((run) => run.text).join(""),
    bold: runs
      .filter((run) => run.formats.includes("bold"))
      .map((run) => run.text)
      .join("\n"),
    formats: new Set(runs.flatMap((run) => run.formats)),
  };
}

/** What must stay of a text: all but its line breaks' kind and the characters that nobody sees. */
function seen(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, "\n")
    .replace(/(?![\n\t])[\p{Cc}\p{Cf}\u{2060}-\u{206f}\u{e0000}-\u{e007f}]/gu, "")
    .trim();
}

const squeeze = (text: string) => text.replace(/\s+/gu, "");

describe("an answer that was found", () => {
  const embed = embedOf(renderAnswer(found([span]), { showQuestion: false }));

  test("quotes the paragraph word for word, the answering sentence bold", () => {
    expect(embed.description).toBe(
      "¶ 7 says:\n> The bridge opened in 1932. **Its main span is 503 metres long.** Ferries had carried people until then.",
    );
  });

  test("names the article, and the confidence without ever claiming certainty", () => {
    expect(embed.author?.name).toBe("The Harbour Bridge");
    expect(embed.footer?.text).toBe("Confidence 93 %, a sure answer needs 50 %");
    const sure = { ...found([span]), confidence: 1 } as Answer;
    expect(embedOf(renderAnswer(sure, { showQuestion: false })).footer?.text).toBe(
      "Confidence 99 %, a sure answer needs 50 %",
    );
  });

  test("shows the headings above the paragraph, escaped", () => {
    const paragraph = { ...span.paragraph, headings: ["History", "*Opening*"] };
    const { description } = embedOf(renderAnswer(found([{ ...span, paragraph }]), { showQuestion: false }));
    expect(description?.split("\n").slice(0, 2)).toEqual(["-# History › \\*Opening\\*", "¶ 7 says:"]);
    const perhaps = embedOf(renderAnswer(unsure([{ ...span, paragraph }]), { showQuestion: false }));
    expect(perhaps.description?.split("\n")[1]).toBe("¶ 7 · History › \\*Opening\\*");
  });

  test("shows the question only where the person's own words are not in sight", () => {
    expect(embed.title).toBeUndefined();
    const asked = renderAnswer(found([span], "How *long*?"), { showQuestion: true });
    expect(embedOf(asked).title).toBe("How \\*long\\*?");
  });

  test("adds the next best passages in one line each, with their article where it is another", () => {
    const elsewhere = { id: "tunnel", title: "The Tunnel", source: "tunnel.md" };
    const others = [
      passage(3, "Long.\nIt is long.", "It is long."),
      passage(1, "The tunnel is short.", "The tunnel is short.", { article: elsewhere }),
    ];
    const { fields } = embedOf(renderAnswer(found([span, ...others]), { showQuestion: false }));
    expect(fields).toEqual([{ name: "Next best", value: "¶ 3 · It is long.\nThe Tunnel, ¶ 1 · The tunnel is short." }]);
  });

  test("names the page of every passage that has one", () => {
    const onPage = (one: Passage, page: number) => ({ ...one, paragraph: { ...one.paragraph, page } });
    const other = onPage(passage(3, "It is long.", "It is long."), 12);
    const { description, fields } = embedOf(renderAnswer(found([onPage(span, 4), other]), { showQuestion: false }));
    expect(description?.split("\n").slice(0, 2)).toEqual(["-# page 4", "¶ 7 says:"]);
    expect(fields?.[0]?.value).toBe("¶ 3 · page 12 · It is long.");
    const refusal = renderAnswer(notInArticle([other]), { showQuestion: false, embeds: false });
    expect(refusal.content).toContain("The nearest is ¶ 3, page 12, of “The Harbour Bridge”.");
  });

  test("quotes every line and makes every line of the sentence bold by itself", () => {
    const lines = passage(2, "First.\n\nA verse\nof two lines.\nLast.", "A verse\nof two lines.");
    const { description } = embedOf(renderAnswer(found([lines]), { showQuestion: false }));
    expect(description).toBe("¶ 2 says:\n> First.\n> \n> **A verse**\n> **of two lines.**\n> Last.");
  });

  test("shortens a long paragraph around the sentence at words", () => {
    const filler = "Nothing of interest happened here at all. ".repeat(300);
    const long = passage(5, `${filler}The answer is here. ${filler}`.trim(), "The answer is here.");
    const { description = "" } = embedOf(renderAnswer(found([long]), { showQuestion: false }));
    expect(description.length).toBeLessThanOrEqual(4096);
    expect(description.length).toBeGreaterThan(4000);
    const shown = quotation(renderAnswer(found([long]), { showQuestion: false }));
    expect(shown.bold).toBe("The answer is here.");
    expect(shown.text).toMatch(/^… \w[^…]*The answer is here\.[^…]*\w\.? …$/);
    expect(long.paragraph.text).toContain(shown.text.slice(2, -2));
  });

  test("shortens a sentence that is itself too long, and says so", () => {
    const endless = passage(5, `Before. ${"word ".repeat(2000)}end. After.`, `${"word ".repeat(2000)}end.`);
    const shown = quotation(renderAnswer(found([endless]), { showQuestion: false }));
    expect(shown.text).toMatch(/^… (word )+…$/);
    expect(shown.text.length).toBeGreaterThan(4000);
  });

  test("never cuts a character that is made of several", () => {
    const family = "👨‍👩‍👧‍👦";
    const text = `${family.repeat(600)}Here it is.${family.repeat(600)}`;
    const shown = quotation(renderAnswer(found([passage(1, text, "Here it is.")]), { showQuestion: false }));
    expect(shown.text.replaceAll(family, "").replace(/\s/g, "")).toBe("…Hereitis.…");
  });
});

describe("an unsure answer", () => {
  const sure = embedOf(renderAnswer(found([span]), { showQuestion: false }));

  test("says so above the quotation, in another colour, and without a calibration nothing of a confidence", () => {
    const embed = embedOf(renderAnswer(unsure([span]), { showQuestion: false }));
    expect(embed.description).toBe(`This may answer it:\n${sure.description?.replace("¶ 7 says:", "¶ 7")}`);
    const refused = embedOf(renderAnswer(notInArticle([span]), { showQuestion: false }));
    expect(new Set([sure.color, embed.color, refused.color]).size).toBe(3);
    expect(embed.footer).toBeUndefined();
    expect(renderWhy(unsure([span])).content).toContain("No confidence");
  });

  test("shows its confidence where the model is calibrated", () => {
    const answer = unsure([span], undefined, { confidence: 0.3, threshold: 0.5 });
    const embed = embedOf(renderAnswer(answer, { showQuestion: false }));
    expect(embed.footer?.text).toBe("Confidence 30 %, a sure answer needs 50 %");
    expect(renderWhy(answer).content).toContain("Confidence 0.300, threshold 0.500: perhaps an answer.");
  });
});

test("names the articles that may be meant above the quotation", () => {
  const tunnel = { ...span, article: { id: "tunnel", title: "The *Tunnel*", source: "tunnel.md" } };
  const ferry = { ...span, article: { id: "ferry", title: "The Ferry", source: "ferry.md" } };
  const answer: Answer = { ...found([span]), asked: 3, alternatives: [tunnel, ferry] };
  expect(embedOf(renderAnswer(answer, { showQuestion: false })).description?.split("\n")[0]).toBe(
    "More than one article may be meant: “The Harbour Bridge”, “The \\*Tunnel\\*” or “The Ferry”.",
  );
});

describe("a refusal", () => {
  test("says so, and names the nearest place without quoting it", () => {
    const embed = embedOf(renderAnswer(notInArticle([span, span]), { showQuestion: false }));
    expect(embed.description).toBe("The article does not say.\nThe nearest is ¶ 7 of “The Harbour Bridge”.");
    expect(embed.fields).toBeUndefined();
    expect(embed.footer?.text).toBe("Confidence 21 %, a sure answer needs 50 %");
  });

  test("of several articles names that of the nearest place, and none above it", () => {
    const other = { ...span, article: { id: "ferry", title: "The *ferry*", source: "ferry.md" } };
    const embed = embedOf(renderAnswer(notInArticle([other, span], undefined, 2), { showQuestion: false }));
    expect(embed.author).toBeUndefined();
    expect(embed.description).toBe("The articles do not say.\nThe nearest is ¶ 7 of “The \\*ferry\\*”.");
  });

  test("of a question about another subject names nothing at all", () => {
    const foreign: Answer = { ...notInArticle([span]), isForeign: true };
    const { color: _, ...embed } = embedOf(renderAnswer(foreign, { showQuestion: false }));
    expect(embed).toEqual({
      description: "The article does not say.",
      footer: { text: "Confidence 21 %, a sure answer needs 50 %" },
    });
  });

  test("stands without any passage", () => {
    const embed = embedOf(renderAnswer(notInArticle([]), { showQuestion: false }));
    expect(embed.description).toBe("The article does not say.");
    expect(embed.fields).toBeUndefined();
  });

  test("tells what to do where there is no article", () => {
    const message = renderAnswer({ kind: "no-article", question: "Anything?" }, { showQuestion: true });
    expect(message.content).toContain("no article");
    expect(messageBreaches(message)).toEqual([]);
  });
});

describe("whatever the text", () => {
  test("what a person sees is the paragraph, bold is the sentence, and nothing else is formatted", () => {
    fc.assert(
      fc.property(anyPassage(6), (best) => {
        const shown = quotation(renderAnswer(found([best]), { showQuestion: false }));
        const { start, end } = best.highlight;
        const whole = seen(best.paragraph.text);
        expect(shown.text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/);
        expect([...shown.formats].filter((format) => format !== "quote" && format !== "bold")).toEqual([]);
        const core = shown.text.replace(/^… /, "").replace(/ …$/, "");
        if (squeeze(seen(shown.text)) === squeeze(whole))
          expect(squeeze(seen(shown.bold))).toBe(squeeze(seen(best.paragraph.text.slice(start, end))));
        else {
          expect(whole.length).toBeGreaterThan(1500);
          expect(squeeze(whole)).toContain(squeeze(seen(core)));
          expect(squeeze(seen(best.paragraph.text.slice(start, end)))).toContain(
            squeeze(seen(shown.bold)).replace(/…$/, ""),
          );
        }
      }),
      { numRuns: 400 },
    );
  });

  test("every limit is kept, and the rest of the message formats nothing either", () => {
    const answers = fc.record({
      question: anyText(80),
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
      showQuestion: fc.boolean(),
      kind: fc.constantFrom("found", "unsure", "not-in-article"),
      asked: fc.constantFrom(1, 2),
      searchedAs: fc.option(anyText(80), { nil: undefined }),
      best: anyPassage(8),
      others: fc.array(anyPassage(4), { maxLength: 9 }),
    });
    fc.assert(
      fc.property(answers, ({ question, confidence, showQuestion, kind, asked, searchedAs, best, others }) => {
        const facts = { question, asked, profile: [1], ...(searchedAs !== undefined && { searchedAs }) };
        const sureness = { confidence, threshold: 0.5 };
        const answers: Record<typeof kind, Answer> = {
          found: { kind: "found", ...facts, ...sureness, passages: [best, ...others] },
          unsure: { kind: "unsure", ...facts, passages: [best, ...others], alternatives: [best] },
          "not-in-article": {
            kind: "not-in-article",
            ...facts,
            ...sureness,
            isForeign: false,
            nearest: [best, ...others],
          },
        };
        const answer = answers[kind];
        const message = renderAnswer(answer, { showQuestion });
        expect(messageBreaches(message)).toEqual([]);
        expect(messageBreaches(renderAnswer(answer, { showQuestion, embeds: false }))).toEqual([]);
        const embed = embedOf(message);
        const lines = (embed.description ?? "").split("\n");
        // Above it stand the articles that may be meant, or the refusal.
        const searched = searchedAs === undefined ? "" : lines.splice(kind === "found" ? 0 : 1, 1).join();
        expect(searched).toMatch(searchedAs === undefined ? /^$/ : /^-# Searched as: “.*”$/u);
        const head = (lines[0] ?? "").replace(/^-# /, "");
        for (const part of [
          searched.slice(3),
          embed.title ?? "",
          head,
          ...(embed.fields ?? []).flatMap((f) => f.value.split("\n")),
        ]) {
          expect(readMarkdown(part).flatMap((run) => run.formats)).toEqual([]);
        }
        expect(visibleText(embed.title ?? "").length).toBeLessThanOrEqual(256);
      }),
      { numRuns: 300 },
    );
  });

  test("an explanation and a passage shown anyway keep every limit and format nothing of it", () => {
    const explained = fc.record({
      question: anyText(80),
      searchedAs: anyText(80),
      best: anyPassage(8),
      others: fc.array(anyPassage(4), { maxLength: 2 }),
      profile: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 300 }),
    });
    fc.assert(
      fc.property(explained, ({ question, searchedAs, best, others, profile }) => {
        const why = renderWhy({ ...found([best, ...others], question), searchedAs, profile });
        expect(messageBreaches(why)).toEqual([]);
        expect((why.content ?? "").split("\n```\n")).toHaveLength(3);
        const anyway = renderPassageAnyway(best);
        expect(messageBreaches(anyway)).toEqual([]);
        const [head = "", place = "", ...quoted] = (embedOf(anyway).description ?? "").split("\n");
        expect(head).toMatch(/^\*\*Not an answer:\*\*/);
        const formats = [place, ...quoted].flatMap((line) => readMarkdown(line).flatMap((run) => run.formats));
        expect(formats.filter((format) => format !== "quote")).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("ordinary prose is not littered with escapes", () => {
    const prose = 'Well-known (since 1932): a 50/50 chance, e.g. for a@b.example; #1 of 3 – "quoted". So what?';
    const shown = embedOf(renderAnswer(found([passage(1, prose, "So what?")]), { showQuestion: false }));
    expect(shown.description).toBe(`¶ 1 says:\n> ${prose.replace("So what?", "**So what?**")}`);
  });

  test("a megabyte of text is shown in a moment's work, not refused", () => {
    const big = passage(1, `${"🏴 ".repeat(200_000)}Here. ${"*".repeat(500_000)}`, "Here.");
    const shown = quotation(renderAnswer(found([big]), { showQuestion: false }));
    expect(shown.bold).toBe("Here.");
  });
});
