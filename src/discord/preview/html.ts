import { type APIEmbed, ButtonStyle, ComponentType } from "discord.js";
import type { OutgoingMessage } from "../send.js";
import { escapeHtml, htmlOfMarkdown } from "./markdown.js";

/** As much of a component as is drawn. */
interface Drawn {
  readonly type: ComponentType;
  readonly content?: string;
  readonly accent_color?: number | null;
  readonly components?: readonly Drawn[];
  readonly accessory?: Drawn;
  readonly label?: string;
  readonly emoji?: { readonly name?: string };
  readonly style?: number;
  readonly placeholder?: string;
  readonly options?: readonly { readonly label: string; readonly default?: boolean }[];
}

/** What stands in a message, as HTML. A component that it does not know is an error, so that none is missing. */
export function htmlOfMessage({ content = "", embeds = [], components = [], files = [] }: OutgoingMessage): string {
  return [
    content === "" ? "" : `<div class="text">${htmlOfMarkdown(content)}</div>`,
    ...embeds.map(embedHtml),
    ...files.map(({ name }) => `<div class="file">📄 ${escapeHtml(name)}</div>`),
    ...(components as readonly Drawn[]).map(componentHtml),
  ].join("");
}

function componentHtml(one: Drawn): string {
  const inner = () => (one.components ?? []).map(componentHtml).join("");
  switch (one.type) {
    case ComponentType.Container:
      return `<div class="container" style="border-left-color:${colour(one.accent_color)}">${inner()}</div>`;
    case ComponentType.TextDisplay:
      return `<div class="text">${htmlOfMarkdown(one.content ?? "")}</div>`;
    case ComponentType.Separator:
      return "<hr>";
    case ComponentType.Section:
      return `<div class="section"><div>${inner()}</div>${one.accessory ? componentHtml(one.accessory) : ""}</div>`;
    case ComponentType.ActionRow:
      return `<div class="row">${inner()}</div>`;
    case ComponentType.Button:
      return buttonHtml(one);
    case ComponentType.StringSelect:
    case ComponentType.RoleSelect:
    case ComponentType.ChannelSelect:
    case ComponentType.UserSelect:
      return selectHtml(one);
    default:
      throw new Error(`A component of type ${one.type} has no drawing yet: add it in preview/html.ts.`);
  }
}

function buttonHtml({ label, emoji, style }: Drawn): string {
  const kind = style === ButtonStyle.Danger ? " danger" : style === ButtonStyle.Primary ? " primary" : "";
  return `<span class="button${kind}">${escapeHtml([emoji?.name, label].filter(Boolean).join(" "))}</span>`;
}

function selectHtml({ options = [], placeholder = "Make a selection" }: Drawn): string {
  const chosen = options.filter((option) => option.default === true).map(({ label }) => label);
  const text = chosen.length === 0 ? `<i>${escapeHtml(placeholder)}</i>` : escapeHtml(chosen.join(", "));
  return `<span class="select">${text}<span>⌄</span></span>`;
}

function embedHtml({ title, description, fields = [], footer, color }: APIEmbed): string {
  const parts = [
    title === undefined ? "" : `<div class="title">${htmlOfMarkdown(title)}</div>`,
    description === undefined ? "" : htmlOfMarkdown(description),
    ...fields.map(({ name, value }) => `<div class="field"><b>${escapeHtml(name)}</b>${htmlOfMarkdown(value)}</div>`),
    footer === undefined ? "" : `<p class="small">${escapeHtml(footer.text)}</p>`,
  ];
  return `<div class="container embed" style="border-left-color:${colour(color)}">${parts.join("")}</div>`;
}

function colour(value: number | null | undefined): string {
  return value == null ? "transparent" : `#${value.toString(16).padStart(6, "0")}`;
}
