import { parse } from "content-disposition";

const MAX_LENGTH = 150;

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

/** Without control and format characters (right-to-left overrides, zero-width text) and lone surrogates. */
function clean(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  const visible = last
    .replace(/(?!\s)[\p{Cc}\p{Cf}\p{Cs}]/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
  if (/^\.*$/.test(visible)) return "";
  const characters = [...visible];
  if (characters.length <= MAX_LENGTH) return visible;
  const extension = /\.[a-z0-9]{1,8}$/i.exec(visible)?.[0] ?? "";
  return `${characters.slice(0, MAX_LENGTH - extension.length - 1).join("")}…${extension}`;
}
