import { type APIStringSelectComponent, ComponentType } from "discord.js";
import type { Texts } from "../../interface-texts/texts.js";
import { nextBest } from "../../presentation/next-best.js";
import { placeOf } from "../../presentation/sentences.js";
import type { Given, Passage } from "../../retrieval/answer.js";
import type { Row } from "../card.js";
import { limits } from "../text/limits.js";
import { oneLine, shorten } from "../text/plain-text.js";
import { placeDataOf } from "./place.js";

/** What the custom ids of menus of passages begin with. */
export const PASSAGE_MENU = "pick";

/** The menu of the passages that come near the best one, itself among them to come back to; none where there is no other. */
export function otherPassages(owner: string, answer: Given, texts: Texts): Row {
  // A section that was asked for by its name is all of the answer.
  const others = answer.kind === "found" && answer.section ? [] : nextBest(answer);
  return others.length === 0 ? [] : passageMenu(owner, [answer.passages[0], ...others], texts);
}

/** A menu of passages, each with its sentence. @param owner the id of the person who changes the message by choosing */
export function passageMenu(
  owner: string,
  passages: readonly [Passage, ...Passage[]],
  texts: Texts,
  placeholder = texts.say("reading.next-best"),
): Row {
  const options = passages.slice(0, limits.choices).map((passage) => option(passage, passages[0], texts));
  return [
    {
      type: ComponentType.StringSelect,
      custom_id: `${PASSAGE_MENU}:${owner}`,
      placeholder,
      options,
    },
  ];
}

function option(
  passage: Passage,
  { article: first }: Passage,
  texts: Texts,
): APIStringSelectComponent["options"][number] {
  const { article, paragraph, highlight } = passage;
  const place = placeOf(paragraph, texts).join(" · ");
  const sentence = shorten(paragraph.text.slice(highlight.start, highlight.end), limits.choiceName);
  const elsewhere = article.id === first.id ? "" : ` · ${oneLine(article.title)}`;
  return {
    value: placeDataOf(passage),
    label: sentence || place,
    description: shorten(place + elsewhere, limits.choiceName),
  };
}

/** The menu of passages among these rows, for this person; no row where there is none. */
export function menuIn(rows: readonly Row[], owner: string): Row {
  const [menu] = rows.flat().filter((one) => one.type === ComponentType.StringSelect);
  const isOfPassages = menu?.custom_id.startsWith(`${PASSAGE_MENU}:`) === true;
  return menu !== undefined && isOfPassages ? [{ ...menu, custom_id: `${PASSAGE_MENU}:${owner}` }] : [];
}
