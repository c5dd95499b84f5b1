import { type Texts, texts } from "../../../interface-texts/texts.js";
import { STRICTNESSES } from "../../../retrieval/confidence.js";
import { INTERFACE_LANGUAGES, type ScopeSettings } from "../../../store/scope-settings.js";

/** The name of a language in itself. */
export function languageName(language: ScopeSettings["language"], words: Texts): string {
  return language === "discord" ? words.say("settings.language-discord") : texts(language).ownName;
}

/** For how many days feedback can be kept; 0 stands for no end. */
export const KEEP_CHOICES = [7, 30, 90, 365, 0] as const;

/** How a time to keep feedback is said. @param days none: without end */
export function keepName(days: number | null, words: Texts): string {
  return days === null || days === 0 ? words.say("settings.keep-forever") : words.say("settings.keep-days", { days });
}

type Change = (values: readonly string[], guildId: string | null) => Partial<ScopeSettings> | undefined;

const changes: Readonly<Record<string, Change>> = {
  strictness: ([value]) =>
    optional(
      "strictness",
      STRICTNESSES.find((one) => one === value),
    ),
  language: ([value]) =>
    optional(
      "language",
      INTERFACE_LANGUAGES.find((one) => one === value),
    ),
  keep: ([value]) => ({ keepDays: Number(value) || null }),
  channels: (values) => ({ channels: values.length === 0 ? null : values }),
  // Everyone's role has the id of the server.
  askers: (values, guildId) => ({
    askerRoles: values.length === 0 || values.includes(guildId ?? "") ? null : values,
  }),
  managers: (values) => ({ managerRoles: values }),
  automatic: (values) => ({ automaticChannels: values }),
};

/** What a choice in a menu of the panel changes; `undefined` for what is no choice of it. */
export function changeOf(what: string, values: readonly string[], guildId: string | null) {
  return Object.hasOwn(changes, what) ? changes[what]?.(values, guildId) : undefined;
}

/** What a button of the panel sets, whatever was set meanwhile: somebody else may have changed it since the panel was shown. */
export function setBy(what: string): Partial<ScopeSettings> | undefined {
  return pressed.get(what);
}

const pressed: ReadonlyMap<string, Partial<ScopeSettings>> = new Map([
  ["private:on", { isPrivate: true }],
  ["private:off", { isPrivate: false }],
  ["gaps:on", { gaps: true }],
  ["gaps:off", { gaps: false }],
  ["global:on", { hidesGlobal: false }],
  ["global:off", { hidesGlobal: true }],
  ["everybody", { askerRoles: null }],
  ["everywhere", { channels: null }],
]);

function optional<K extends keyof ScopeSettings>(key: K, value: ScopeSettings[K] | undefined) {
  return value === undefined ? undefined : ({ [key]: value } as Pick<ScopeSettings, K>);
}
