import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { AcknowledgementOutcome, Figures, ImportOutcome, Stage, Watched } from "./figures.js";

/** In seconds: from a thread that was free to a question that waited long. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** In seconds; Discord waits 3 for an acknowledgement. */
const ACKNOWLEDGEMENT_BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5];

const WATCHED: Readonly<Record<Watched, { readonly name: string; readonly help: string }>> = {
  ready: { name: "pilcrow_ready", help: "1 where the bot can do its work (/readyz), else 0." },
  requests: { name: "pilcrow_requests_under_way", help: "Interactions and messages that are being answered." },
  "questions-waiting": { name: "pilcrow_questions_waiting", help: "Questions that wait for their turn." },
  "questions-under-way": { name: "pilcrow_questions_under_way", help: "Questions that are being searched." },
};

/** The figures of a process, in the form that Prometheus reads. */
export class PrometheusFigures implements Figures {
  readonly #registry = new Registry();
  readonly #stages = this.#histogram("pilcrow_stage_seconds", "Stages of a search.", "stage");
  readonly #answers = this.#histogram("pilcrow_answer_seconds", "Answers to questions, by their kind.", "kind");
  readonly #tasks = this.#histogram("pilcrow_model_task_seconds", "Tasks of the model in its thread.", "task");
  readonly #waits = this.#histogram("pilcrow_model_wait_seconds", "How long tasks waited for a thread.", "task");
  readonly #requests = this.#histogram(
    "pilcrow_request_seconds",
    "Interactions and messages, the answer included.",
    "what",
  );
  readonly #acknowledgements = this.#histogram(
    "pilcrow_acknowledgement_seconds",
    "From the arrival of an interaction to its acknowledgement.",
    "outcome",
    ACKNOWLEDGEMENT_BUCKETS,
  );
  readonly #discord = this.#counter(
    "pilcrow_discord_requests_total",
    "Tries of requests to Discord, by the status of the answer or the code of the error.",
    "status",
  );
  readonly #imports = this.#counter("pilcrow_imports_total", "Imports, by what became of them.", "outcome");

  constructor() {
    // Memory, processor, event-loop lag, garbage collection.
    collectDefaultMetrics({ register: this.#registry });
  }

  /** The media type of `text`. */
  get contentType(): string {
    return this.#registry.contentType;
  }

  /** All figures as they are now. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  stage(stage: Stage, seconds: number): void {
    this.#stages.observe({ stage }, seconds);
  }

  answered(kind: string, seconds: number): void {
    this.#answers.observe({ kind }, seconds);
  }

  computed(task: string, waited: number, took: number): void {
    this.#waits.observe({ task }, waited);
    this.#tasks.observe({ task }, took);
  }

  acknowledged(outcome: AcknowledgementOutcome, seconds: number): void {
    this.#acknowledgements.observe({ outcome }, seconds);
  }

  handled(what: string, seconds: number): void {
    this.#requests.observe({ what }, seconds);
  }

  discordAnswered(status: number | string): void {
    this.#discord.inc({ status: String(status) });
  }

  imported(outcome: ImportOutcome): void {
    this.#imports.inc({ outcome });
  }

  watch(what: Watched, count: () => number | Promise<number>): void {
    const { name, help } = WATCHED[what];
    this.#registry.removeSingleMetric(name);
    new Gauge({
      name,
      help,
      registers: [this.#registry],
      async collect() {
        this.set(await count());
      },
    });
  }

  #histogram<L extends string>(name: string, help: string, label: L, buckets = BUCKETS): Histogram<L> {
    return new Histogram({ name, help, labelNames: [label], buckets, registers: [this.#registry] });
  }

  #counter<L extends string>(name: string, help: string, label: L): Counter<L> {
    return new Counter({ name, help, labelNames: [label], registers: [this.#registry] });
  }
}
