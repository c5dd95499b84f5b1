import { PersonError } from "../person-error.js";
import { STRICTNESSES } from "../retrieval/confidence.js";
import { recordOf } from "../retrieval/signals.js";
import type { CalibrationResult, TiersOfSet } from "./calibrate.js";
import type { Report } from "./evaluate.js";
import { mean } from "./measures.js";

type Measure = readonly [name: string, of: (report: Report) => number | null];

const LIBRARY_HIT1: Measure = ["library hit@1", ({ library }) => library.hit1];
const LIBRARY_NDCG10: Measure = ["library nDCG@10", ({ library }) => library.ndcg10];
const ARTICLE_HIT1: Measure = ["article hit@1", ({ article }) => article.hit1];

const MEASURES: readonly Measure[] = [
  LIBRARY_HIT1,
  ["library hit@3", ({ library }) => library.hit3],
  ["library hit@5", ({ library }) => library.hit5],
  ["library MRR@10", ({ library }) => library.mrr10],
  LIBRARY_NDCG10,
  ARTICLE_HIT1,
  ["article hit@3", ({ article }) => article.hit3],
  ["article hit@5", ({ article }) => article.hit5],
  ["article MRR@10", ({ article }) => article.mrr10],
  ["answer sentence", ({ answerSentence }) => answerSentence],
  ["off-article: AUROC", ({ offArticle }) => offArticle.auroc],
  ["off-article: right article answered", ({ offArticle }) => offArticle.answeredRight],
  ["off-article: wrong article answered", ({ offArticle }) => offArticle.answeredWrong],
  ["removed: AUROC", ({ removed }) => removed.auroc],
  ["removed: whole article answered", ({ removed }) => removed.answeredRight],
  ["removed: without the paragraph answered", ({ removed }) => removed.answeredWrong],
  ["unanswerable: AUROC", ({ unanswerable }) => unanswerable.auroc],
  ["unanswerable: answerable answered", ({ unanswerable }) => unanswerable.answeredRight],
  ["unanswerable: unanswerable answered", ({ unanswerable }) => unanswerable.answeredWrong],
  ["tiers: found, right paragraph", ({ tiers }) => tiers.foundPrecision],
  ["tiers: answerable, right in found or unsure", ({ tiers }) => tiers.rightShown],
  ["tiers: unanswerable, found", ({ tiers }) => tiers.unanswerableFound],
  ["about: recognized", ({ about }) => about.recognized],
  ["about: lead shown", ({ about }) => about.leadShown],
  ["about: other questions taken for one", ({ about }) => about.takenWrongly],
  ["follow-ups: answerable, right", ({ followUps }) => followUps.right],
  ["follow-ups: unanswerable, found", ({ followUps }) => followUps.unanswerableFound],
  ["calibration error", ({ calibrationError }) => calibrationError],
];

/** Reports as one Markdown table, a column a set; below it tables of what some sets say of their questions. */
export function reportTable(reports: readonly Report[]): string {
  const main = [
    ...headOf(reports, ({ dataset, method }) => (method === "full" ? dataset : `${dataset}, ${method}`)),
    ...MEASURES.map((measure) => rowOf(measure, reports)),
    line(["seconds", ...reports.map(({ seconds }) => seconds.toFixed(0)), ...(reports.length > 1 ? [""] : [])]),
  ];
  return [main, ...reports.flatMap(breakdownsOf)].map((table) => table.join("\n")).join("\n\n");
}

/** The mean of each measure over the sets that have it, by its name in the table. */
export function meanOf(reports: readonly Report[]): Record<string, number | null> {
  const measures = new Map(MEASURES);
  return recordOf([...measures.keys()], (name) => meanOfMeasure(reports, measures.get(name)));
}

function meanOfMeasure(reports: readonly Report[], of: Measure[1] | undefined): number | null {
  return mean(reports.flatMap((report) => of?.(report) ?? []));
}

function breakdownsOf({ dataset, byStyle, byWhy }: Report): string[][] {
  const [styles, whys] = [Object.entries(byStyle), Object.entries(byWhy)];
  const style = [
    line([`${dataset}: answerable, by style`, "questions", "hit@1", "hit@3", "found", "right in found or unsure"]),
    line(["---", "--:", "--:", "--:", "--:", "--:"]),
    ...styles.map(([name, { questions, hit1, hit3, found, rightShown }]) =>
      line([name, String(questions), ...[hit1, hit3, found, rightShown].map(share)]),
    ),
  ];
  const why = [
    line([`${dataset}: unanswerable, by why`, "questions", "found", "unsure"]),
    line(["---", "--:", "--:", "--:"]),
    ...whys.map(([name, { questions, found, unsure }]) => line([name, String(questions), share(found), share(unsure)])),
  ];
  return [...(styles.length > 0 ? [style] : []), ...(whys.length > 0 ? [why] : [])];
}

/**
 * The README's table: all measures of the product's own answers, and below them the ranking of the plain baseline.
 * @param full one report a set, `method` full.
 * @param cosine the same sets in the same order, `method` cosine.
 */
export function qualityTable(full: readonly Report[], cosine: readonly Report[]): string {
  const baseline = [LIBRARY_HIT1, LIBRARY_NDCG10, ARTICLE_HIT1];
  return [
    ...headOf(full, ({ dataset }) => dataset),
    ...MEASURES.map((measure) => rowOf(measure, full)),
    ...baseline.map(([name, of]) => rowOf([`*plain cosine:* ${name}`, of], cosine)),
  ].join("\n");
}

/** Of several sets, the last column is the mean over those that have the measure. */
function headOf(reports: readonly Report[], name: (report: Report) => string): string[] {
  const isSeveral = reports.length > 1;
  return [
    line(["", ...reports.map(name), ...(isSeveral ? ["mean"] : [])]),
    line(["---", ...reports.map(() => "--:"), ...(isSeveral ? ["--:"] : [])]),
    line(["questions", ...reports.map(({ questions }) => String(questions)), ...(isSeveral ? [""] : [])]),
  ];
}

function rowOf([name, of]: Measure, reports: readonly Report[]): string {
  const over = reports.length > 1 ? [share(meanOfMeasure(reports, of))] : [];
  return line([name, ...reports.map((report) => share(of(report))), ...over]);
}

/** A calibration's thresholds, what they reach, its reliability and its curve, as Markdown. */
export function calibrationTable({
  reliability,
  tierReliability,
  curve,
  tiers,
  ...figures
}: CalibrationResult): string {
  const { thresholds } = figures.calibration;
  return [
    "All figures from folds by article, and means over the sets.",
    `AUROC: right against wrong article ${share(figures.aurocOff)}, against paragraph removed ${share(figures.aurocRemoved)}, against unanswerable ${share(figures.aurocUnanswerable)}.`,
    `Expected calibration error ${share(figures.calibrationError)}.`,
    `Taken for another subject: ${share(figures.foreignOwn)} of the answerable questions, ${share(figures.foreignOff)} of those put to another article.`,
    "",
    line(["strictness", "found from", "unsure from"]),
    line(["---", "--:", "--:"]),
    ...STRICTNESSES.map((one) => line([one, share(thresholds[one].found), share(thresholds[one].unsure)])),
    "",
    line(["at balanced", "found: right ≥ .90", "right shown ≥ .92", "unanswerable found ≤ .12", "calibration error"]),
    line(["---", "--:", "--:", "--:", "--:"]),
    ...[...tiers, ...(tiers.length > 1 ? [meanTiers(tiers)] : [])].map((of) =>
      line([
        of.dataset,
        ...[of.foundPrecision, of.rightShown, of.unanswerableFound, of.calibrationError].map((value) => share(value)),
      ]),
    ),
    "",
    line(["confidence", "questions", "mean confidence", "really answered"]),
    line(["---", "--:", "--:", "--:"]),
    ...tierReliability.map(({ tier, count, meanConfidence, answerable }) =>
      line([tier, String(count), share(meanConfidence), share(answerable)]),
    ),
    ...reliability.map(({ from, to, count, meanConfidence, answerable }) =>
      line([`${from.toFixed(1)}–${to.toFixed(1)}`, String(count), share(meanConfidence), share(answerable)]),
    ),
    "",
    line(["threshold", "answered", "false: wrong article", "false: paragraph removed"]),
    line(["--:", "--:", "--:", "--:"]),
    ...curve
      .filter((_, at) => at > 0 && (at % 10 === 0 || at > 95))
      .map(({ threshold, answered, falseOff, falseRemoved }) =>
        line([threshold.toFixed(3), share(answered), share(falseOff), share(falseRemoved)]),
      ),
  ].join("\n");
}

function meanTiers(tiers: readonly TiersOfSet[]): TiersOfSet {
  const over = (of: (set: TiersOfSet) => number | null) => mean(tiers.flatMap((set) => of(set) ?? []));
  return {
    dataset: "mean",
    foundPrecision: over(({ foundPrecision }) => foundPrecision),
    rightShown: over(({ rightShown }) => rightShown),
    unanswerableFound: over(({ unanswerableFound }) => unanswerableFound),
    calibrationError: over((set) => set.calibrationError),
  };
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function share(value: number | null): string {
  return value === null ? "–" : value.toFixed(3);
}

/** Where the README has its table. */
const START = "<!-- quality: made by npm run measure:quality, not by hand -->";
const END = "<!-- /quality -->";

/** What the README's table of quality is made of. */
export interface Quality {
  /** As they were given to the command. */
  readonly folders: readonly string[];
  /** A report for each folder, by the way that answers people. */
  readonly full: readonly Report[];
  /** The same by the plain baseline. */
  readonly cosine: readonly Report[];
  /** Processor, memory and runtime, in words. */
  readonly machine: string;
  readonly date: Date;
}

/** The table, with the command that made it, the model, the day and the machine. */
export function qualityBlock({ folders, full, cosine, machine, date }: Quality): string {
  const models = [...new Set(full.map(({ model }) => model))].join(", ");
  return [
    `Made by \`npm run measure:quality -- ${folders.join(" ")}\` with ${models} and default settings:`,
    qualityTable(full, cosine),
    `${date.toISOString().slice(0, 10)}, ${machine}.`,
  ].join("\n\n");
}

/** A document has no place for the table of quality, or several. */
class QualityMarkersError extends PersonError {
  override readonly name = "QualityMarkersError";

  constructor(readonly file: string) {
    super(`${file} was not changed: expected one line ${START} and, below it, one line ${END}.`);
  }
}

/**
 * `document` with `block` between its two markers, everything else as it was.
 * @param file the document's name, for the error.
 * @throws QualityMarkersError
 */
export function withQualityBlock(document: string, block: string, file: string): string {
  const [before, inside, ...more] = document.split(START);
  const [, after, ...others] = inside?.split(END) ?? [];
  if (before === undefined || after === undefined || before.includes(END) || more.length + others.length > 0) {
    throw new QualityMarkersError(file);
  }
  return `${before}${START}\n${block}\n${END}${after}`;
}
