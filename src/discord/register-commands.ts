import { isDeepStrictEqual } from "node:util";
import { type REST, type RESTPostAPIApplicationCommandsJSONBody, Routes } from "discord.js";
import { RegistrationError } from "./connection.js";

/**
 * Registers the commands for all servers and direct messages, if Discord does not have exactly these already.
 * @returns whether it had to
 */
export async function registerCommands(
  rest: REST,
  applicationId: string,
  commands: readonly RESTPostAPIApplicationCommandsJSONBody[],
): Promise<boolean> {
  try {
    if (await hasTheseCommands(rest, applicationId, commands)) return false;
    await rest.put(Routes.applicationCommands(applicationId), { body: commands.map(forRequest) });
    return true;
  } catch (cause) {
    throw new RegistrationError("The slash commands could not be registered with Discord. Start again in a minute.", {
      cause,
    });
  }
}

/** Whether Discord has exactly these commands of an application. @throws the REST client's error */
export async function hasTheseCommands(
  rest: REST,
  applicationId: string,
  commands: readonly RESTPostAPIApplicationCommandsJSONBody[],
): Promise<boolean> {
  const query = new URLSearchParams({ with_localizations: "true" });
  const registered = await rest.get(Routes.applicationCommands(applicationId), { query });
  return isDeepStrictEqual(canonical(registered), canonical(commands));
}

/** Discord's schema takes permissions as a number in requests, and its answers give them as text, as the types have it. */
function forRequest({ default_member_permissions: permissions, ...command }: RESTPostAPIApplicationCommandsJSONBody) {
  return permissions == null ? command : { ...command, default_member_permissions: Number(permissions) };
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
function canonical(commands: unknown): unknown {
  return Array.isArray(commands) ? commands.map(plain).sort(byName) : commands;
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(plain);
    // Options have an order; contexts and integration types are sets of numbers.
    return value.every((one) => typeof one === "number") ? items.sort() : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key, one]) => !ofDiscord.has(key) && !isDefault(one));
  return Object.fromEntries(kept.map(([key, one]) => [key, plain(one)]));
}

function byName(a: unknown, b: unknown): number {
  const [one, other] = [nameOf(a), nameOf(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

function nameOf(command: unknown): string {
  const known = typeof command === "object" && command !== null && "name" in command && "type" in command;
  return known ? `${command.type} ${command.name}` : "";
}

function isDefault(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
