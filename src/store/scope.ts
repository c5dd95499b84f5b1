/** The scope of the operator's articles, which everyone sees. Databases and command lines have called it so from the first. */
export const GLOBAL = "house";

/**
 * Whose articles: the global ones, a Discord guild's, or a person's. Nothing crosses from one guild or person to another, so
 * every call that touches articles takes a scope.
 */
export type Scope = typeof GLOBAL | `guild:${string}` | `user:${string}`;

/** A person: their Discord user id. */
export type Person = string;

/** The scope of a person's own articles, asked in direct messages. */
export function scopeOfPerson(person: Person): Scope {
  return `user:${person}`;
}

/** The scope of a guild's articles. */
export function scopeOfGuild(guildId: string): Scope {
  return `guild:${guildId}`;
}

/** The guild whose articles a scope has; `undefined` for the global scope and for a person's. */
export function guildOf(scope: Scope): string | undefined {
  const [kind, id] = scope.split(":");
  return kind === "guild" ? id : undefined;
}

/** How a scope is written, for people: what `parseScope` reads. */
export const SCOPE_FORMS = [GLOBAL, "guild:ID", "user:ID"] as const;

/** Reads a scope from text, as the database and the command line have it; `undefined` where it is none. */
export function parseScope(text: string): Scope | undefined {
  return isScope(text) ? text : undefined;
}

function isScope(text: string): text is Scope {
  return text === GLOBAL || /^(?:guild|user):[\w-]+$/.test(text);
}
