import { FetchError, type Hop } from "./fetch-error.js";

/** Longer than any address people give, and what servers commonly take. */
const MAX_URL_LENGTH = 2_048;

/** Below 1024, other ports than these belong to mail, shells and file servers, which must not be sent requests by proxy. */
const WEB_PORTS = new Set([80, 443]);
const FIRST_UNPRIVILEGED_PORT = 1_024;

/**
 * Checks an address, of a person or a redirect, before anything is looked up. The WHATWG parser turns every other way of writing
 * an IPv4 address (decimal, octal, hexadecimal, short, percent-encoded, full-width) into four decimal numbers.
 * @param hop `url` may be relative to `base`
 * @throws {FetchError} `invalid-address`, `address-too-long`, `scheme`, `credentials` or `port`
 */
export function parseWebAddress(hop: Hop, base?: URL): URL {
  const text = String(hop.url);
  if (text.length > MAX_URL_LENGTH) {
    throw new FetchError(hop, { reason: "address-too-long", length: text.length, limit: MAX_URL_LENGTH });
  }
  if (!URL.canParse(text, base?.href)) throw new FetchError(hop, { reason: "invalid-address" });
  const url = new URL(text, base);
  const here = { asked: hop.asked, url };
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new FetchError(here, { reason: "scheme", scheme: url.protocol });
  }
  if (url.username !== "" || url.password !== "") throw new FetchError(here, { reason: "credentials" });
  const port = portOf(url);
  if (!WEB_PORTS.has(port) && port < FIRST_UNPRIVILEGED_PORT) throw new FetchError(here, { reason: "port", port });
  url.hash = "";
  return url;
}

/** The TCP port of an http or https URL. */
export function portOf(url: URL): number {
  if (url.port !== "") return Number(url.port);
  return url.protocol === "https:" ? 443 : 80;
}

/** The host as resolvers and certificates know it: an IPv6 address without brackets, a name without its final dot. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
}

const LOGIN_SEGMENT =
  /^(?:wp-|user-?|service-?)?(?:log[-_]?in|sign[-_]?in|sso|saml2?|oauth2?|authorize|authenticate)(?:\.[a-z]{2,5})?$/i;
const LOGIN_HOST = /^(?:login|signin|sso|idp|auth|accounts?)\./i;

/** Whether redirects led from a page to a log-in: `reached` looks like one, and `asked` does not. */
export function isLoginDetour(asked: URL, reached: URL): boolean {
  return looksLikeLogin(reached) && !looksLikeLogin(asked);
}

function looksLikeLogin(url: URL): boolean {
  return LOGIN_HOST.test(url.hostname) || url.pathname.split("/").some((segment) => LOGIN_SEGMENT.test(segment));
}
