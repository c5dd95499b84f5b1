/** What the ids in a text name, as people see it; `undefined` where that is not known. */
export interface Names {
  user(id: string): string | undefined;
  role(id: string): string | undefined;
  channel(id: string): string | undefined;
}

/** https://discord.com/developers/docs/reference#message-formatting */
const reference = /<(@!?|@&|#)(\d{1,20})>/g;
const emoji = /<a?:\w{1,40}:\d{1,20}>/g;
const command = /<(\/[^<>:\n]{1,100}):\d{1,20}>/g;
const timestamp = /<t:(-?\d{1,12})(?::([a-zA-Z]))?>/g;
const guildPlace = /<id:\w{1,20}>/g;
/** What the picker of GIFs sends: it says nothing that could be searched. */
const gif =
  /<?https?:\/\/(?:(?:[\w-]+\.)*(?:tenor|giphy|klipy|gfycat)\.com\/\S*|\S+\.(?:gif|gifv)(?:\?\S*)?)>?(?=\s|$)/gi;
const withoutPreview = /<(https?:\/\/[^\s<>]+)>/g;
const format = /(\*\*|~~|__|\|\|)(?=\S)(.{1,500}?)\1/g;
const quotation = /^>{1,3} /gm;

/** A text without Discord's markup: mentions as the names that people see, times as days, no emoji of servers, no GIFs. */
export function withoutMarkup(text: string, names: Names): string {
  return withNames(withoutGifs(text), names)
    .replace(withoutPreview, "$1")
    .replace(quotation, "")
    .replace(format, "$2")
    .replace(/\s+/g, " ")
    .trim();
}

/** A text without the links that the picker of GIFs sends. */
export function withoutGifs(text: string): string {
  return text.replace(gif, " ");
}

/** A text with names and times in place of the ids and numbers by which Discord's clients show them; emoji of servers say nothing. */
export function withNames(text: string, names: Names): string {
  return text
    .replace(emoji, " ")
    .replace(guildPlace, " ")
    .replace(command, "$1")
    .replace(timestamp, (_, seconds: string, style: string | undefined) => timeOf(Number(seconds), style))
    .replace(reference, (_, kind: string, id: string) => nameOf(kind, id, names));
}

function nameOf(kind: string, id: string, names: Names): string {
  const name = kind === "#" ? names.channel(id) : kind === "@&" ? names.role(id) : names.user(id);
  return name ?? "";
}

/** `2026-11-25`, with `19:30 UTC` where the style shows a time of day; nothing for what is no time. */
function timeOf(seconds: number, style = "f"): string {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return "";
  const [day = "", time = ""] = date.toISOString().split("T");
  return /[dD]/.test(style) ? day : `${day} ${time.slice(0, "19:30".length)} UTC`;
}
