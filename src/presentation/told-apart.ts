import { comparable } from "./article-by-title.js";

/**
 * How the items of a list are shown, each unlike all others: in the first of several ways in which it is, the shortest first; where
 * none is, in the last one with a number.
 */
export function toldApart<T>(items: readonly T[], ways: readonly ((item: T) => string)[]): ReadonlyMap<T, string> {
  const shown = new Map<T, string>();
  let alike: readonly T[] = items;
  for (const way of ways) {
    const groups = new Map<string, T[]>();
    for (const item of alike) {
      const group = groups.get(comparable(way(item)));
      if (group === undefined) groups.set(comparable(way(item)), [item]);
      else group.push(item);
    }
    for (const group of groups.values())
      for (const [at, item] of group.entries())
        shown.set(item, group.length > 1 ? `${way(item)} #${at + 1}` : way(item));
    alike = [...groups.values()].filter((group) => group.length > 1).flat();
  }
  return shown;
}
