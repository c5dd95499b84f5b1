import { PersonError } from "../../person-error.js";
import { DOCUMENT_KINDS } from "../formats/registry.js";

/** Why a document was not fetched; the facts a caller may want to show, log or count. */
export type FetchFault =
  | { readonly reason: "invalid-address" }
  /** `length` and `limit` in characters. */
  | { readonly reason: "address-too-long"; readonly length: number; readonly limit: number }
  /** `scheme` as in "ftp:". */
  | { readonly reason: "scheme"; readonly scheme: string }
  | { readonly reason: "credentials" }
  | { readonly reason: "port"; readonly port: number }
  /** `code` as the resolver gave it, such as ENOTFOUND. */
  | { readonly reason: "unknown-host"; readonly host: string; readonly code: string }
  /** `address` is what the host's name leads to. The message must not show it: people could learn the operator's network by asking. */
  | { readonly reason: "private-address"; readonly host: string; readonly address: string; readonly range: string }
  | { readonly reason: "unreachable"; readonly host: string; readonly code: string }
  | { readonly reason: "tls"; readonly host: string; readonly code: string }
  | { readonly reason: "timeout"; readonly timeoutMs: number }
  | { readonly reason: "too-many-redirects"; readonly limit: number }
  | { readonly reason: "login"; readonly status: number }
  | { readonly reason: "not-found"; readonly status: number }
  /** `retryAfter` as the site wrote it: seconds or a date. */
  | { readonly reason: "rate-limited"; readonly status: number; readonly retryAfter: string | undefined }
  | { readonly reason: "server-error"; readonly status: number }
  | { readonly reason: "unexpected-status"; readonly status: number }
  /** `contentType` is what the site declared; `undefined` when it declared nothing and the bytes told nothing either. */
  | { readonly reason: "unsupported-type"; readonly contentType: string | undefined }
  | { readonly reason: "content-encoding"; readonly contentEncoding: string }
  | { readonly reason: "damaged"; readonly contentEncoding: string }
  /** `bytes` is what the site declared, where it did. */
  | { readonly reason: "too-large"; readonly limit: number; readonly bytes: number | undefined };

const READS = `Pilcrow reads ${DOCUMENT_KINDS}`;

/** Characters of an address that a message shows. */
const MAX_SHOWN = 200;

function describe(fault: FetchFault): string {
  switch (fault.reason) {
    case "invalid-address":
      return "it is not a web address. Write all of it, like https://example.org/page.";
    case "address-too-long":
      return `it has ${fault.length} characters, and the limit is ${fault.limit}. Give a shorter address, or attach the file.`;
    case "scheme":
      return `"${fault.scheme}" addresses are not read. Give one that begins with https:// or http://.`;
    case "credentials":
      return "it holds a user name or password. Give an address that everyone may read; never write a password in one.";
    case "port":
      return `port ${fault.port} is not a web server's. Use an address with no port, or with 80, 443, or 1024 and up.`;
    case "unknown-host":
      return `no site named "${fault.host}" was found (${fault.code}). Check the spelling.`;
    case "private-address":
      return `"${fault.host}" does not lead to the public Internet, and only public pages are read. Attach the file or paste its text.`;
    case "unreachable":
      return `"${fault.host}" did not answer, or broke off (${fault.code}). Check the address, or try again later.`;
    case "tls":
      return `the secure connection to "${fault.host}" failed (${fault.code}), so what it says cannot be trusted. Only the site can mend that; attach the file instead.`;
    case "timeout":
      return `it took longer than ${fault.timeoutMs / 1000} s. Try again later, or attach the file.`;
    case "too-many-redirects":
      return `it redirects more than ${fault.limit} times, as some sites do to visitors who are not logged in or refuse cookies. Give the page's final address, or paste its text.`;
    case "login":
      return `the page is behind a log-in, or closed to programs (status ${fault.status}). Give an address that everyone may read, or paste the text.`;
    case "not-found":
      return fault.status === 410
        ? "the page is gone for good (status 410). Look for its new address."
        : `the site has no such page (status ${fault.status}). Check the address.`;
    case "rate-limited":
      return `the site gets too many requests (status ${fault.status}). Try again ${whenToRetry(fault.retryAfter)}.`;
    case "server-error":
      return `the site itself failed (status ${fault.status}). Try again later.`;
    case "unexpected-status":
      return `the site answered with status ${fault.status} instead of a page. Open the address in a browser to see what it says, or attach the file.`;
    case "unsupported-type":
      return fault.contentType === undefined
        ? `it does not tell what it is, and is no text either. ${READS}.`
        : `it is of the type ${JSON.stringify(fault.contentType)}. ${READS}.`;
    case "content-encoding":
      return `it is packed as ${JSON.stringify(fault.contentEncoding)}, and only gzip, deflate and br are unpacked. Attach the file instead.`;
    case "damaged":
      return `its ${fault.contentEncoding} packing is damaged. Try again later, or attach the file.`;
    case "too-large":
      return `${fault.bytes === undefined ? "it is larger than" : `it has ${fault.bytes} bytes, and the limit is`} ${fault.limit} bytes (${fault.limit / 1e6} MB). Paste the part you want to ask about.`;
  }
}

function whenToRetry(retryAfter: string | undefined): string {
  return retryAfter !== undefined && /^\d{1,6}$/.test(retryAfter) ? `in ${retryAfter} s` : "later";
}

/** A URL as people and logs may see it: without user name and password, shortened, even when it is no web address at all. */
function displayUrl(url: string | URL): string {
  const text = String(url);
  // Where text is no web address, nobody knows where its credentials end: whatever stands before an @ goes.
  const stripped =
    /^https?:/i.test(text.trim()) && URL.canParse(text) ? withoutCredentials(text) : text.replace(/^.*@/s, "…@");
  return stripped.length > MAX_SHOWN ? `${stripped.slice(0, MAX_SHOWN)}…` : stripped;
}

function withoutCredentials(text: string): string {
  const url = new URL(text);
  url.username = "";
  url.password = "";
  return url.href;
}

/** One step on the way to a document: what was asked for, and where redirects have led. */
export interface Hop {
  readonly asked: string;
  readonly url: string | URL;
}

/** A step whose address has passed `parseWebAddress`. */
export interface WebHop extends Hop {
  readonly url: URL;
}

/** A document that cannot be fetched. The message, written for the person who gave the address, names it, says what is wrong, and what to do. */
export class FetchError extends PersonError {
  override readonly name = "FetchError";
  /** The address that was given, without credentials. */
  readonly url: string;
  /** The address at which it failed, without credentials: another one after redirects. */
  readonly failedUrl: string;

  /**
   * @param hop what was asked for and where it failed
   * @param fault what is wrong, with its figures
   * @param options the `cause`, where another error revealed the fault
   */
  constructor(
    hop: Hop,
    readonly fault: FetchFault,
    options?: ErrorOptions,
  ) {
    const asked = displayUrl(hop.asked);
    const failed = displayUrl(hop.url);
    const redirected =
      hop.asked === String(hop.url) || asked === failed ? "" : `, redirected to ${JSON.stringify(failed)}`;
    super(`Cannot fetch ${JSON.stringify(asked)}${redirected}: ${describe(fault)}`, options);
    this.url = asked;
    this.failedUrl = failed;
  }

  get reason(): FetchFault["reason"] {
    return this.fault.reason;
  }
}
