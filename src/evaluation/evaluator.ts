import type { Embedder } from "../embedding/embedder.js";
import { type VerifiedModel, writeCalibration } from "../embedding/manifest.js";
import type { Strictness } from "../retrieval/confidence.js";
import { type CalibrationResult, calibrate } from "./calibrate.js";
import { type Dataset, readDataset, sample } from "./dataset.js";
import { type EvaluationProgress, type Report, reportOf, runTrials, type Trial } from "./evaluate.js";
import { cosineResponder, fullResponder, type Method } from "./responder.js";

/** Which sets to ask, with which questions, how. */
export interface Asked {
  readonly folders: readonly string[];
  /** At most this many questions of each set. */
  readonly limit: number;
  /** Which ones, where there are more. */
  readonly seed: number;
  readonly method: Method;
  readonly strictness: Strictness;
}

/** Measures a model's answers on evaluation sets. */
export class Evaluator {
  readonly #model: VerifiedModel;
  readonly #embedder: Embedder;
  readonly #onProgress: EvaluationProgress;

  constructor(model: VerifiedModel, embedder: Embedder, onProgress: EvaluationProgress) {
    this.#model = model;
    this.#embedder = embedder;
    this.#onProgress = onProgress;
  }

  /** One report for each folder. @throws DatasetError before any question is asked */
  async evaluate(asked: Asked): Promise<Report[]> {
    const reports: Report[] = [];
    for (const dataset of await readDatasets(asked.folders)) {
      const start = performance.now();
      const trials = await this.#trials(dataset, asked);
      const seconds = (performance.now() - start) / 1000;
      reports.push(reportOf(dataset, this.#model.name, asked.method, trials, seconds));
    }
    return reports;
  }

  /** Fits the confidence on all folders together and writes it into the model's manifest. */
  async calibrate(asked: Asked): Promise<CalibrationResult> {
    const trials: Trial[] = [];
    const data: { dataset: string; sha256: string; questions: number }[] = [];
    for (const dataset of await readDatasets(asked.folders)) {
      const own = await this.#trials(dataset, { ...asked, method: "full" });
      data.push({ dataset: dataset.name, sha256: dataset.hash, questions: own.length });
      trials.push(...own);
    }
    const result = calibrate(trials);
    const { modelsFolder, manifest } = this.#model;
    const calibration = { data, ...result.calibration, reliability: [...result.reliability] };
    await writeCalibration(modelsFolder, manifest.id, calibration);
    return result;
  }

  #trials(dataset: Dataset, { limit, seed, method, strictness }: Asked): Promise<Trial[]> {
    const { calibration, ranking } = this.#model.manifest;
    const queries = sample(dataset.queries, limit, seed);
    return method === "cosine"
      ? runTrials(dataset, queries, cosineResponder(this.#embedder), this.#onProgress)
      : runTrials(
          dataset,
          queries,
          fullResponder({ embedder: this.#embedder, calibration, ranking }, strictness),
          this.#onProgress,
        );
  }
}

/** All of them before the first is asked: a mistake in the last folder is told at once, not after the work for the others. */
function readDatasets(folders: readonly string[]): Promise<Dataset[]> {
  return Promise.all(folders.map(readDataset));
}
