import type { Evaluation } from "../evaluation/evaluator.js";
import { meanOf, reportTable } from "../evaluation/report-table.js";
import { missTable } from "../evaluation/worst.js";
import { type Command, print } from "./command.js";
import { EVALUATION_WORDS, parseEvaluationWords, withEvaluator } from "./evaluator.js";

const usage = `npm run --silent eval -- ${EVALUATION_WORDS} [--worst N]
  measures how well the questions of evaluation sets are answered
  --worst N   also the N worst misses of each set, with their scores`;

/** `npm run eval` */
export const evaluate: Command = {
  name: "eval",
  usage,
  async run(words) {
    const asked = parseEvaluationWords(words, usage);
    const evaluation = await withEvaluator(asked.model, (evaluator) => evaluator.evaluate(asked, asked.worst));
    print(asked.json ? evaluationJson(evaluation, asked.worst) : evaluationText(evaluation));
  },
};

function evaluationText({ reports, worst }: Evaluation): string {
  return [reportTable(reports), ...(worst.length > 0 ? [missTable(worst)] : [])].join("\n\n");
}

/** The reports; of several sets also the mean of each measure; the worst misses where they were asked for. */
function evaluationJson({ reports, worst }: Evaluation, asked: number): string {
  const more = [...(reports.length > 1 ? [{ mean: meanOf(reports) }] : []), ...(asked > 0 ? [{ worst }] : [])];
  // A set of right paragraphs as a list: JSON knows no sets.
  const plain = (_: string, value: unknown) => (value instanceof Set ? [...value] : value);
  return JSON.stringify([...reports, ...more], plain, 2);
}
