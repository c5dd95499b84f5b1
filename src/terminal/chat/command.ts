/** What a line that was typed leads to. */
export interface ChatOutput {
  readonly text: string;
  /** The person wants to leave. */
  readonly quit?: boolean;
  /** What was typed could not be done, and the text says why. */
  readonly failed?: boolean;
}

/** A command of the chat. */
export interface ChatCommand {
  /** The words that call it, each with its slash. */
  readonly names: readonly string[];
  /** How it is written, as `/help` shows it. */
  readonly usage: string;
  /** What it does, as `/help` shows it. */
  readonly does: string;
  /**
   * @param words what was typed behind the name
   * @param name the one of its names that was typed
   * @throws PersonError
   */
  run(words: string, name: string): string | ChatOutput | Promise<string | ChatOutput>;
}

/** The commands' lines of `/help`; those with long arguments have a wider column. */
export function helpLines(commands: readonly ChatCommand[]): string {
  return commands.map(({ usage, does }) => `  ${usage.padEnd(usage.length < 12 ? 12 : 30)}${does}`).join("\n");
}
