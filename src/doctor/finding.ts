/** How something that the doctor looked at is. */
export type State = "ok" | "warning" | "problem" | "skipped";

/** What the doctor found of one thing. */
export interface Finding {
  /** The thing, in one or two words: "Node.js", "Token". */
  readonly of: string;
  readonly state: State;
  /** What was found, with the values. */
  readonly says: string;
  /** What to do about it, for a warning or a problem. */
  readonly mend?: string;
}

/** Makes the findings of one thing. */
export function findingsOf(of: string) {
  return {
    ok: (says: string): Finding => ({ of, state: "ok", says }),
    skipped: (says: string): Finding => ({ of, state: "skipped", says }),
    /** It works, and can do harm later. */
    warning: (says: string, mend: string): Finding => ({ of, state: "warning", says, mend }),
    /** Pilcrow does not start, or does not do its work. */
    problem: (says: string, mend: string): Finding => ({ of, state: "problem", says, mend }),
  };
}
