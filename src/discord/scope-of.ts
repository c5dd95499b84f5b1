import type { BaseInteraction } from "discord.js";
import type { Scope } from "../store/scope.js";

/** Whose articles are asked: a server's where it is asked in a server, otherwise the person's. */
export function scopeOf({ guildId, userId }: { readonly guildId: string | null; readonly userId: string }): Scope {
  return guildId === null ? `user:${userId}` : `guild:${guildId}`;
}

/** The scope of where something was done. */
export function scopeOfInteraction({ guildId, user }: Pick<BaseInteraction, "guildId" | "user">): Scope {
  return scopeOf({ guildId, userId: user.id });
}
