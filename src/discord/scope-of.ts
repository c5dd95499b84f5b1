import type { Scope } from "../library/scope.js";

/** Whose articles are asked: a server's where it is asked in a server, otherwise the person's. */
export function scopeOf({ guildId, userId }: { readonly guildId: string | null; readonly userId: string }): Scope {
  return guildId === null ? `user:${userId}` : `guild:${guildId}`;
}
