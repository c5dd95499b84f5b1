import type { TextKey } from "../interface-texts/catalogue.js";
import type { Texts } from "../interface-texts/texts.js";
import type { RefreshResult } from "../library/library.js";
import type { Changes, RefreshPace } from "../store/refresh-store.js";

/** What is said of an article that was fetched anew. @param name the article's, as it is named in a sentence */
export function refreshed(name: string, result: RefreshResult, texts: Texts): string {
  if (result.kind === "unchanged") return texts.say("edition.unchanged", { name });
  return texts.say("edition.refreshed", { name, changes: changed(result.changes, texts) });
}

/** What is said of an article whose document was replaced. */
export function replaced(name: string, result: RefreshResult, texts: Texts): string {
  if (result.kind === "unchanged") return texts.say("edition.same-text", { name });
  return texts.say("edition.replaced", { name, changes: changed(result.changes, texts) });
}

/** What is said of an article that has another title now. @param before its name before */
export function renamed(before: string, name: string, result: RefreshResult, texts: Texts): string {
  if (result.kind === "unchanged") return texts.say("edition.same-title", { name });
  return texts.say("edition.renamed", { before, name });
}

/** How a paragraph's article differs from the edition before: `1 new paragraph, 0 gone, 2 as before` */
export function changed({ added, removed, kept }: Changes, texts: Texts): string {
  return texts.say("edition.changes", { added, removed, kept });
}

/** How often an article is fetched anew: the names of the texts that say it. */
export const PACES = { daily: "edition.daily", weekly: "edition.weekly" } as const satisfies Readonly<
  Record<RefreshPace, TextKey>
>;

/** After an article was planned, or was taken out of the plan. */
export function planned(name: string, pace: RefreshPace | null, texts: Texts): string {
  if (pace === null) return texts.say("edition.not-planned", { name });
  return texts.say("edition.planned", { name, pace: texts.say(PACES[pace]) });
}
