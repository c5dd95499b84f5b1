import type { APIApplicationCommand, RESTPostAPIApplicationCommandsJSONBody } from "discord-api-types/v10";
import { require } from "./interactions.js";
import { commandsBreaches } from "./rules-commands.js";
import { isRecord } from "./schema.js";
import type { World } from "./world.js";

/** Replaces all commands, and gives them as Discord does: with ids, versions and defaults; `required: false` and nulls left out. */
export function storeCommands(
  world: World,
  commands: readonly RESTPostAPIApplicationCommandsJSONBody[],
): readonly APIApplicationCommand[] {
  require(commandsBreaches(commands));
  world.commands = commands.map((command) => registered(world, command));
  world.changed();
  return world.commands;
}

function registered(world: World, command: RESTPostAPIApplicationCommandsJSONBody): APIApplicationCommand {
  const { type = 1, default_member_permissions: permissions } = command;
  const old = world.commands.find((one) => one.name === command.name && one.type === type);
  return {
    id: old?.id ?? world.snowflake(),
    application_id: world.bot.id,
    version: world.snowflake(),
    description: "",
    name_localizations: null,
    description_localizations: null,
    dm_permission: true,
    nsfw: false,
    integration_types: [0],
    contexts: null,
    ...(withoutDefaults(command) as RESTPostAPIApplicationCommandsJSONBody),
    // Asked for as a number, told as text.
    default_member_permissions: permissions == null ? null : String(permissions),
    type,
  } as APIApplicationCommand;
}

function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).filter(
    ([key, one]) => one !== null && one !== undefined && !(key === "required" && one === false),
  );
  return Object.fromEntries(kept.map(([key, one]) => [key, withoutDefaults(one)]));
}
