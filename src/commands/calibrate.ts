import { mkdir, writeFile } from "node:fs/promises";
import { refusalCurve } from "../evaluation/refusal-curve.js";
import { calibrationTable } from "../evaluation/report-table.js";
import { type Command, print } from "./command.js";
import { EVALUATION_WORDS, parseEvaluationWords, withEvaluator } from "./evaluator.js";

const usage = `npm run --silent calibrate -- ${EVALUATION_WORDS}
  fits the confidence to evaluation sets and writes it into the model's manifest`;

const CURVE = "docs/refusal-curve.svg";

/** `npm run calibrate`: fits the confidence, writes it into the model's manifest, and draws the curve. */
export const calibrate: Command = {
  name: "calibrate",
  usage,
  async run(words) {
    const asked = parseEvaluationWords(words, usage);
    const result = await withEvaluator(asked.model, (evaluator) => evaluator.calibrate(asked));
    await mkdir("docs", { recursive: true });
    await writeFile(CURVE, refusalCurve(result.curve, result.calibration.thresholds));
    print(asked.json ? JSON.stringify(result, null, 2) : calibrationTable(result));
  },
};
