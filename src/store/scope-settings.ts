import { z } from "zod";
import { PersonError } from "../person-error.js";
import { STRICTNESSES } from "../retrieval/confidence.js";

/** Discord's ids: 64-bit numbers in decimals. */
const snowflake = z.string().regex(/^\d{1,20}$/, "a Discord id (digits)");

const MAX_ROLES = 25;
const MAX_PLACES = 25;
const MAX_CHANNELS = 500;

/** UTF-16 units that wording of a scope's own may have. */
export const MAX_WORDING = 300;

/** The languages that the interface can be set to; `discord` follows what Discord says of the person and the server. */
export const INTERFACE_LANGUAGES = ["discord", "en", "de", "es", "fr", "ru", "zh"] as const;

const roles = z.array(snowflake).max(MAX_ROLES, `at most ${MAX_ROLES} roles can be named; remove one first`).readonly();
const places = z
  .array(snowflake)
  .max(MAX_PLACES, `at most ${MAX_PLACES} channels can be named; remove one first`)
  .readonly();
const wording = z.string().max(MAX_WORDING, `at most ${MAX_WORDING} characters`);

// What is not set is not kept, so that settings of before are read whatever is added, and a new default holds for all who chose nothing.
const keptSchema = z.strictObject({
  /** Whether questions that found nothing are kept for those who keep the articles. */
  gaps: z.boolean().exactOptional(),
  /** Roles whose members may add and remove articles, beside those who manage the server. */
  managerRoles: roles.exactOptional(),
  /** Roles whose members may ask, beside those who manage the server; null: everybody. */
  askerRoles: roles.nullable().exactOptional(),
  /** Channels where questions are answered; null: everywhere. */
  channels: places.nullable().exactOptional(),
  /** Forums and channels where questions are answered that nobody put to the bot. */
  automaticChannels: places.exactOptional(),
  strictness: z.enum(STRICTNESSES).exactOptional(),
  /** Whether the person alone sees the answer to a command that does not say otherwise. */
  isPrivate: z.boolean().exactOptional(),
  /** Whether the scope sees its own articles alone, and none of the global ones. */
  hidesGlobal: z.boolean().exactOptional(),
  language: z.enum(INTERFACE_LANGUAGES).exactOptional(),
  /** Days for which verdicts and unanswered questions are kept; null: until they are deleted. */
  keepDays: z.int().min(1).max(3650).nullable().exactOptional(),
  /** In place of the fixed sentences; empty: those. */
  wording: z.strictObject({ refusal: wording, greeting: wording }).readonly().exactOptional(),
  /** Channel id → id of the article that is asked first there. */
  defaultArticles: z
    .record(snowflake, z.string().min(1).max(40))
    .refine(
      (channels) => Object.keys(channels).length <= MAX_CHANNELS,
      `at most ${MAX_CHANNELS} channels can have a default; set one to “none” first`,
    )
    .readonly()
    .exactOptional(),
});

/** What a guild or a person has set, as it is kept: what they chose. */
export type KeptSettings = z.infer<typeof keptSchema>;

/** What holds for a guild or a person. */
export type ScopeSettings = Required<KeptSettings>;

/** What holds where nothing is set. */
export const DEFAULT_SETTINGS: ScopeSettings = {
  gaps: false,
  managerRoles: [],
  askerRoles: null,
  channels: null,
  automaticChannels: [],
  strictness: "balanced",
  isPrivate: false,
  hidesGlobal: false,
  language: "discord",
  keepDays: null,
  wording: { refusal: "", greeting: "" },
  defaultArticles: {},
};

/** Settings have a value that they cannot have; the message says which. */
export class SettingsError extends PersonError {
  override readonly name = "SettingsError";
}

/**
 * Checks settings, on their way into the store and out of it.
 * @throws SettingsError that names every wrong value.
 */
export function parseSettings(settings: unknown): KeptSettings {
  const parsed = keptSchema.safeParse(settings);
  if (parsed.success) return parsed.data;
  throw new SettingsError(`These settings cannot be kept:\n${z.prettifyError(parsed.error)}`);
}

/** The ids of the roles that settings name. */
export function rolesIn({ managerRoles, askerRoles }: ScopeSettings): string[] {
  return [...managerRoles, ...(askerRoles ?? [])];
}

/** The ids of the channels and threads that settings name. */
export function channelsIn({ channels, automaticChannels, defaultArticles }: ScopeSettings): string[] {
  return [...new Set([...(channels ?? []), ...automaticChannels, ...Object.keys(defaultArticles)])];
}

/** The settings without ids of channels and roles that are gone. Who may ask, and where, is not widened by it. */
export function withoutGone(settings: ScopeSettings, isGone: (id: string) => boolean): ScopeSettings {
  const there = (ids: readonly string[]) => ids.filter((id) => !isGone(id));
  const { askerRoles, channels, defaultArticles } = settings;
  return {
    ...settings,
    managerRoles: there(settings.managerRoles),
    askerRoles: askerRoles && there(askerRoles),
    channels: channels && there(channels),
    automaticChannels: there(settings.automaticChannels),
    defaultArticles: Object.fromEntries(Object.entries(defaultArticles).filter(([id]) => !isGone(id))),
  };
}
