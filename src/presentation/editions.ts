import type { RefreshResult } from "../library/library.js";
import type { Changes, RefreshPace } from "../store/refresh-store.js";
import { count } from "./counts.js";

/** What is said of an article that was fetched anew. @param name the article's, as it is named in a sentence */
export function refreshed(name: string, result: RefreshResult): string {
  return result.kind === "unchanged" ? `${name} has not changed.` : `Refreshed ${name}: ${changed(result.changes)}.`;
}

/** What is said of an article whose document was replaced. */
export function replaced(name: string, result: RefreshResult): string {
  return result.kind === "unchanged"
    ? `${name} has this text already. Nothing was changed.`
    : `Replaced the text of ${name}: ${changed(result.changes)}.`;
}

/** What is said of an article that has another title now. @param before its name before */
export function renamed(before: string, name: string, result: RefreshResult): string {
  return result.kind === "unchanged" ? `${name} is called so already.` : `${before} is called ${name} now.`;
}

/** How a paragraph's article differs from the edition before: `1 new paragraph, 0 gone, 2 as before` */
export function changed({ added, removed, kept }: Changes): string {
  return `${count(added, "new paragraph")}, ${removed} gone, ${kept} as before`;
}

/** How often an article is fetched anew. */
export const PACES: Readonly<Record<RefreshPace, string>> = { daily: "every day", weekly: "every week" };

/** After an article was planned, or was taken out of the plan. */
export function planned(name: string, pace: RefreshPace | null): string {
  return pace === null
    ? `${name} is not fetched again by itself any more.`
    : `From now on ${name} is fetched again ${PACES[pace]}. What changed stands in the list of articles.`;
}

/** Where an article that was fetched time and again has no address any more. */
export const NO_LONGER_FETCHED = "It has no address now, so it is not fetched again by itself any more.";
