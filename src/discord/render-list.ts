import type { APIButtonComponent } from "discord.js";
import type { ArticleDetails } from "../library/library.js";
import { count } from "./article-replies.js";
import { buttonRow, type OutgoingMessage } from "./message.js";
import { type Doing, ownedButton } from "./owned-button.js";
import { shortMarkdown } from "./plain-text.js";

export const listPageKind = "list";

const pageSize = 10;
const titleLimit = 300;

/** One page of the articles, counted from 0; a page that is no longer there gives the last one. */
export function renderList(articles: readonly ArticleDetails[], wanted: number, owner: Doing): OutgoingMessage {
  if (articles.length === 0) {
    return { content: "There is no article here yet. `/article add` adds one." };
  }
  const pages = Math.ceil(articles.length / pageSize);
  const page = Math.min(Math.max(0, wanted), pages - 1);
  const shown = articles.slice(page * pageSize, (page + 1) * pageSize);
  const footer = pages > 1 ? { footer: { text: `Page ${page + 1} of ${pages}` } } : {};
  const buttons: APIButtonComponent[] = [];
  if (page > 0) buttons.push(ownedButton(owner, listPageKind, String(page - 1), "‹"));
  if (page < pages - 1) buttons.push(ownedButton(owner, listPageKind, String(page + 1), "›"));
  const embed = { title: count(articles.length, "article"), description: shown.map(line).join("\n"), ...footer };
  return { embeds: [embed], ...buttonRow(buttons) };
}

function line({ title, paragraphs, owner, ready, readable }: ArticleDetails): string {
  const facts = [count(paragraphs, "paragraph")];
  if (owner === "house") facts.push("everyone's");
  if (!ready) facts.push("being read again");
  if (!readable) facts.push("damaged");
  return `- ${shortMarkdown(title, titleLimit)} · ${facts.join(" · ")}`;
}
