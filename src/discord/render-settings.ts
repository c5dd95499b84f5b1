import type { ArticleSummary } from "../library/library.js";
import type { ScopeSettings } from "../store/scope-settings.js";
import { count, named } from "./article-replies.js";
import type { OutgoingMessage } from "./message.js";

const channelsShown = 8;

/** A server's settings in words. The articles are those it sees. */
export function renderSettings(settings: ScopeSettings, articles: readonly ArticleSummary[]): OutgoingMessage {
  const { managerRoles, strictness, defaultArticles } = settings;
  const roles = managerRoles.map((id) => `<@&${id}>`).join(", ");
  const titles = new Map(articles.map(({ id, title }) => [id, title]));
  const defaults = Object.entries(defaultArticles).flatMap(([channel, id]) => {
    const title = titles.get(id);
    return title === undefined ? [] : [`<#${channel}> asks ${named(title)} first.`];
  });
  const lines = [
    `Articles are added and removed by members who may manage this server${roles === "" ? "" : `, and by ${roles}`}.`,
    `Strictness: **${strictness}**.`,
    ...defaults.slice(0, channelsShown),
  ];
  if (defaults.length > channelsShown) lines.push(`… and ${count(defaults.length - channelsShown, "more channel")}.`);
  // In an embed nothing is ever notified, and there is room for every role.
  return { embeds: [{ title: "Settings of this server", description: lines.join("\n") }] };
}
