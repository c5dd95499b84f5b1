import { isDeepStrictEqual } from "node:util";
import { type REST, type RESTPostAPIApplicationCommandsJSONBody, Routes } from "discord.js";
import { RegistrationError } from "./discord-error.js";

/**
 * Registers the commands for all servers and direct messages, if Discord does not have exactly these already.
 * @returns whether it had to
 */
export async function registerCommands(
  rest: REST,
  applicationId: string,
  commands: readonly RESTPostAPIApplicationCommandsJSONBody[],
): Promise<boolean> {
  const route = Routes.applicationCommands(applicationId);
  try {
    const registered = await rest.get(route, { query: new URLSearchParams({ with_localizations: "true" }) });
    if (isDeepStrictEqual(canonical(registered), canonical(commands))) return false;
    await rest.put(route, { body: commands });
    return true;
  } catch (cause) {
    throw new RegistrationError("The slash commands could not be registered with Discord. Start again in a minute.", {
      cause,
    });
  }
}

// What Discord adds by itself, and what stands for "nothing".
const ofDiscord = new Set([
  "id",
  "application_id",
  "version",
  "guild_id",
  "dm_permission",
  "name_localized",
  "description_localized",
]);

/** Commands without what Discord adds and without defaults, in one order, so that equal ones are equal. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(canonical);
    // Commands have no order, their options do; contexts and integration types are sets of numbers.
    return value.every((one) => isCommand(one) || typeof one === "number") ? items.sort(byText) : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key, one]) => !ofDiscord.has(key) && !isDefault(one));
  return Object.fromEntries(kept.map(([key, one]) => [key, canonical(one)]));
}

function isCommand(value: unknown): boolean {
  return typeof value === "object" && value !== null && "integration_types" in value;
}

function byText(a: unknown, b: unknown): number {
  const [one, other] = [JSON.stringify(a), JSON.stringify(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

function isDefault(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
