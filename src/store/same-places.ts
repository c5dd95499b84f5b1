import type { Paragraph } from "../documents/article.js";
import type { Changes } from "./refresh-store.js";

/** What tells a paragraph's place and words. */
export type Placed = Pick<Paragraph, "number" | "text">;

/**
 * Where the paragraphs of one edition are in the next one: those with the same words, the first of several with the first, and so
 * on. From the number before to the number after; what has no place after is left out.
 */
export function samePlaces(before: readonly Placed[], after: readonly Placed[]): ReadonlyMap<number, number> {
  const free = new Map<string, number[]>();
  for (const { number, text } of after.toReversed()) {
    const numbers = free.get(text);
    if (numbers === undefined) free.set(text, [number]);
    else numbers.push(number);
  }
  const places = new Map<number, number>();
  for (const { number, text } of before) {
    const place = free.get(text)?.pop();
    if (place !== undefined) places.set(number, place);
  }
  return places;
}

/** How many paragraphs of the next edition are new, how many of the one before are gone, and how many are kept. */
export function changesBetween(before: readonly Placed[], after: readonly Placed[]): Changes {
  const kept = samePlaces(before, after).size;
  return { added: after.length - kept, removed: before.length - kept, kept };
}
