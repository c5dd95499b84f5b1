import type { Embedder } from "../embedding/embedder.js";
import { type VerifiedModel, writeCalibration } from "../embedding/manifest.js";
import { tuned } from "../library/models.js";
import { createPilcrow } from "../library/pilcrow.js";
import type { Strictness } from "../retrieval/confidence.js";
import type { Store } from "../store/store.js";
import { askAsPeople, NOBODY_ASKED, type PeopleReport } from "./ask-as-people.js";
import { type CalibrationResult, calibrate, type SetOfTrials } from "./calibrate.js";
import { type Dataset, readDataset, sample } from "./dataset.js";
import { type EvaluationProgress, type Report, reportOf, runTrials, type Trial } from "./evaluate.js";
import { cosineResponder, fullResponder, type Method } from "./responder.js";
import { type Miss, worstMisses } from "./worst.js";

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

/** Reports on sets, and the worst misses of each. */
export interface Evaluation {
  readonly reports: readonly Report[];
  readonly worst: readonly Miss[];
}

/** Measures a model's answers on evaluation sets. */
export class Evaluator {
  readonly #model: VerifiedModel;
  readonly #embedder: Embedder;
  readonly #openStore: () => Store;
  readonly #onProgress: EvaluationProgress;

  /** @param openStore an empty store for what is asked as people ask it */
  constructor(model: VerifiedModel, embedder: Embedder, openStore: () => Store, onProgress: EvaluationProgress) {
    this.#model = model;
    this.#embedder = embedder;
    this.#openStore = openStore;
    this.#onProgress = onProgress;
  }

  /**
   * One report for each folder.
   * @param worst how many of the worst misses of each set. Default: none
   * @throws DatasetError before any question is asked
   */
  async evaluate(asked: Asked, worst = 0): Promise<Evaluation> {
    const reports: Report[] = [];
    const misses: Miss[] = [];
    for (const dataset of await readDatasets(asked.folders)) {
      const start = performance.now();
      const trials = await this.#trials(dataset, asked);
      const people = asked.method === "full" ? await this.#askAsPeople(dataset, asked) : NOBODY_ASKED;
      const seconds = (performance.now() - start) / 1000;
      reports.push(reportOf(dataset, this.#model.name, asked.method, trials, people, seconds));
      misses.push(...worstMisses(dataset, trials, worst));
    }
    return { reports, worst: misses };
  }

  /** Fits the confidence on all folders together and writes it into the model's manifest. */
  async calibrate(asked: Asked): Promise<CalibrationResult> {
    const sets: SetOfTrials[] = [];
    const data: { dataset: string; sha256: string; questions: number }[] = [];
    for (const dataset of await readDatasets(asked.folders)) {
      const trials = await this.#trials(dataset, { ...asked, method: "full" }, false);
      data.push({ dataset: dataset.name, sha256: dataset.hash, questions: trials.length });
      sets.push({ dataset: dataset.name, trials });
    }
    const result = calibrate(sets);
    const { reliability, tiers } = result;
    const calibration = { data, ...result.calibration, tiers: [...tiers], reliability: [...reliability] };
    await writeCalibration(this.#model, calibration);
    return result;
  }

  async #askAsPeople(dataset: Dataset, { limit, seed }: Asked): Promise<PeopleReport> {
    const store = this.#openStore();
    const pilcrow = createPilcrow({ ...tuned(this.#embedder, this.#model), store });
    try {
      const drawn = {
        ...dataset,
        about: sample(dataset.about, limit, seed),
        followUps: sample(dataset.followUps, limit, seed),
      };
      const onProgress = (done: number, total: number) =>
        this.#onProgress(`${dataset.name}: asking as people do`, done, total);
      return await askAsPeople(drawn, sample(dataset.queries, limit, seed), pilcrow, onProgress);
    } finally {
      await pilcrow.close();
      await store.close();
    }
  }

  #trials(dataset: Dataset, { limit, seed, method, strictness }: Asked, asksLibrary = true): Promise<Trial[]> {
    const queries = sample(dataset.queries, limit, seed);
    if (method === "cosine")
      return runTrials(dataset, queries, cosineResponder(this.#embedder), this.#onProgress, asksLibrary);
    const responder = fullResponder(tuned(this.#embedder, this.#model), strictness);
    return runTrials(dataset, queries, responder, this.#onProgress, asksLibrary);
  }
}

/** All of them before the first is asked: a mistake in the last folder is told at once, not after the work for the others. */
function readDatasets(folders: readonly string[]): Promise<Dataset[]> {
  return Promise.all(folders.map(readDataset));
}
