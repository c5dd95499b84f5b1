import type { APIAllowedMentions } from "discord-api-types/v10";

/** Whom a text names, whether or not they are told. */
export interface Named {
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly everyone: boolean;
}

/** Reads a message's content as Discord's servers do: backslashes and code blocks do not hide a mention from them. */
export function namedIn(content: string): Named {
  const ids = (pattern: RegExp) => [...new Set([...content.matchAll(pattern)].flatMap((match) => match[1] ?? []))];
  return { users: ids(/<@!?(\d+)>/g), roles: ids(/<@&(\d+)>/g), everyone: /@(everyone|here)/.test(content) };
}

/**
 * Who is notified by a message: ids of users and roles, and `everyone`.
 * Without allowed mentions everything named is; with them only what they allow. Embeds notify nobody.
 */
export function pingsOf(
  content: string,
  allowed: APIAllowedMentions | null | undefined,
  repliedTo: string | undefined,
): string[] {
  const named = namedIn(content);
  const may = (kind: "users" | "roles", id: string) =>
    allowed == null || (allowed.parse ?? []).some((one) => one === kind) || (allowed[kind] ?? []).includes(id);
  const everyone = allowed == null || (allowed.parse ?? []).some((one) => one === "everyone");
  const reply = repliedTo !== undefined && (allowed == null || allowed.replied_user === true) ? [repliedTo] : [];
  return [
    ...new Set([
      ...named.users.filter((id) => may("users", id)),
      ...named.roles.filter((id) => may("roles", id)),
      ...(named.everyone && everyone ? ["everyone"] : []),
      ...reply,
    ]),
  ];
}
