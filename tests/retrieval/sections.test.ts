import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { Paragraph } from "../../src/documents/article.js";
import { parseArticle } from "../../src/documents/read-document.js";
import { termsOf } from "../../src/language/terms.js";
import { type ArticleIndex, indexArticle } from "../../src/retrieval/article-index.js";
import { sectionsNamed } from "../../src/retrieval/sections.js";

const NO_VECTORS = { data: new Float32Array(), paragraphOf: new Int32Array(), sentenceOf: new Int32Array() };

function indexOf(title: string, paragraphs: readonly Paragraph[], id = title): ArticleIndex {
  return indexArticle({ id, title, source: "" }, paragraphs, NO_VECTORS);
}

function indexed(markdown: string): ArticleIndex {
  const { title, paragraphs } = parseArticle(Buffer.from(markdown), "document.md");
  return indexOf(title, paragraphs);
}

const PATCH = indexed(`# Ashfall 2.4 patch notes

The update arrives on Tuesday.

## Classes

### Warden

Shield Wall lasts six seconds.

Bulwark stops nothing from behind.

### Ranger changes

- Piercing Shot costs ten less.
- Traps are armed at once.

## 3. Known issues

### PC

The map may stay black.

### Console

Controllers lose vibration.

## Contact

Write to help@ashfall.example.

## Will there be a beta?

In spring.
`);

const CLUB = indexed(`# Elm Street Rowing Club

We row on the Teal.

## Opening hours

Tuesday to Saturday.

## House rules

No shoes on the slipway.

## Membership fees

Twenty a month.

## Contact

Call the boat house.

## Changes

The gate is green now.

## Opening

The boat house was opened by the mayor in 1974.
`);

const named = (question: string, ...articles: ArticleIndex[]) =>
  sectionsNamed(question, articles).map(({ section }) => section.headings.join(" › "));

describe("a question that names a section", () => {
  it.each([
    ["ranger", "Classes › Ranger changes"],
    ["what changed for the ranger?", "Classes › Ranger changes"],
    ["ranger changes pls", "Classes › Ranger changes"],
    ["Ashfall 2.4 ranger changes", "Classes › Ranger changes"],
    ["what happened to the warden class", "Classes › Warden"],
    ["tell me everything about the wardens", "Classes › Warden"],
    ["known issues", "3. Known issues"],
    ["are there any issues?", "3. Known issues"],
    ["known issues on console", "3. Known issues › Console"],
    ["contact", "Contact"],
    ["how can I contact you", "Contact"],
    ["who is the contact?", "Contact"],
    ["classes", "Classes"],
  ])("patch notes: %s", (question, path) => expect(named(question, PATCH)).toEqual([path]));

  it.each([
    ["opening hours", "Opening hours"],
    ["when are the opening hours?", "Opening hours"],
    ["what are the rules", "House rules"],
    ["rules?", "House rules"],
    ["membership fees of the rowing club", "Membership fees"],
    ["fees", "Membership fees"],
    ["what changed?", "Changes"],
    ["list of changes", "Changes"],
    ["the opening", "Opening"],
  ])("club: %s", (question, path) => expect(named(question, CLUB)).toEqual([path]));

  it.each([
    "who is the contact for refunds in Leeds?",
    "did the ranger lose damage?",
    "how many traps may the ranger have?",
    "why was the warden changed?",
    "why ranger",
    "when did it open?",
    "when is it open",
    "is it known?",
    "is it open?",
    "what does Ashfall do about issues on Tuesday",
    "what does the rowing club say about shoes and rules",
    "what are the rules of chess?",
    "how much are the fees for pupils",
    "will there be a beta?",
    "beta",
    "which issues are known to the mayor",
    "what is this about",
    "tell me everything",
    "hello",
    "",
    "?!",
  ])("not: %s", (question) => expect(named(question, PATCH, CLUB)).toEqual([]));

  test("has all that stands below its heading, in order", () => {
    const [found] = sectionsNamed("known issues", [CLUB, PATCH]);
    expect(found).toMatchObject({ article: 1, start: 4 });
    expect(found?.section.paragraphs.map(({ headings }) => headings.at(-1))).toEqual(["PC", "Console"]);
  });

  test("names one in each article that has it", () => {
    expect(sectionsNamed("contact", [PATCH, CLUB]).map(({ article }) => article)).toEqual([0, 1]);
  });
});

test("never fails, and names nothing by a heading that shares no term with the question", () => {
  const word = fc.oneof(
    fc.constantFrom("contact", "rules", "changes", "the", "what", "opening", "hours", "规则", "3.", "?"),
    fc.string({ maxLength: 6, unit: "grapheme" }),
  );
  const text = fc.array(word, { maxLength: 4 }).map((words) => words.join(" "));
  const article = fc.tuple(text, fc.array(fc.array(text, { maxLength: 5 }), { minLength: 1, maxLength: 8 }));
  fc.assert(
    fc.property(text, fc.array(article, { maxLength: 3 }), (question, articles) => {
      const indexes = articles.map(([title, paths], id) =>
        indexOf(
          title,
          paths.map((headings, at) => ({ number: at + 1, headings, text: "x", sentences: [{ start: 0, end: 1 }] })),
          `${id}`,
        ),
      );
      const asked = new Set(termsOf(question));
      for (const { section, article: at, start } of sectionsNamed(question, indexes)) {
        expect(termsOf(section.headings.at(-1) ?? "").some((term) => asked.has(term))).toBe(true);
        expect(section.paragraphs).toEqual(indexes[at]?.paragraphs.slice(start, start + section.paragraphs.length));
        for (const { headings } of section.paragraphs)
          expect(headings.slice(0, section.headings.length)).toEqual(section.headings);
      }
    }),
  );
});
