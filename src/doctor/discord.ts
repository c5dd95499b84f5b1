import { examineBot } from "../discord/examine.js";
import { count, listed } from "../presentation/counts.js";
import { type Finding, findingsOf } from "./finding.js";

/** Above this, in milliseconds, times that Discord sends are wrong by something that a person would notice. */
const CLOCK_MAY_DIFFER = 60_000;

const PORTAL = "https://discord.com/developers/applications";

/** What of the settings is about Discord. */
export interface DiscordSettings {
  readonly discordToken: string | undefined;
  readonly discordApiUrl: string;
  readonly messageContent: boolean;
}

/** The token, and what Discord says of the bot that it belongs to. The token is in no finding. */
export async function checkDiscord(settings: DiscordSettings): Promise<readonly Finding[]> {
  const token = findingsOf("Token");
  const { discordToken, discordApiUrl, messageContent } = settings;
  if (discordToken === undefined)
    return [token.skipped("no DISCORD_TOKEN is set: Pilcrow starts in the terminal, and Discord is not asked")];
  try {
    const facts = await examineBot(discordToken, discordApiUrl);
    return [
      token.ok(`Discord accepts it; the bot is “${facts.name}”`),
      intentsOf(messageContent, facts.allowsMessageContent),
      commandsOf(facts.hasCommands),
      permissionsOf(facts.guilds),
      clockOf(facts.clockAhead),
    ];
  } catch (error) {
    return [whyNot(error, discordApiUrl)];
  }
}

function whyNot(error: unknown, at: string): Finding {
  const { problem } = findingsOf("Token");
  const [status, code] = error instanceof Error ? [fieldOf(error, "status"), fieldOf(error, "code")] : [];
  if (status === 401)
    return problem(
      `Discord at ${at} does not accept DISCORD_TOKEN`,
      `Copy the bot's token from ${PORTAL} (Bot → Reset Token).`,
    );
  const reason = status === undefined ? (code ?? (error instanceof Error ? error.message : error)) : `HTTP ${status}`;
  return problem(
    `Discord cannot be asked at ${at} (${String(reason)})`,
    "Check the network, the proxy and DISCORD_API_URL.",
  );
}

function fieldOf(error: Error, name: string): unknown {
  return name in error ? (error as unknown as Record<string, unknown>)[name] : undefined;
}

function intentsOf(isWanted: boolean, isAllowed: boolean): Finding {
  const { ok, problem } = findingsOf("Intents");
  if (!isWanted) return ok("none of the privileged ones is needed (MESSAGE_CONTENT=off)");
  return isAllowed
    ? ok("Message Content Intent is on")
    : problem(
        "MESSAGE_CONTENT=on, but the developer portal does not allow the bot the text of all messages: it cannot connect",
        `Switch on “Message Content Intent” at ${PORTAL} (Bot → Privileged Gateway Intents), or set MESSAGE_CONTENT=off.`,
      );
}

function commandsOf(areRegistered: boolean): Finding {
  const { ok, warning } = findingsOf("Commands");
  return areRegistered
    ? ok("Discord has those of this version")
    : warning("Discord does not have those of this version", "Start the bot: it registers them.");
}

function permissionsOf(guilds: readonly { readonly name: string; readonly missing: readonly string[] }[]): Finding {
  const { ok, warning } = findingsOf("Permissions");
  if (guilds.length === 0)
    return warning(
      "the bot is in no server",
      "Invite it (README, “Put it into Discord”); direct messages need a server in common.",
    );
  const lacking = guilds.filter(({ missing }) => missing.length > 0);
  if (lacking.length === 0) return ok(`all that are needed, in ${count(guilds.length, "server")}`);
  const each = lacking.map(({ name, missing }) => `“${name}” lacks ${missing.map(asShown).join(", ")}`);
  return warning(listed(each), "Allow them to the bot's role there: Server Settings → Roles.");
}

/** `ReadMessageHistory` as Discord shows it: `Read Message History`. */
function asShown(permission: string): string {
  return permission.replace(/(?<=[a-z])(?=[A-Z])/g, " ");
}

function clockOf(ahead: number | undefined): Finding {
  const { ok, skipped, warning } = findingsOf("Clock");
  if (ahead === undefined) return skipped("Discord told no time to compare with");
  const seconds = Math.round(Math.abs(ahead) / 1000);
  if (Math.abs(ahead) <= CLOCK_MAY_DIFFER) return ok("right to the minute");
  const says = `${count(seconds, "second")} ${ahead > 0 ? "ahead of" : "behind"} Discord's`;
  return warning(says, "Set it by a time server: timedatectl set-ntp true.");
}
