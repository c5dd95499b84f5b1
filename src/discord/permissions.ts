import { type BaseInteraction, type Message, PermissionFlagsBits } from "discord.js";
import { type BotContext, NotAllowedError } from "./context.js";
import { scopeOf } from "./incoming.js";

const managersOnly =
  "Only members who may manage this server, and the roles that `/settings` names, can change its articles. In a direct message you can add your own.";

/**
 * Whether a person may add, change and remove articles here: everybody for themselves in direct messages; in a server those
 * who may manage it, and the roles that its settings name.
 */
async function mayManage(interaction: BaseInteraction, { settings }: Pick<BotContext, "settings">) {
  if (interaction.guildId === null || managesServer(interaction)) return true;
  const { managerRoles } = await settings.get(scopeOf(interaction));
  const roles = rolesOf(interaction);
  return managerRoles.some((role) => roles.includes(role));
}

/** @throws NotAllowedError for everybody else. */
export async function requireManager(interaction: BaseInteraction, context: Pick<BotContext, "settings">) {
  if (!(await mayManage(interaction, context))) {
    throw new NotAllowedError(managersOnly);
  }
}

/** The same of whoever wrote a message. @throws NotAllowedError */
export async function requireManagerOf(
  { guildId, member, author }: Message,
  { settings }: Pick<BotContext, "settings">,
) {
  if (guildId === null || member?.permissions.has(PermissionFlagsBits.ManageGuild) === true) return;
  const { managerRoles } = await settings.get(scopeOf({ guildId, user: author }));
  if (!managerRoles.some((role) => member?.roles.cache.has(role) === true)) throw new NotAllowedError(managersOnly);
}

/** Whether the person may manage the server, as Discord said with this very interaction. */
function managesServer({ memberPermissions }: BaseInteraction): boolean {
  return memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false;
}

function rolesOf({ member }: BaseInteraction): readonly string[] {
  if (member === null) return [];
  // The server's members are cached or not; both forms tell the roles of the moment.
  return Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
}

/** @throws NotAllowedError for everybody who may not manage the server: its settings say who else may what. */
export function requireServerManager(interaction: BaseInteraction): void {
  if (interaction.guildId === null || !managesServer(interaction)) {
    throw new NotAllowedError("Only members who may manage this server can see and change its settings.");
  }
}
