import type { ZodMiniType } from "zod/mini";

/** What a value breaks of a schema of Discord's OpenAPI file: its issues, and the keys that the schema does not know. */
export function schemaBreaches(schema: ZodMiniType<unknown>, value: unknown): string[] {
  const result = schema.safeParse(value);
  if (!result.success) return result.error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`);
  return unknownKeys(value, result.data, "");
}

// A schema drops the keys it does not know: what the parsed value lacks was unknown.
function unknownKeys(value: unknown, parsed: unknown, at: string): string[] {
  if (!isRecord(value) || !isRecord(parsed)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    // The real client sends keys of other routes with `false`; that asks for nothing.
    if (inner === undefined || inner === false) return [];
    if (!(key in parsed)) return [`${at}${key}: not a key that Discord knows`];
    return unknownKeys(inner, parsed[key], `${at}${key}.`);
  });
}

/** Whether it is an object or array whose entries can be read by key. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
