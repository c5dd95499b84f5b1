import { GLOBAL } from "../store/scope.js";
import type { Owned } from "./loaded-articles.js";

/** As people count: "Chapter 2" before "Chapter 10", whatever the case and the marks above letters. */
const natural = new Intl.Collator("en", { numeric: true, caseFirst: "upper" });

/** Articles as lists show them: a scope's own first, then the global ones; each by title, then by id. */
export function inListOrder(articles: readonly Owned[]): Owned[] {
  return articles.toSorted(
    (a, b) =>
      Number(a.owner === GLOBAL) - Number(b.owner === GLOBAL) ||
      natural.compare(a.record.title, b.record.title) ||
      (a.record.id < b.record.id ? -1 : 1),
  );
}
