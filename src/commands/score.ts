import { openTemporaryStore, withPilcrow } from "../compose.js";
import { loadConfig } from "../config.js";
import { readDataset } from "../evaluation/dataset.js";
import { renderScores, scoreQuestions, withDocument } from "../evaluation/score-questions.js";
import { UsageError } from "../person-error.js";
import { type Command, parseWords, print } from "./command.js";

const usage = `npm run --silent score -- [--article FILE] FOLDER
  puts an evaluation set's questions to its article, or to FILE instead, and shows each answer`;

/** `npm run score`: the document that `--article` names stands for the paragraphs of the set's article. */
export const score: Command = {
  name: "score",
  usage,
  async run(words) {
    const { values, positionals } = parseWords(words, { article: { type: "string" } }, usage);
    const [folder, ...more] = positionals;
    if (folder === undefined || more.length > 0) {
      throw new UsageError(`Expected one folder, got ${positionals.length}.\n${usage}`);
    }
    const file = values.article;
    const dataset = await readDataset(folder);
    await withPilcrow(loadConfig(), openTemporaryStore(), {}, async ({ pilcrow, documents }) => {
      const asked = file === undefined ? dataset : withDocument(dataset, (await documents.fromFile(file)).article);
      print(renderScores(await scoreQuestions(asked, pilcrow)));
    });
  },
};
