import { z } from "zod";
import { PersonError } from "../person-error.js";
import { STRICTNESSES } from "../retrieval/confidence.js";

/** Discord's ids: 64-bit numbers in decimals. */
const snowflake = z.string().regex(/^\d{1,20}$/, "a Discord id (digits)");

const MAX_ROLES = 25;
const MAX_CHANNELS = 500;

const settingsSchema = z.strictObject({
  /** Whether questions that found nothing are kept for those who keep the articles. */
  gaps: z.boolean().optional(),
  /** Roles whose members may add and remove articles, beside those who manage the server. */
  managerRoles: z
    .array(snowflake)
    .max(MAX_ROLES, `at most ${MAX_ROLES} roles can be named; remove one first`)
    .readonly(),
  strictness: z.enum(STRICTNESSES),
  /** Channel id → id of the article that is asked first there. */
  defaultArticles: z
    .record(snowflake, z.string().min(1).max(40))
    .refine(
      (channels) => Object.keys(channels).length <= MAX_CHANNELS,
      `at most ${MAX_CHANNELS} channels can have a default; set one to “none” first`,
    )
    .readonly(),
});

/** What a guild or a person has set. */
export type ScopeSettings = z.infer<typeof settingsSchema>;

/** What holds where nothing is set. */
export const DEFAULT_SETTINGS: ScopeSettings = {
  managerRoles: [],
  strictness: "balanced",
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
export function parseSettings(settings: unknown): ScopeSettings {
  const parsed = settingsSchema.safeParse(settings);
  if (parsed.success) return parsed.data;
  throw new SettingsError(`These settings cannot be kept:\n${z.prettifyError(parsed.error)}`);
}
