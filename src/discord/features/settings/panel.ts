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
import type { Texts } from "../../../interface-texts/texts.js";
import { listed } from "../../../presentation/counts.js";
import { STRICTNESSES } from "../../../retrieval/confidence.js";
import { INTERFACE_LANGUAGES, type ScopeSettings } from "../../../store/scope-settings.js";
import { button } from "../../buttons.js";
import { type CardPart, cardMessage } from "../../card.js";
import { mayReplyIn } from "../../permissions.js";
import type { OutgoingMessage } from "../../send.js";
import { KEEP_CHOICES, keepName, languageName } from "./choices.js";
import { defaultLines, SETTINGS_COLOR, type SummaryFacts, wordingLines, yes } from "./summary.js";

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
export function renderPanel(settings: ScopeSettings, facts: PanelFacts, texts: Texts): OutgoingMessage {
  return cardMessage({ color: SETTINGS_COLOR, parts: panelParts(settings, facts, texts) });
}

/** A server's settings as the parts of a card on which they are changed. */
export function panelParts(settings: ScopeSettings, facts: PanelFacts, texts: Texts): CardPart[] {
  const menus = menusIn(texts);
  const others = [...wordingLines(settings, texts), ...defaultLines(settings, facts.articles, texts)];
  return [
    { text: `### ${texts.say("settings.head")}\n${texts.say("settings.explained")}` },
    ...part(texts.say("settings.strictness"), strictnessMenu(settings, texts)),
    ...part(texts.say("settings.places"), menus.places("channels", settings.channels ?? [], writable)),
    ...wayBack(settings.channels, texts.say("settings.no-channel"), "everywhere", texts.say("settings.everywhere")),
    ...part(texts.say("settings.askers"), menus.roles("askers", settings.askerRoles ?? [])),
    ...wayBack(settings.askerRoles, texts.say("settings.no-role"), "everybody", texts.say("settings.everybody-asks")),
    ...part(texts.say("settings.managers"), menus.roles("managers", settings.managerRoles)),
    ...automaticPart(settings, facts, texts),
    ...part(texts.say("settings.language"), languageMenu(settings, texts)),
    ...part(texts.say("settings.keep"), keepMenu(settings, texts)),
    ...(others.length === 0 ? [] : [{ text: others.join("\n") }]),
    { row: buttonsOf(settings, texts) },
  ];
}

function part(title: string, menu: APISelectMenuComponent): CardPart[] {
  return [{ text: `**${title}**` }, { row: [menu] }];
}

/** What is said of a list of which all is deleted, and the button that ends it: an empty menu cannot be emptied. */
function wayBack(ids: readonly string[] | null, text: string, what: string, label: string): CardPart[] {
  return ids?.length === 0 ? [{ text }, { row: [button(toggleKind, what, label)] }] : [];
}

function automaticPart(
  { automaticChannels }: ScopeSettings,
  { guild, messageContent }: PanelFacts,
  texts: Texts,
): CardPart[] {
  const title = texts.say("settings.automatic");
  if (!messageContent) return [{ text: `**${title}**\n${texts.say("settings.automatic-off")}` }];
  const closed = automaticChannels.filter((id) => {
    const channel = guild?.channels.cache.get(id);
    return channel !== undefined && !mayReplyIn(channel);
  });
  const parts = part(title, menusIn(texts).places("automatic", automaticChannels, automatic));
  if (closed.length === 0) return parts;
  const links = closed.map((id) => `<#${id}>`);
  const channels = listed(links, "conjunction", links.length, texts);
  return [...parts, { text: texts.say("settings.cannot-answer", { channels }) }];
}

function buttonsOf({ isPrivate, hidesGlobal, gaps }: ScopeSettings, texts: Texts): APIButtonComponent[] {
  const turn = (what: string, isOn: boolean) => `${what}:${isOn ? "off" : "on"}`;
  return [
    button(toggleKind, turn("private", isPrivate), texts.say("settings.private-button", { isPrivate: yes(isPrivate) })),
    button(
      toggleKind,
      turn("global", !hidesGlobal),
      texts.say("settings.global-button", { isHidden: yes(hidesGlobal) }),
    ),
    button(toggleKind, turn("gaps", gaps), texts.say("settings.gaps-button", { isKept: yes(gaps) })),
    button(wordingKind, "", texts.say("settings.wording-button")),
  ];
}

function strictnessMenu({ strictness }: ScopeSettings, texts: Texts): APIStringSelectComponent {
  const options = STRICTNESSES.map((value) => ({
    value,
    label: texts.say(`settings.${value}`),
    description: texts.say(`settings.${value}-explained`),
    default: value === strictness,
  }));
  return textMenu("strictness", options);
}

function languageMenu({ language }: ScopeSettings, texts: Texts): APIStringSelectComponent {
  const options = INTERFACE_LANGUAGES.map((value) => ({
    value,
    label: languageName(value, texts),
    default: value === language,
  }));
  return textMenu("language", options);
}

function keepMenu({ keepDays }: ScopeSettings, texts: Texts): APIStringSelectComponent {
  const options = KEEP_CHOICES.map((days) => ({
    value: String(days),
    label: keepName(days, texts),
    default: days === (keepDays ?? 0),
  }));
  return textMenu("keep", options);
}

function textMenu(what: string, options: APIStringSelectComponent["options"]): APIStringSelectComponent {
  return { type: ComponentType.StringSelect, custom_id: `${panelKind}:${what}`, options };
}

/** The menus of roles and of channels, in a language. */
function menusIn(texts: Texts) {
  const several = { min_values: 0, max_values: mostChosen };
  return {
    roles: (what: string, ids: readonly string[]): APIRoleSelectComponent => ({
      type: ComponentType.RoleSelect,
      custom_id: `${panelKind}:${what}`,
      placeholder: texts.say("settings.choose-roles"),
      ...several,
      default_values: ids.map((id) => ({ id, type: SelectMenuDefaultValueType.Role })),
    }),
    places: (what: string, ids: readonly string[], types: ChannelType[]): APIChannelSelectComponent => ({
      type: ComponentType.ChannelSelect,
      custom_id: `${panelKind}:${what}`,
      placeholder: texts.say("settings.choose-channels"),
      channel_types: types,
      ...several,
      default_values: ids.map((id) => ({ id, type: SelectMenuDefaultValueType.Channel })),
    }),
  };
}
