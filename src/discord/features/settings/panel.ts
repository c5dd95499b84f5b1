import {
  type APIButtonComponent,
  type APIChannelSelectComponent,
  type APIRoleSelectComponent,
  type APISelectMenuComponent,
  type APIStringSelectComponent,
  ChannelType,
  ComponentType,
  type Guild,
  SelectMenuDefaultValueType,
} from "discord.js";
import { listed } from "../../../presentation/counts.js";
import { STRICTNESSES } from "../../../retrieval/confidence.js";
import { INTERFACE_LANGUAGES, type ScopeSettings } from "../../../store/scope-settings.js";
import { button } from "../../buttons.js";
import { type CardPart, cardMessage } from "../../card.js";
import { mayReplyIn } from "../../permissions.js";
import type { OutgoingMessage } from "../../send.js";
import { KEEP_CHOICES, LANGUAGE_CHOICES, STRICTNESS_CHOICES } from "./choices.js";
import { defaultLines, SETTINGS_COLOR, type SummaryFacts, wordingLines } from "./summary.js";

/** What the panel's menus, its buttons and the form of the wording begin with. */
export const panelKind = "set";
export const toggleKind = "turn";
export const wordingKind = "wording";

const mostChosen = 25;
/** Where members can write a question. */
const writable = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildForum,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
];
const automatic = [ChannelType.GuildText, ChannelType.GuildForum];

/** What the panel shows besides the settings. */
export interface PanelFacts extends SummaryFacts {
  readonly guild: Guild | null;
}

/** The message that shows the panel. */
export function renderPanel(settings: ScopeSettings, facts: PanelFacts): OutgoingMessage {
  return cardMessage({ color: SETTINGS_COLOR, parts: panelParts(settings, facts) });
}

/** A server's settings as the parts of a card on which they are changed. */
export function panelParts(settings: ScopeSettings, facts: PanelFacts): CardPart[] {
  const others = [...wordingLines(settings), ...defaultLines(settings, facts.articles)];
  return [
    {
      text: "### Settings of this server\nA choice holds at once. Whoever may manage the server may always ask, where I answer, and add.",
    },
    ...part("How sure an answer must be", strictnessMenu(settings)),
    ...part("Where I answer (nothing chosen: everywhere)", placesMenu("channels", settings.channels ?? [], writable)),
    ...wayBack(settings.channels, "No channel: those that were chosen are deleted.", "everywhere", "Answer everywhere"),
    ...part("Who may ask (nothing chosen: everybody)", rolesMenu("askers", settings.askerRoles ?? [])),
    ...wayBack(settings.askerRoles, "No role: those that were chosen are deleted.", "everybody", "Let everybody ask"),
    ...part(
      "Who may add and remove articles, beside those who manage the server",
      rolesMenu("managers", settings.managerRoles),
    ),
    ...automaticPart(settings, facts),
    ...part("Language of my own words", languageMenu(settings)),
    ...part("How long 👍 and 👎 are kept (unanswered questions 90 days at most)", keepMenu(settings)),
    ...(others.length === 0 ? [] : [{ text: others.join("\n") }]),
    { row: buttonsOf(settings) },
  ];
}

function part(title: string, menu: APISelectMenuComponent): CardPart[] {
  return [{ text: `**${title}**` }, { row: [menu] }];
}

/** What is said of a list of which all is deleted, and the button that ends it: an empty menu cannot be emptied. */
function wayBack(ids: readonly string[] | null, text: string, what: string, label: string): CardPart[] {
  return ids?.length === 0 ? [{ text }, { row: [button(toggleKind, what, label)] }] : [];
}

function automaticPart({ automaticChannels }: ScopeSettings, { guild, messageContent }: PanelFacts): CardPart[] {
  const title = "Where I answer questions that nobody put to me, if I am sure";
  if (!messageContent) {
    const how =
      "Off: the operator of this bot has not let it see messages that do not mention it. They switch on _Message Content Intent_ in Discord’s developer portal and set `MESSAGE_CONTENT=on`.";
    return [{ text: `**${title}**\n${how}` }];
  }
  const closed = automaticChannels.filter((id) => {
    const channel = guild?.channels.cache.get(id);
    return channel !== undefined && !mayReplyIn(channel);
  });
  const parts = part(title, placesMenu("automatic", automaticChannels, automatic));
  if (closed.length === 0) return parts;
  const links = listed(closed.map((id) => `<#${id}>`));
  return [
    ...parts,
    { text: `⚠️ I cannot answer in ${links}: let me view it, read its message history, and send messages there.` },
  ];
}

function buttonsOf({ isPrivate, hidesGlobal, gaps }: ScopeSettings): APIButtonComponent[] {
  const turn = (what: string, isOn: boolean) => `${what}:${isOn ? "off" : "on"}`;
  return [
    button(toggleKind, turn("private", isPrivate), `Answers to commands: ${isPrivate ? "private" : "for all to see"}`),
    button(toggleKind, turn("global", !hidesGlobal), `Everyone’s articles: ${hidesGlobal ? "hidden" : "shown"}`),
    button(toggleKind, turn("gaps", gaps), `Unanswered questions: ${gaps ? "kept" : "not kept"}`),
    button(wordingKind, "", "Own wording …"),
  ];
}

function strictnessMenu({ strictness }: ScopeSettings): APIStringSelectComponent {
  const options = STRICTNESSES.map((value) => ({ value, ...STRICTNESS_CHOICES[value], default: value === strictness }));
  return textMenu("strictness", options);
}

function languageMenu({ language }: ScopeSettings): APIStringSelectComponent {
  const options = INTERFACE_LANGUAGES.map((value) => ({
    value,
    label: LANGUAGE_CHOICES[value],
    default: value === language,
  }));
  return textMenu("language", options);
}

function keepMenu({ keepDays }: ScopeSettings): APIStringSelectComponent {
  const options = KEEP_CHOICES.map(([days, label]) => ({
    value: String(days),
    label,
    default: days === (keepDays ?? 0),
  }));
  return textMenu("keep", options);
}

function textMenu(what: string, options: APIStringSelectComponent["options"]): APIStringSelectComponent {
  return { type: ComponentType.StringSelect, custom_id: `${panelKind}:${what}`, options };
}

function rolesMenu(what: string, ids: readonly string[]): APIRoleSelectComponent {
  return {
    type: ComponentType.RoleSelect,
    custom_id: `${panelKind}:${what}`,
    placeholder: "Choose roles",
    min_values: 0,
    max_values: mostChosen,
    default_values: ids.map((id) => ({ id, type: SelectMenuDefaultValueType.Role })),
  };
}

function placesMenu(what: string, ids: readonly string[], types: ChannelType[]): APIChannelSelectComponent {
  return {
    type: ComponentType.ChannelSelect,
    custom_id: `${panelKind}:${what}`,
    placeholder: "Choose channels",
    channel_types: types,
    min_values: 0,
    max_values: mostChosen,
    default_values: ids.map((id) => ({ id, type: SelectMenuDefaultValueType.Channel })),
  };
}
