import type { APIButtonComponent } from "discord.js";
import { emojiButton } from "../buttons.js";
import type { Row } from "../card.js";

/** What the custom ids of verdicts begin with. */
export const VERDICT = "verdict";
/** `good:articleId:number` */
const verdictData = /^(good|bad):([\w-]{1,40}):(\d{1,9})$/;

/** A paragraph, and whether it helps. */
export interface Verdict {
  readonly verdict: "good" | "bad";
  readonly articleId: string;
  readonly number: number;
}

/** 👍 and 👎 for a paragraph as an answer. */
export function verdictButtons(articleId: string, number: number): APIButtonComponent[] {
  const place = `${articleId}:${number}`;
  return [emojiButton(VERDICT, `good:${place}`, "👍"), emojiButton(VERDICT, `bad:${place}`, "👎")];
}

/** What a verdict's button was given; `undefined` for anything else. */
export function readVerdict(data: string): Verdict | undefined {
  const [, verdict, articleId, number] = verdictData.exec(data) ?? [];
  if (articleId === undefined) return undefined;
  return { verdict: verdict === "good" ? "good" : "bad", articleId, number: Number(number) };
}

/** The paragraph that a message shows, as its buttons for verdicts carry it. */
export function judged(rows: readonly Row[]): Pick<Verdict, "articleId" | "number"> | undefined {
  const ids = rows.flatMap((row) => row.flatMap((one) => ("custom_id" in one ? [one.custom_id] : [])));
  const data = ids.find((id) => id.startsWith(`${VERDICT}:`))?.slice(VERDICT.length + 1) ?? "";
  return readVerdict(data);
}

/** A row whose verdicts, where it has some, are of another paragraph. */
export function judging(row: Row, articleId: string, number: number): Row {
  const isVerdict = (one: Row[number]) => "custom_id" in one && one.custom_id.startsWith(`${VERDICT}:`);
  if (!row.some(isVerdict)) return row;
  return [...verdictButtons(articleId, number), ...row.filter((one) => !isVerdict(one))];
}
