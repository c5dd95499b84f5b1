/** Fills a database, or opens it and asks: two processes, so that the memory of the second is what a bot needs. */
import { openLibrary } from "./library.mjs";
import { answerParent, medians, residentMegabytes } from "./measure.mjs";
import { freeEmbedder, keepArticles, QUESTIONS } from "./synthetic.mjs";

answerParent(async ({ step, folder, articles, perArticle, quick }) => {
  const { store, pilcrow } = await openLibrary(folder, freeEmbedder);
  if (step === "fill") {
    await keepArticles(store, "house", articles, perArticle, freeEmbedder.model);
    await store.close();
    return "filled";
  }
  let asked = 0;
  const ask = () => pilcrow.library.ask("house", QUESTIONS[asked++ % QUESTIONS.length]);
  const started = performance.now();
  await ask();
  const first = performance.now() - started;
  const { median } = await medians({ median: ask }, { time: quick ? 300 : 1500, iterations: 6 });
  return { first, median, megabytes: residentMegabytes() };
});
