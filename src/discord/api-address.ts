/** Where Discord's API is, without its version. Apart from the rest of the bot, since the settings need no more of it. */
export const DISCORD_API = "https://discord.com/api";
