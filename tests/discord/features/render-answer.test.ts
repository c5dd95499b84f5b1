import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderReply } from "../../../src/discord/features/ask/answer-buttons.js";
import { type RenderOptions, renderAnswer as renderIn } from "../../../src/discord/features/ask/render-answer.js";
import { renderWhy as renderWhyIn } from "../../../src/discord/features/ask/why.js";
import { questionOf, questionPart, searchedPart } from "../../../src/discord/reading/asked.js";
import { paragraphMessage } from "../../../src/discord/reading/walk.js";
import type { OutgoingMessage } from "../../../src/discord/send.js";
import { shortMarkdown } from "../../../src/discord/text/plain-text.js";
import { CATALOGUES, english, texts } from "../../../src/interface-texts/texts.js";
import type { Answer, Passage } from "../../../src/retrieval/answer.js";
import { readMarkdown, visibleText } from "../../loopback/markdown.js";
import { messageBreaches } from "../../loopback/rules.js";
import { found, notInArticle, passage, span, unsure } from "../answers.js";
import { anyPassage, anyText } from "../any-text.js";
import { ChosenLibrary } from "../chosen-library.js";
import { quotation, seen, textsOf } from "../seen.js";

/** What must stay of a text: all but its line breaks' kind and the characters that nobody sees. */
function visible(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, "\n")
    .replace(/(?![\n\t])[\p{Cc}\p{Cf}\u{2060}-\u{206f}\u{e0000}-\u{e007f}]/gu, "")
    .trim();
}

const squeeze = (text: string) => text.replace(/\s+/gu, "");

const renderAnswer = (answer: Answer, options: Partial<RenderOptions> = {}) =>
  renderIn(answer, { texts: english(), ...options });
const renderWhy = (answer: Answer) => renderWhyIn(answer, english());
const anyTexts = fc.constantFrom(...Object.keys(CATALOGUES)).map(texts);

/** A message in both forms. */
const bothForms = [{ plain: false }, { plain: true }];

describe("an answer that was found", () => {
  test("quotes the paragraph word for word, the answering sentence bold, then where it stands, then the question", () => {
    const lines = [
      "¶ 7 says:",
      "> The bridge opened in 1932. **Its main span is 503 metres long.** Ferries had carried people until then.",
      "-# The Harbour Bridge · ¶ 7 of 12",
      "-# “How long is the bridge?”",
    ];
    for (const form of bothForms) expect(textsOf(renderAnswer(found([span]), form))).toEqual(lines);
  });

  test("tells nothing of a confidence: those numbers are for /why", () => {
    for (const form of bothForms) expect(seen(renderAnswer(found([span]), form))).not.toMatch(/onfidence|%/);
  });

  test("names the headings, the page and the time where there are some", () => {
    const paragraph = { ...span.paragraph, headings: ["History", "*Opening*"], page: 4, time: "00:01:10" };
    const place = "-# The Harbour Bridge · History › \\*Opening\\* · ¶ 7 of 12 · page 4 · at 00\\:01\\:10";
    for (const make of [found, unsure])
      expect(textsOf(renderAnswer(make([{ ...span, paragraph }]))).map(unescaped)).toContain(unescaped(place));
    const other = passage(3, "It is long.", "It is long.");
    const refusal = renderAnswer(notInArticle([{ ...other, paragraph: { ...other.paragraph, page: 12 } }]));
    expect(seen(refusal)).toContain("The nearest is ¶ 3, page 12, of “The Harbour Bridge”.");
  });

  test("shows the question small, and formats nothing of it", () => {
    for (const form of bothForms)
      expect(textsOf(renderAnswer(found([span], "How *long*?"), form)).at(-1)).toBe("-# “How \\*long\\*?”");
  });

  test("leads to the sentence on its page, to a message in Discord, and nowhere from a file", () => {
    const from = (source: string) => {
      const article = { ...span.article, title: "The [bridge]", source };
      return textsOf(renderAnswer(found([{ ...span, article }])))[2];
    };
    expect(from("https://bridges.example/harbour_(old)")).toBe(
      "-# [The \\[bridge\\]](<https://bridges.example/harbour_%28old%29#:~:text=Its%20main%20span%20is%20503%20metres%20long.>) · ¶ 7 of 12",
    );
    expect(from("https://bridges.example/a#history")).toContain("/a#history:~:text=Its%20main");
    const message = "https://discord.com/channels/1/2/3";
    expect(from(message)).toBe(`-# [The \\[bridge\\]](<${message}>) · ¶ 7 of 12`);
    expect(from("bridge.md")).toBe("-# The \\[bridge\\] · ¶ 7 of 12");
    expect(from("https://bridges.example/?q=><https://x.example>")).not.toContain("><");
  });

  test("names a long sentence by its first and last words", () => {
    const words = "One two three four five six seven eight nine ten, eleven-twelve and so on until the end.";
    const article = { ...span.article, source: "https://bridges.example/" };
    expect(textsOf(renderAnswer(found([passage(7, words, words, { article })])))[2]).toContain(
      "#:~:text=One%20two%20three%20four%20five,so%20on%20until%20the%20end.",
    );
  });

  test("shows a list, a table and code as one, and where the links of a paragraph lead", () => {
    const rows = Array.from({ length: 40 }, (_, at) => `Row ${at} of the table, with its words`).join("\n");
    const table = passage(7, rows, "Row 3 of the table, with its words");
    const shown = quotation(renderAnswer(found([{ ...table, paragraph: { ...table.paragraph, form: "table" } }])));
    expect(shown.text).toBe(rows);
    const code = passage(7, "if x:\n    go()  # **now**", "if x:");
    const links = [{ text: "the guide", address: "https://guide.example/a" }];
    const message = renderAnswer(found([{ ...code, paragraph: { ...code.paragraph, form: "code", links } }]));
    expect(textsOf(message)[1]).toBe("```\nif x:\n    go()  # **now**\n```\n-# the guide: <https://guide.example/a>");
  });

  test("quotes every line and makes every line of the sentence bold by itself", () => {
    const lines = passage(2, "First.\n\nA verse\nof two lines.\nLast.", "A verse\nof two lines.");
    expect(textsOf(renderAnswer(found([lines])))[1]).toBe("> First.\n> \n> **A verse**\n> **of two lines.**\n> Last.");
  });

  test("shortens a long paragraph around the sentence at words", () => {
    const filler = "Nothing of interest happened here at all. ".repeat(300);
    const long = passage(5, `${filler}The answer is here. ${filler}`.trim(), "The answer is here.");
    for (const form of bothForms) {
      const shown = quotation(renderAnswer(found([long]), form));
      expect(shown.text.length).toBeLessThanOrEqual(700);
      expect(shown.text.length).toBeGreaterThan(650);
      expect(shown.bold).toBe("The answer is here.");
      expect(shown.text).toMatch(/^… \w[^…]*The answer is here\.[^…]*\w\.? …$/);
      expect(long.paragraph.text).toContain(shown.text.slice(2, -2));
    }
  });

  test("shortens a sentence that is itself too long, and says so", () => {
    const endless = passage(5, `Before. ${"word ".repeat(2000)}end. After.`, `${"word ".repeat(2000)}end.`);
    expect(quotation(renderAnswer(found([endless]))).text).toMatch(/^… (word ){100,}…$/);
  });

  test("never cuts a character that is made of several", () => {
    const family = "👨‍👩‍👧‍👦";
    const text = `${family.repeat(600)}Here it is.${family.repeat(600)}`;
    const shown = quotation(renderAnswer(found([passage(1, text, "Here it is.")])));
    expect(shown.text.replaceAll(family, "").replace(/\s/g, "")).toBe("…Hereitis.…");
  });
});

describe("an unsure answer", () => {
  const others = [
    passage(3, "Long.\nIt is long.", "It is long."),
    passage(1, "The tunnel is short.", "The tunnel is short.", {
      article: { id: "tunnel", title: "The Tunnel", source: "tunnel.md" },
    }),
    passage(4, "Third.", "Third."),
  ];

  test("says so above the quotation, in another colour, and without a calibration nothing of a confidence", () => {
    expect(textsOf(renderAnswer(unsure([span])))).toEqual([
      "This may answer it:",
      ...textsOf(renderAnswer(found([span]))).slice(1),
    ]);
    const colors = [found([span]), unsure([span]), notInArticle([span])].map((answer) => colorOf(renderAnswer(answer)));
    expect(new Set(colors).size).toBe(3);
    expect(renderWhy(unsure([span])).content).toContain("No confidence");
    const calibrated = unsure([span], undefined, { confidence: 0.3, threshold: 0.5 });
    expect(renderWhy(calibrated).content).toContain("Confidence 0.300, threshold 0.500: perhaps an answer.");
  });

  test("shows the next two in one line each, with their article where it is another; a message of text leaves them to its menu", () => {
    const lines = ["-# ¶ 3 · It is long.", "-# The Tunnel, ¶ 1 · The tunnel is short."];
    expect(textsOf(renderAnswer(unsure([span, ...others]))).slice(3, -1)).toEqual(lines);
    expect(textsOf(renderAnswer(unsure([span, ...others]), { plain: true }))).toHaveLength(4);
    expect(textsOf(renderAnswer(found([span, ...others])))).toHaveLength(4);
  });

  test("lists none that is far behind the first", () => {
    const read = (one: Passage, answers: number) => ({ ...one, parts: { ...one.parts, answers } });
    const [near, , far] = others.map((one, at) => read(one, [0.2, 0.1, 0.001][at] ?? 0));
    if (near === undefined || far === undefined) throw new Error("Expected three.");
    expect(textsOf(renderAnswer(unsure([read(span, 0.7), near, far]))).slice(3, -1)).toEqual(["-# ¶ 3 · It is long."]);
  });
});

test("names the articles that may be meant above the quotation", () => {
  const tunnel = { ...span, article: { id: "tunnel", title: "The *Tunnel*", source: "tunnel.md" } };
  const ferry = { ...span, article: { id: "ferry", title: "The Ferry", source: "ferry.md" } };
  const answer: Answer = { ...found([span]), asked: 3, alternatives: [tunnel, ferry] };
  expect(textsOf(renderAnswer(answer))[0]).toBe(
    "More than one article may be meant: “The Harbour Bridge”, “The \\*Tunnel\\*” or “The Ferry”.",
  );
});

describe("a refusal", () => {
  const question = "Who painted the bridge?";

  test("says so, and names the nearest place without quoting it", () => {
    for (const form of bothForms)
      expect(seen(renderAnswer(notInArticle([span, span]), form))).toBe(
        `The article does not say.\nThe nearest is ¶ 7 of “The Harbour Bridge”.\n“${question}”`,
      );
  });

  test("of several articles names that of the nearest place", () => {
    const other = { ...span, article: { id: "ferry", title: "The *ferry*", source: "ferry.md" } };
    expect(seen(renderAnswer(notInArticle([other, span], undefined, 2)))).toBe(
      `The articles do not say.\nThe nearest is ¶ 7 of “The *ferry*”.\n“${question}”`,
    );
  });

  test("of a question about another subject names nothing at all; it stands without any passage too", () => {
    const nothingNear = `The article does not say.\n“${question}”`;
    expect(seen(renderAnswer({ ...notInArticle([span]), isForeign: true }))).toBe(nothingNear);
    expect(seen(renderAnswer(notInArticle([])))).toBe(nothingNear);
  });

  test("tells what to do where there is no article", () => {
    const message = renderAnswer({ kind: "no-article", question: "Anything?" });
    expect(message.content).toContain("no article");
    expect(messageBreaches(message)).toEqual([]);
  });
});

describe("whatever the text", () => {
  test("what a person sees is the paragraph, bold is the sentence, and nothing else is formatted", () => {
    fc.assert(
      fc.property(anyPassage(6), fc.boolean(), (best, plain) => {
        const shown = quotation(renderAnswer(found([best]), { plain }));
        const { start, end } = best.highlight;
        const whole = visible(best.paragraph.text);
        expect(shown.text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/);
        expect([...shown.formats].filter((format) => format !== "quote" && format !== "bold")).toEqual([]);
        const core = shown.text.replace(/^… /, "").replace(/ …$/, "");
        if (squeeze(visible(shown.text)) === squeeze(whole))
          expect(squeeze(visible(shown.bold))).toBe(squeeze(visible(best.paragraph.text.slice(start, end))));
        else {
          // With its escapes it is twice as long at most, and "> **" and "**" stand around each line.
          const { text } = best.paragraph;
          expect(2 * text.length + 6 * visible(text).split("\n").length).toBeGreaterThan(460);
          expect(squeeze(whole)).toContain(squeeze(visible(core)));
          expect(squeeze(visible(best.paragraph.text.slice(start, end)))).toContain(
            squeeze(visible(shown.bold)).replace(/…$/, ""),
          );
        }
      }),
      { numRuns: 250 },
    );
  });

  test("every limit is kept in both forms, with all that goes on from it, and the rest of the message formats nothing either", () => {
    const answers = fc.record({
      question: anyText(80),
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
      texts: anyTexts,
      plain: fc.boolean(),
      isPrivate: fc.boolean(),
      isFollowUp: fc.boolean(),
      reading: fc.constantFrom(undefined, { done: 12, of: 115 }),
      kind: fc.constantFrom("found", "unsure", "not-in-article"),
      asked: fc.constantFrom(1, 2),
      searchedAs: fc.option(anyText(80), { nil: undefined }),
      best: anyPassage(8),
      others: fc.array(anyPassage(4), { maxLength: 30 }),
      form: fc.constantFrom(undefined, "list", "table", "code"),
      source: fc.oneof(anyText(8), fc.webUrl({ withFragments: true, withQueryParameters: true, size: "large" })),
    });
    fc.assert(
      fc.property(answers, ({ question, confidence, kind, asked, searchedAs, form, source, ...one }) => {
        const facts = {
          question,
          asked,
          profile: new Array(99_999).fill(0),
          ...(searchedAs !== undefined && { searchedAs }),
        };
        const sureness = { confidence, threshold: 0.5 };
        // What a library gives: each paragraph once, ids of at most 40 characters.
        const passages = [one.best, ...one.others].map((passage, at) => ({
          ...passage,
          article: { ...passage.article, id: passage.article.id.padEnd(40, "x"), source },
          paragraph: {
            ...passage.paragraph,
            number: 99_000 + at,
            ...(form && { form }),
            links: [{ text: source, address: source }],
          },
        })) as unknown as [Passage, ...Passage[]];
        const alternatives = passages.map((passage, at) => ({
          ...passage,
          article: { ...passage.article, id: String(at).padEnd(40, "y") },
        }));
        const answers: Record<typeof kind, Answer> = {
          found: { kind: "found", ...facts, ...sureness, passages },
          unsure: { kind: "unsure", ...facts, passages, alternatives },
          "not-in-article": { kind: "not-in-article", ...facts, ...sureness, isForeign: false, nearest: passages },
        };
        const answer = answers[kind];
        const turn = {
          scope: "guild:1",
          question: "x".repeat(50),
          searched: "",
          where: { articleId: "z".repeat(40) },
          confidential: false,
        } as const;
        const message = renderReply(
          { answer, turn, isFollowUp: one.isFollowUp },
          { ...one, owner: "9".repeat(20), isInGuild: true },
        );
        expect(messageBreaches(message)).toEqual([]);
        expect(questionOf(received(message))).toBe(shownAs(question, one.plain ? 200 : 400));
        const rest = textsOf(message).filter(
          (text) =>
            !/^(?:> |```|-# .*<?https?:)/.test(text) &&
            !text.startsWith(`**${one.texts.say("answer.refusal", { asked })}`),
        );
        for (const text of rest)
          if (!(one.plain && form === "code"))
            expect(
              readMarkdown(text.replace(/^-# /, "")).flatMap(({ formats }) => formats),
              text,
            ).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test("an explanation keeps every limit and formats nothing of it", () => {
    const explained = fc.record({
      words: anyTexts,
      question: anyText(80),
      searchedAs: anyText(80),
      best: anyPassage(8),
      others: fc.array(anyPassage(4), { maxLength: 2 }),
      profile: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 300 }),
    });
    fc.assert(
      fc.property(explained, ({ words, question, searchedAs, best, others, profile }) => {
        const why = renderWhyIn({ ...found([best, ...others], question), searchedAs, profile }, words);
        expect(messageBreaches(why)).toEqual([]);
        expect((why.content ?? "").split("\n```\n")).toHaveLength(3);
      }),
      { numRuns: 200 },
    );
  });

  test("a paragraph that is read in full keeps every limit, whatever stands around it", async () => {
    const library = new ChosenLibrary();
    library.articles = ["one", "two"].map((id) => ({ id, title: id, source: id, paragraphs: 99_999 }));
    const around = fc.record({
      best: anyPassage(30),
      question: anyText(80),
      searched: anyText(80),
      words: anyTexts,
    });
    await fc.assert(
      fc.asyncProperty(around, async ({ best, question, searched, words }) => {
        library.paragraph = async () => best;
        const message = await paragraphMessage(
          { library, texts: words },
          "user:1",
          { articleId: best.article.id, number: 1, sentence: best.highlight },
          {
            owner: "9".repeat(20),
            above: [searchedPart(searched, words), { text: "**Not an answer:** the closest passage" }],
            below: [questionPart(question)],
          },
        );
        expect(messageBreaches(message)).toEqual([]);
        const formats = quotation(message).formats;
        expect([...formats].filter((format) => format !== "quote" && format !== "bold")).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test("ordinary prose is not littered with escapes", () => {
    const prose = 'Well-known (since 1932): a 50/50 chance, e.g. for a@b.example; #1 of 3 – "quoted". So what?';
    const shown = textsOf(renderAnswer(found([passage(1, prose, "So what?")])))[1];
    expect(shown).toBe(`> ${prose.replace("So what?", "**So what?**")}`);
  });

  test("a megabyte of text is shown in a moment's work, not refused", () => {
    const big = passage(1, `${"🏴 ".repeat(200_000)}Here. ${"*".repeat(500_000)}`, "Here.");
    expect(quotation(renderAnswer(found([big]))).bold).toBe("Here.");
  });
});

/** A message as the bot reads it back. */
function received({ content = "", components = [] }: OutgoingMessage): Parameters<typeof questionOf>[0] {
  return { content, components: components.map((one) => ({ toJSON: () => one })) } as never;
}

/** A question as it stands on a card. */
function shownAs(question: string, limit: number): string {
  return visibleText(shortMarkdown(question, limit));
}

function colorOf({ components: [container] = [] }: OutgoingMessage): unknown {
  return container !== undefined && "accent_color" in container ? container.accent_color : undefined;
}

function unescaped(text: string): string {
  return text.replaceAll("\\", "");
}
