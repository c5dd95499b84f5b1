import { ArticleTable } from "./article-table.js";
import { BlobTable } from "./blob-table.js";
import type { Connection } from "./connection.js";
import { GapTable } from "./gap-table.js";
import { ImportTable } from "./import-table.js";
import { RefreshTable } from "./refresh-table.js";
import { ReportTable } from "./report-table.js";
import { RetentionTable } from "./retention-table.js";
import { DatabaseFile, FeedbackTable, MarkerTable, SettingsTable } from "./small-tables.js";

/** What a thread can be asked to do: the methods of these. */
export function tablesOf(database: Connection) {
  const blobs = new BlobTable(database);
  const refreshes = new RefreshTable(database);
  return {
    file: new DatabaseFile(database),
    blobs,
    articles: new ArticleTable(database, blobs),
    imports: new ImportTable(database, blobs, refreshes),
    markers: new MarkerTable(database),
    settings: new SettingsTable(database),
    feedback: new FeedbackTable(database),
    gaps: new GapTable(database),
    refreshes,
    reports: new ReportTable(database),
    retention: new RetentionTable(database),
  };
}

/** The tables, by the names with which a thread is asked. */
export type Tables = ReturnType<typeof tablesOf>;
