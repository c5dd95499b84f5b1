import { PersonError } from "../person-error.js";
import type { RefreshPace } from "../store/refresh-store.js";

const DAY = 24 * 3_600_000;

const SPANS: Readonly<Record<RefreshPace, number>> = { daily: DAY, weekly: 7 * DAY };

/** When what is fetched now is fetched next. */
export function nextTime(pace: RefreshPace, now = Date.now()): number {
  return now + SPANS[pace];
}

/** An article has no address to fetch it from; the message is written for the person who wanted it fetched. */
export class NoAddressError extends PersonError {
  override readonly name = "NoAddressError";
  constructor(readonly title: string) {
    super(
      `“${title}” came from no web address, so it cannot be fetched again. Replace it by a file, a text or an address.`,
    );
  }
}
