import { reportTable } from "../evaluation/report-table.js";
import { type Command, print } from "./command.js";
import { EVALUATION_WORDS, parseEvaluationWords, withEvaluator } from "./evaluator.js";

const usage = `npm run --silent eval -- ${EVALUATION_WORDS}
  measures how well the questions of evaluation sets are answered`;

/** `npm run eval` */
export const evaluate: Command = {
  name: "eval",
  usage,
  async run(words) {
    const asked = parseEvaluationWords(words, usage);
    const reports = await withEvaluator(asked.model, (evaluator) => evaluator.evaluate(asked));
    print(asked.json ? JSON.stringify(reports, null, 2) : reportTable(reports));
  },
};
