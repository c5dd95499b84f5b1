import { expect, it } from "vitest";
import { createPilcrow } from "../../src/library/pilcrow.js";
import { DEFAULT_RULES } from "../../src/library/quotas.js";
import { MemoryStore } from "../../src/store/memory.js";
import { articleOf } from "./articles.js";
import { WORD_CALIBRATION, WordEmbedder } from "./word-embedder.js";

const [ada, bob] = ["7", "8"];
const said = (person: string, first: number, last = first) => ({
  ...{ person, first, last },
  address: `https://discord.com/channels/1/2/${first}`,
});

async function library() {
  const store = new MemoryStore();
  // Nobody may add anything more: what a person takes out is no import.
  const rules = { ...DEFAULT_RULES, quotas: { ...DEFAULT_RULES.quotas, importsPerHour: 1 } };
  const pilcrow = createPilcrow({ embedder: new WordEmbedder(), store, calibration: WORD_CALIBRATION, rules });
  const shared = articleOf("Rules", "Foxes eat plums in autumn.", "Wolves howl.", "Owls hoot.", "Foxes sleep long.");
  const messages = [said(ada, 1, 2), said(bob, 3), said(ada, 4)];
  const { article } = await pilcrow.articles.add("guild:1", shared, { addedBy: bob, messages });
  const alone = await pilcrow.articles.add("guild:2", articleOf("Bears", "Bears eat plums."), {
    addedBy: bob,
    messages: [said(ada, 1)],
  });
  return { store, pilcrow, ids: [article.id, alone.article.id] as const };
}

it("a person takes their messages out of one article, and what is left answers as before", async () => {
  const { store, pilcrow, ids } = await library();
  expect((await pilcrow.retention.whatIsKept(ada)).messages.map(({ title }) => title)).toEqual([
    "Rules",
    "Rules",
    "Bears",
  ]);
  expect(await pilcrow.retention.withdrawMessages(bob, ids[0])).toBe(0);
  expect(await pilcrow.retention.withdrawMessages(ada, ids[0])).toBe(2);
  const [record] = await store.articles.list("guild:1");
  expect(record).toMatchObject({
    title: "Rules",
    addedBy: bob,
    paragraphs: 1,
    messages: [{ ...said(bob, 3), first: 1, last: 1 }],
  });
  expect((await store.articles.readText("guild:1", ids[0]))?.map(({ number, text }) => [number, text])).toEqual([
    [1, "Owls hoot."],
  ]);
  expect(await pilcrow.library.ask("guild:1", "What do foxes eat in autumn?")).not.toMatchObject({ kind: "found" });
  expect(await pilcrow.library.ask("guild:1", "Do owls hoot?")).toMatchObject({ kind: "found" });
  expect(await pilcrow.library.list("guild:2")).toHaveLength(1);
});

it("an article that was only theirs goes, and all go with what is kept of the person", async () => {
  const { store, pilcrow } = await library();
  await pilcrow.retention.forgetPerson(ada);
  expect(await store.articles.list("guild:2")).toEqual([]);
  expect(await store.articles.list("guild:1")).toMatchObject([{ paragraphs: 1 }]);
  expect((await pilcrow.retention.whatIsKept(ada)).messages).toEqual([]);
});
