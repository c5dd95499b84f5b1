import { STRICTNESSES } from "../../../retrieval/confidence.js";
import { INTERFACE_LANGUAGES, type ScopeSettings } from "../../../store/scope-settings.js";

/** How each strictness is chosen. */
export const STRICTNESS_CHOICES: Readonly<Record<ScopeSettings["strictness"], { label: string; description: string }>> =
  {
    lenient: { label: "Lenient", description: "Answers more often, and is wrong more often" },
    balanced: { label: "Balanced", description: "Answers where it is mostly right" },
    strict: { label: "Strict", description: "Answers less often, and is wrong less often" },
  };

/** How each language is chosen: by its own name. */
export const LANGUAGE_CHOICES: Readonly<Record<ScopeSettings["language"], string>> = {
  discord: "As Discord says",
  en: "English",
  de: "Deutsch",
  es: "Español",
  fr: "Français",
  ru: "Русский",
  zh: "中文",
};

/** For how many days feedback can be kept, and how that is said; 0 stands for no end. */
export const KEEP_CHOICES: readonly (readonly [days: number, label: string])[] = [
  [7, "A week"],
  [30, "30 days"],
  [90, "90 days"],
  [365, "A year"],
  [0, "Until it is deleted"],
];

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
