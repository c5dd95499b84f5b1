import type { Person, Scope } from "./scope.js";

/** What is to be told of an import that has ended. It is kept until it was delivered, whatever ends meanwhile. */
export interface ImportReport {
  /** Of the import. */
  readonly importId: string;
  readonly scope: Scope;
  /** Who is to be told. */
  readonly person: Person;
  /** Where the import was asked for; `null` where that is not known. */
  readonly channelId: string | null;
  /** The article that it made, where it did. */
  readonly articleId: string | null;
  /** What is to be told, as Markdown; `null` where the process ended before that was known. */
  readonly text: string | null;
  readonly at: number;
}

/** The reports that were not delivered yet. One is begun, without its text, when an import that a person began becomes an article. */
export interface ReportStore {
  /** Keeps a report, in place of an earlier one of its import. */
  keep(report: ImportReport): Promise<void>;
  end(importId: string): Promise<void>;
  /** Of every scope, oldest first. */
  list(): Promise<readonly ImportReport[]>;
}
