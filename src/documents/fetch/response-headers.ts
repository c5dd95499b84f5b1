import { MIMEType } from "node:util";
import { parse } from "content-disposition";
import { charactersOf } from "../../language/characters.js";
import { MEDIA_TYPES } from "../formats/registry.js";

/** Types that say only "some file": the bytes must tell. A .docx is a ZIP archive, and some servers know no more of it. */
const OPAQUE = new Set([
  "application/octet-stream",
  "binary/octet-stream",
  "application/download",
  "application/force-download",
  "application/x-download",
  "application/zip",
]);

/** What a Content-Type header says: a type that is read, one that is not, or nothing that helps. */
export type DeclaredType =
  | { readonly kind: "readable"; readonly contentType: string }
  | { readonly kind: "unreadable" }
  | { readonly kind: "unknown" };

/** Reads a Content-Type header; `contentType` is the media type and the charset parameter, if there is one. */
export function declaredType(header: string | undefined): DeclaredType {
  if (header === undefined || header.trim() === "") return { kind: "unknown" };
  const type = parseMimeType(header);
  // A header that is no media type tells nothing, as the WHATWG MIME Sniffing Standard has it (section 5.1).
  if (type === undefined || OPAQUE.has(type.essence)) return { kind: "unknown" };
  if (!MEDIA_TYPES.includes(type.essence)) return { kind: "unreadable" };
  const charset = type.params.get("charset");
  return { kind: "readable", contentType: charset ? `${type.essence};charset=${charset.toLowerCase()}` : type.essence };
}

function parseMimeType(header: string): MIMEType | undefined {
  try {
    return new MIMEType(header);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_INVALID_MIME_SYNTAX") return undefined;
    throw error;
  }
}

/** Characters of a file name. */
const MAX_LENGTH = 150;
const HIDDEN = charactersOf("control", "format", "loneSurrogate");

/**
 * A name for a fetched document: the site's own (Content-Disposition, RFC 6266), else the last part of the path, else the host. It
 * holds no path and no control or invisible character, and is never empty; it is a label, not to be trusted as a type.
 */
export function fileNameOf(url: URL, disposition: string | undefined): string {
  const given = disposition === undefined ? undefined : parse(utf8Header(disposition)).parameters.filename;
  return (
    clean(given ?? "") ||
    clean(decodePath(url.pathname.split("/").findLast((part) => part !== "") ?? "")) ||
    url.hostname
  );
}

/** Node reads headers as Latin-1, while many sites write UTF-8 into them. */
export function utf8Header(header: string): string {
  const bytes = Buffer.from(header, "latin1");
  const text = bytes.toString("utf8");
  return text.includes("\ufffd") ? header : text;
}

function decodePath(part: string): string {
  const bytes = part.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return utf8Header(bytes);
}

/** Without characters that hide or reorder; white space among them is a space. */
function clean(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  const visible = last.replace(/\s/gu, " ").replace(HIDDEN, "").replace(/ +/g, " ").trim();
  if (/^\.*$/.test(visible)) return "";
  const characters = [...visible];
  if (characters.length <= MAX_LENGTH) return visible;
  const extension = /\.[a-z0-9]{1,8}$/i.exec(visible)?.[0] ?? "";
  return `${characters.slice(0, MAX_LENGTH - extension.length - 1).join("")}…${extension}`;
}
