import { PersonError } from "../person-error.js";
import type { CalibrationResult } from "./calibrate.js";
import type { Report } from "./evaluate.js";

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
  ["calibration error", ({ calibrationError }) => calibrationError],
];

/** Reports as one Markdown table, a column a set. */
export function reportTable(reports: readonly Report[]): string {
  return [
    ...headOf(reports, ({ dataset, method }) => (method === "full" ? dataset : `${dataset}, ${method}`)),
    ...MEASURES.map((measure) => rowOf(measure, reports)),
    line(["seconds", ...reports.map(({ seconds }) => seconds.toFixed(0))]),
  ].join("\n");
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

function headOf(reports: readonly Report[], name: (report: Report) => string): string[] {
  return [
    line(["", ...reports.map(name)]),
    line(["---", ...reports.map(() => "--:")]),
    line(["questions", ...reports.map(({ questions }) => String(questions))]),
  ];
}

function rowOf([name, of]: Measure, reports: readonly Report[]): string {
  return line([name, ...reports.map((report) => share(of(report)))]);
}

/** A calibration's reliability and curve as Markdown tables. */
export function calibrationTable({ reliability, curve, ...figures }: CalibrationResult): string {
  return [
    `AUROC: right against wrong article ${share(figures.aurocOff)}, against paragraph removed ${share(figures.aurocRemoved)}.`,
    `Expected calibration error ${share(figures.calibrationError)}. All figures from folds by article.`,
    "",
    line(["confidence", "questions", "mean confidence", "really answered"]),
    line(["---", "--:", "--:", "--:"]),
    ...reliability.map(({ from, to, count, meanConfidence, answerable }) =>
      line([`${from.toFixed(1)}–${to.toFixed(1)}`, String(count), share(meanConfidence), share(answerable)]),
    ),
    "",
    line(["threshold", "answered", "false: wrong article", "false: paragraph removed"]),
    line(["--:", "--:", "--:", "--:"]),
    ...curve
      .filter((_, at) => at % 5 === 0 || at > 55)
      .map(({ threshold, answered, falseOff, falseRemoved }) =>
        line([threshold.toFixed(3), share(answered), share(falseOff), share(falseRemoved)]),
      ),
  ].join("\n");
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
