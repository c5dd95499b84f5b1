import { WorkerPool } from "../dist/embedding/worker-pool.js";
import { inNewFolder, openLibrary } from "./library.mjs";
import { medians } from "./measure.mjs";
import { openModel } from "./models.mjs";
import { freeEmbedder, keepArticles, QUESTIONS } from "./synthetic.mjs";
import { rounded, target } from "./table.mjs";

/** Articles × paragraphs in each; the last is a library of abstracts, one paragraph each. */
const LIBRARIES = [
  { articles: 30, perArticle: 33, atMost: 2 },
  { articles: 300, perArticle: 33, atMost: 15 },
  { articles: 1, perArticle: 10_000, atMost: 15 },
  { articles: 5000, perArticle: 1 },
];

/** The model's time for one question, and the time of all the rest: `Library.ask` with an embedder that takes none. */
export async function run({ quick, model: id }) {
  const time = quick ? 300 : 1500;
  const model = await openModel(id);
  const pool = await WorkerPool.start(model);
  let asked = 0;
  const { embed } = await medians({ embed: () => pool.embed(nextQuestion(asked++), "question") }, { time });
  await pool.close();
  const rows = [{ what: `the model (${id})`, paragraphs: "", "median ms": rounded(embed) }];
  const targets = [];
  for (const { articles, perArticle, atMost } of LIBRARIES) {
    const milliseconds = await everythingElse(articles, perArticle, time);
    const paragraphs = (Math.round((articles * perArticle) / 1000) * 1000).toLocaleString("en");
    rows.push({
      what: `everything else, ${articles} article${articles === 1 ? "" : "s"}`,
      paragraphs: (articles * perArticle).toLocaleString("en"),
      "median ms": rounded(milliseconds),
    });
    if (atMost) targets.push(target(`${paragraphs} paragraphs in ${articles}`, milliseconds, { atMost, unit: " ms" }));
  }
  return { title: "One question", rows, targets };
}

function everythingElse(articles, perArticle, time) {
  return inNewFolder(async (folder) => {
    const { store, pilcrow } = await openLibrary(folder, freeEmbedder);
    await keepArticles(store, "house", articles, perArticle, freeEmbedder.model);
    let asked = 0;
    const { ask } = await medians({ ask: () => pilcrow.library.ask("house", nextQuestion(asked++)) }, { time });
    await store.close();
    return ask;
  });
}

function nextQuestion(asked) {
  return QUESTIONS[asked % QUESTIONS.length];
}
