import type { Block } from "./blocks.js";

/*
 * Page furniture is what a web page puts around an article and what comes along when a page is copied or saved: share
 * buttons, the comments section's frame, cookie notices, the copyright line. The rule is conservative, for a lost
 * paragraph is worse than a useless one:
 *
 * 1. A block is furniture only if its WHOLE text is a known label or notice. "Comments by the president were widely
 *    read." is prose; "Comments" is a label. Nothing is dropped for containing a word, or for being short.
 * 2. Most of it is dropped only at the edges: before the first block that is no furniture, and behind the last one.
 *    In the middle of an article it stays.
 * 3. Only marks of an advertisement and of share buttons, which stand between paragraphs, are dropped anywhere.
 */

const ANYWHERE = [
  /^(?:-+ ?)?(?:advertisement|advertisements|sponsored content|sponsored|promoted)(?: ?-+)?$/,
  /^(?:-+ ?)?advertisement ?[-–—:.]* ?(?:scroll|story|article|continue)[\p{L} ]{0,40}(?:-+)?$/u,
  /^(?:story|article|content|text) continues (?:below|after)(?: the| this)? ?(?:advertisement|ad)?$/,
  /^share (?:this|the) (?:article|story|post|page)$/,
  /^(?:tweet|click to tweet|copy link|share on (?:facebook|twitter|x|linkedin|whatsapp|reddit|email))$/,
];

const AT_EDGES = [
  // the comments section
  /^(?:comments?|discussion|join the discussion|add a comment|post a comment|write a comment|leave a (?:comment|reply))$/,
  /^(?:comments? ?\(\p{N}+\)|\p{N}+ comments?|no comments(?: yet)?|comments are (?:closed|off|disabled))$/u,
  /^no comments yet\W{1,3}(?:be the first[\p{L} ]{0,40}|start the conversation)$/u,
  /^be the first to (?:comment|join the (?:discussion|conversation))$/,
  /^(?:log|sign) in (?:or (?:register|sign up) )?to (?:comment|reply|join the (?:discussion|conversation)|post a comment)$/,
  /^(?:view|show|see|load|read) (?:all |more )?(?:\p{N}+ )?comments$/u,
  // sharing and printing
  /^(?:share|share this|share via|print|print this (?:page|article)|save|save article|email|e-mail|facebook|twitter|linkedin|whatsapp)$/,
  /^follow us(?: on [\p{L},& ]{1,60})?$/u,
  // what to read next
  /^read (?:more|also|next)(?: ?[:»→>].{0,160})?$/,
  /^(?:related|recommended|trending|popular|latest)(?: (?:articles|stories|posts|news|content|topics|reading))?$/,
  /^(?:you may also like|you might also like|recommended for you|more on this (?:story|topic)|most (?:read|popular))$/,
  /^(?:load more|show more|see more|continue reading|back to top|skip to (?:main )?content|previous article|next article)$/,
  // newsletters, subscriptions
  /^(?:subscribe|sign up)(?: now| today| here)?(?: (?:to|for) (?:our|the)(?: [\p{L}-]{1,20}){0,3} newsletters?)?(?: (?:now|today|here))?$/u,
  /^(?:subscribe|sign up) (?:to|for) (?:our|the)(?: [\p{L}-]{1,20}){0,3} newsletters? (?:to|and) (?:get|receive|stay)[\p{L} ,’'-]{0,80}$/u,
  /^(?:get|receive) (?:our|the)(?: [\p{L}-]{1,20}){0,3} (?:news|stories|newsletter)[\p{L} ]{0,20} in your inbox$/u,
  // cookies, law
  /^(?:we use|this (?:site|website|page) uses) cookies\b.{0,240}$/,
  /^(?:accept|reject|manage)(?: all)?(?: cookies| preferences)?$/,
  /^(?:cookie|privacy) (?:policy|settings|preferences|notice)$/,
  /^(?:terms of (?:use|service)|terms and conditions|all rights reserved)$/,
  /^(?:©|\(c\) ?(?=\p{N})|copyright (?:©|\(c\)|\p{N}{4})).{0,160}$/u,
];

/** Longer texts are never furniture. */
const LONGEST_NOTICE = 300;

/** Whether a text is, as a whole, page furniture; `where` says how much is known about its place. */
export function isFurnitureText(text: string, where: "edge" | "anywhere"): boolean {
  if (text.length > LONGEST_NOTICE) return false;
  const lines = text.split("\n").map((line) => line.toLowerCase().replace(/[\s.!…]+$/u, ""));
  const patterns = where === "edge" ? [...ANYWHERE, ...AT_EDGES] : ANYWHERE;
  return lines.every((line) => line === "" || patterns.some((pattern) => pattern.test(line)));
}

function isFurniture(block: Block, where: "edge" | "anywhere"): boolean {
  if (block.kind === "heading" || block.kind === "paragraph") return isFurnitureText(block.text, where);
  if (block.kind !== "list") return false;
  return block.items.every((item) => item.paragraphs.every((text) => isFurnitureText(text, where)));
}

/**
 * The blocks without page furniture, by the rule above. A heading of level 1 is kept: it may be the title of an article
 * about comments or cookies.
 */
export function withoutFurniture(blocks: readonly Block[]): Block[] {
  const atEdge = (block: Block): boolean =>
    isFurniture(block, "edge") && !(block.kind === "heading" && block.level === 1);
  let first = 0;
  let last = blocks.length;
  for (let block = blocks[first]; block !== undefined && atEdge(block); block = blocks[first]) first++;
  for (let block = blocks[last - 1]; last > first && block !== undefined && atEdge(block); block = blocks[last - 1])
    last--;
  return blocks.slice(first, last).filter((block) => block.kind === "heading" || !isFurniture(block, "anywhere"));
}
