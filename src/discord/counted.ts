import type { Interaction, Message } from "discord.js";
import { Conversations, type Reply } from "../conversation/conversations.js";
import { type AcknowledgementOutcome, type Figures, secondsSince, timed } from "../health/figures.js";
import type { Library } from "../library/library.js";
import { PersonError } from "../person-error.js";
import { type Log, withFacts } from "./log.js";
import type { RequestWatch } from "./retries.js";

const CALLBACK = /\/interactions\/(\d+)\/[^/]+\/callback$/;

/** Counts what the bot does for people and what Discord says to it, and lets all that the log has of one request carry its id. */
export class CountedRequests implements RequestWatch {
  readonly #figures: Figures;
  /** When interactions arrived that are being dealt with, by their ids. */
  readonly #arrivals = new Map<string, number>();

  constructor(figures: Figures) {
    this.#figures = figures;
  }

  /** Deals with an interaction. @param log of which `work` is given one whose lines carry the interaction's id */
  async interaction(interaction: Interaction, log: Log, work: (log: Log) => Promise<void>): Promise<void> {
    this.#arrivals.set(interaction.id, performance.now());
    try {
      await this.#handled(kindOf(interaction), interaction, log, async (ofRequest) => {
        await work(ofRequest);
        return true;
      });
    } finally {
      this.#arrivals.delete(interaction.id);
    }
  }

  /** Deals with a message. @param work gives whether it was for the bot; others are not counted */
  message(message: Message, log: Log, work: (log: Log) => Promise<boolean>): Promise<void> {
    return this.#handled("message", message, log, work);
  }

  tried(outcome: number | string): void {
    this.#figures.discordAnswered(outcome);
  }

  done(path: string, status: number | undefined): void {
    const arrivedAt = this.#arrivals.get(CALLBACK.exec(path)?.[1] ?? "");
    if (arrivedAt !== undefined) this.#figures.acknowledged(outcomeOf(status), secondsSince(arrivedAt));
  }

  async #handled(what: string, { id }: { id: string }, log: Log, work: (log: Log) => Promise<boolean>): Promise<void> {
    const ofRequest = withFacts(log, { request: id });
    const began = performance.now();
    try {
      if (!(await work(ofRequest))) return;
    } catch (error) {
      this.#figures.handled(what, secondsSince(began));
      throw error;
    }
    const seconds = secondsSince(began);
    this.#figures.handled(what, seconds);
    ofRequest.debug({ what, seconds }, "A request was dealt with.");
  }
}

/** Conversations whose answers are counted by their kinds. */
export class CountedConversations extends Conversations {
  readonly #figures: Figures;

  constructor(library: Library, figures: Figures) {
    super(library);
    this.#figures = figures;
  }

  override ask(...given: Parameters<Conversations["ask"]>): Promise<Reply> {
    let kind = "failed";
    const asking = super.ask(...given);
    return timed(
      async () => {
        try {
          const reply = await asking;
          kind = reply.answer.kind;
          return reply;
        } catch (error) {
          if (error instanceof PersonError) kind = "refused";
          throw error;
        }
      },
      (seconds) => this.#figures.answered(kind, seconds),
    );
  }
}

function outcomeOf(status: number | undefined): AcknowledgementOutcome {
  if (status === undefined || status >= 500) return "unreachable";
  return status >= 400 ? "refused" : "taken";
}

function kindOf(interaction: Interaction): string {
  if (interaction.isCommand()) return "command";
  if (interaction.isButton()) return "button";
  if (interaction.isAnySelectMenu()) return "menu";
  return interaction.isModalSubmit() ? "form" : "autocompletion";
}
