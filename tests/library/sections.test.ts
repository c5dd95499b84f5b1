import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseArticle } from "../../src/documents/read-document.js";
import { WorkerPool } from "../../src/embedding/worker-pool.js";
import { askArticles } from "../../src/library/ask-articles.js";
import { embedArticle } from "../../src/library/embed-article.js";
import type { Model } from "../../src/library/models.js";
import { type Passage, passagesOf } from "../../src/retrieval/answer.js";
import { type ArticleIndex, indexArticle, tokensFrom } from "../../src/retrieval/article-index.js";
import { shippedModel } from "../real-model.js";

const PATCH = `# Ashfall 2.4 patch notes

The update arrives on Tuesday after four hours of maintenance.

## Classes

### Warden

Shield Wall now lasts six seconds instead of eight. Its cooldown is a third shorter.

Bulwark no longer stops projectiles from behind.

### Ranger

Piercing Shot costs ten less focus and passes through two enemies.

Traps are armed at once. You may have four of them on the ground, up from three.

### Pyromancer

Burn damage fell by twelve percent. Ember Step leaves a trail for two seconds.

## Known issues

The map may stay black after fast travel. Opening the inventory brings it back.

Controllers lose vibration when the game is paused for long.

## Contact

Write to help@ashfall.example or open a ticket in the launcher. We read everything on weekdays.
`;

const HANDBOOK = `# Handbook of the Elm Street workshop

Everybody who has the blue card may use the machines.

## Opening hours

Tuesday to Saturday, from ten until eight. In August we close at six.

## Booking

The lathe and the laser are booked on the sheet beside the door. Nobody may hold a place for longer than three hours.

Cancel the evening before, or the time counts as used.

## Safety

Goggles stay on near the saws. Long hair is tied back.

Whoever breaks a blade tells Marta, who orders a new one; nobody is charged for it.

## What does it cost?

Twenty a month, or four for a single afternoon. Pupils pay half.
`;

const FAQ = `# Camping at Lake Orsa: questions and answers

Can I bring my dog? Yes, on a lead. It has to stay out of the kitchen. When is it quiet? From ten in the evening until seven.

Where do I leave my rubbish? There are bins behind the reception. Is there wifi? Only in the common room, and it is slow.

How do I get the deposit back? We pay it out in cash when you hand in the key.
`;

let pool: WorkerPool;
let model: Model;
let calibrated: Model;
beforeAll(async () => {
  const verified = await shippedModel();
  pool = await WorkerPool.start(verified, { threads: 2 });
  const { ranking, calibration } = verified.manifest;
  model = { embedder: pool, ranking };
  calibrated = { embedder: pool, ranking, calibration };
});
afterAll(() => pool.close());

async function indexed(markdown: string): Promise<ArticleIndex> {
  const article = parseArticle(Buffer.from(markdown), "document.md");
  const { vectors, tokens } = await embedArticle(pool, article);
  return indexArticle({ id: "a", title: article.title, source: "" }, article.paragraphs, vectors, tokensFrom(tokens));
}

async function ask(index: ArticleIndex, question: string): Promise<readonly Passage[]> {
  return passagesOf(await askArticles(model, question, [index], { strictness: "balanced", top: 5 }));
}

const marked = ({ paragraph, highlight }: Passage) => paragraph.text.slice(highlight.start, highlight.end);

describe("a question that names a section gets its paragraphs first", () => {
  let patch: ArticleIndex;
  let handbook: ArticleIndex;
  beforeAll(async () => {
    [patch, handbook] = await Promise.all([indexed(PATCH), indexed(HANDBOOK)]);
  });

  it.each([
    ["what changed for the ranger", "Ranger", 2],
    ["ranger changes", "Ranger", 2],
    ["pyromancer changes", "Pyromancer", 1],
    ["warden nerfs?", "Warden", 2],
    ["known issues", "Known issues", 2],
    ["any known bugs", "Known issues", 1],
    ["contact", "Contact", 1],
    ["how can I contact you", "Contact", 1],
  ])("patch notes: %s", async (question, heading, paragraphs) => {
    const first = (await ask(patch, question)).slice(0, paragraphs);
    expect(first.map(({ paragraph }) => paragraph.headings.at(-1))).toEqual(Array(paragraphs).fill(heading));
  });

  it.each([
    ["opening hours", "Opening hours", 1],
    ["safety", "Safety", 2],
    ["booking", "Booking", 2],
    ["booking rules", "Booking", 2],
    ["what does it cost?", "What does it cost?", 1],
  ])("handbook: %s", async (question, heading, paragraphs) => {
    const first = (await ask(handbook, question)).slice(0, paragraphs);
    expect(first.map(({ paragraph }) => paragraph.headings.at(-1))).toEqual(Array(paragraphs).fill(heading));
  });
});

describe("of a question and its answer the answer is marked", () => {
  let faq: ArticleIndex;
  beforeAll(async () => {
    faq = await indexed(FAQ);
  });

  it.each([
    ["can i bring my dog?", "Yes, on a lead."],
    ["is my dog allowed", "Yes, on a lead."],
    ["when is it quiet?", "From ten in the evening until seven."],
    ["Is there wifi?", "Only in the common room, and it is slow."],
    ["where to leave rubbish", "There are bins behind the reception."],
    ["how do I get the deposit back?", "We pay it out in cash when you hand in the key."],
  ])("%s", async (question, answer) => {
    const [best] = await ask(faq, question);
    expect(best && marked(best)).toBe(answer);
  });

  it("under a heading that asks", async () => {
    const [best] = await ask(await indexed(HANDBOOK), "what does it cost?");
    expect(best && marked(best)).toBe("Twenty a month, or four for a single afternoon.");
  });
});

describe("a question that names a section is found, with the whole section", () => {
  let patch: ArticleIndex;
  let handbook: ArticleIndex;
  beforeAll(async () => {
    [patch, handbook] = await Promise.all([indexed(PATCH), indexed(HANDBOOK)]);
  });
  const answered = (index: ArticleIndex, question: string) =>
    askArticles(calibrated, question, [index], { strictness: "strict", top: 3 });

  it.each([
    ["what changed for the ranger", "Classes › Ranger", 2],
    ["pyromancer changes", "Classes › Pyromancer", 1],
    ["pyromncer changes", "Classes › Pyromancer", 1],
    ["hey, do you know what changed for the warden please", "Classes › Warden", 2],
    ["known issues", "Known issues", 2],
    ["contact", "Contact", 1],
    ["classes", "Classes", 5],
  ])("patch notes: %s", async (question, path, paragraphs) => {
    const answer = await answered(patch, question);
    if (answer.kind !== "found") throw new Error(`The answer is ${answer.kind}.`);
    const { section, passages, confidence, threshold } = answer;
    expect(section?.headings.join(" › ")).toBe(path);
    expect(section?.paragraphs).toHaveLength(paragraphs);
    expect(section?.paragraphs).toContainEqual(passages[0].paragraph);
    expect(confidence).toBeGreaterThanOrEqual(threshold);
  });

  it.each([["opening hours"], ["safety"], ["rules about booking"]])("handbook: %s", async (question) => {
    expect((await answered(handbook, question)).kind).toBe("found");
  });

  it.each([
    ["what does it cost?"],
    ["who is the contact for refunds in Leeds?"],
    ["do I need goggles"],
    ["how long may I hold a place"],
    ["when was the workshop founded"],
  ])("handbook, not a section: %s", async (question) => {
    expect(await answered(handbook, question)).not.toHaveProperty("section");
  });

  it("among several articles it is the one that has such a section", async () => {
    const both = [patch, { ...handbook, article: { ...handbook.article, id: "b" } }];
    const answer = await askArticles(calibrated, "known issues", both, { strictness: "balanced", top: 3 });
    expect(answer).toMatchObject({ kind: "found", section: { headings: ["Known issues"] } });
    expect(answer).not.toHaveProperty("alternatives");
  });
});
