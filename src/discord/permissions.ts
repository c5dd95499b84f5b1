import { type BaseInteraction, type Message, PermissionFlagsBits } from "discord.js";
import { type BotContext, NotAllowedError } from "./context.js";
import { type Origin, scopeOf } from "./incoming.js";

const managersOnly =
  "Only members who may manage this server, and the roles that `/settings` names, can change its articles. In a direct message you can add your own.";

/**
 * Whether a person may add, change and remove articles here: everybody for themselves in direct messages; in a server those
 * who may manage it, and the roles that its settings name.
 */
async function mayManage(
  origin: Origin,
  permissions: Permissions,
  member: BaseInteraction["member"],
  { settings }: Pick<BotContext, "settings">,
): Promise<boolean> {
  if (origin.guildId === null || managesServer(permissions)) return true;
  const { managerRoles } = await settings.get(scopeOf(origin));
  const roles = rolesOf(member);
  return managerRoles.some((role) => roles.includes(role));
}

/** @throws NotAllowedError for everybody else. */
export async function requireManager(interaction: BaseInteraction, context: Pick<BotContext, "settings">) {
  const { memberPermissions, member } = interaction;
  if (!(await mayManage(interaction, memberPermissions, member, context))) throw new NotAllowedError(managersOnly);
}

/** The same of whoever wrote a message. @throws NotAllowedError */
export async function requireManagerOf(
  { guildId, member, author: user }: Message,
  context: Pick<BotContext, "settings">,
) {
  if (!(await mayManage({ guildId, user }, member?.permissions, member, context)))
    throw new NotAllowedError(managersOnly);
}

/** What a person may do where they did something, as Discord said with it. */
type Permissions = BaseInteraction["memberPermissions"] | undefined;

/** Whether these let a person manage the server. */
function managesServer(permissions: Permissions): boolean {
  return permissions?.has(PermissionFlagsBits.ManageGuild) ?? false;
}

function rolesOf(member: BaseInteraction["member"]): readonly string[] {
  if (member === null) return [];
  // The server's members are cached or not; both forms tell the roles of the moment.
  return Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
}

/** @throws NotAllowedError for everybody who may not manage the server: its settings say who else may what. */
export function requireServerManager(interaction: BaseInteraction): void {
  if (interaction.guildId === null || !managesServer(interaction.memberPermissions)) {
    throw new NotAllowedError("Only members who may manage this server can see and change its settings.");
  }
}
