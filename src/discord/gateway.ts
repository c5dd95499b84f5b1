import { type ClientOptions, SimpleShardingStrategy } from "discord.js";

type BuildStrategy = NonNullable<NonNullable<ClientOptions["ws"]>["buildStrategy"]>;
type Manager = Parameters<BuildStrategy>[0];

/** The close code of a connection that ended without a word, or was never made (RFC 6455). */
const ABNORMAL_CLOSURE = 1006;

/** Discord keeps a session for some minutes; after that its address may be gone as well. In milliseconds. */
const KEPT_FOR = 300_000;

/**
 * How the client connects, with two things of discord.js mended. It forgets its session at the first try to reconnect that fails,
 * so that what is said during an outage is lost: here the session is kept, and resumed when Discord is back. And an event that
 * it cannot read ends the process: here it is told, and the next one is taken.
 * @param unreadable told of an event that cannot be read: its name, and what went wrong
 */
export function connecting(unreadable: (event: string, error: unknown) => void): BuildStrategy {
  return (manager) => {
    keepSession(manager);
    const emit: (...args: readonly unknown[]) => boolean = manager.emit.bind(manager);
    const emitOrTell = (...args: readonly unknown[]) => {
      try {
        return emit(...args);
      } catch (error) {
        unreadable(nameOf(args), error);
        return true;
      }
    };
    manager.emit = emitOrTell as Manager["emit"];
    return new SimpleShardingStrategy(manager);
  };
}

function keepSession(manager: Manager): void {
  const { options } = manager;
  let awaySince: number | undefined;
  manager.on("hello", () => {
    awaySince = undefined;
  });
  manager.on("closed", ({ code }) => {
    if (code === ABNORMAL_CLOSURE) awaySince ??= Date.now();
  });
  const update = options.updateSessionInfo.bind(options);
  options.updateSessionInfo = (shard, session) => {
    const isAway = awaySince !== undefined && Date.now() < awaySince + KEPT_FOR;
    return session === null && isAway ? undefined : update(shard, session);
  };
}

/** What Discord calls an event, where it is one of its own. */
function nameOf([event, about]: readonly unknown[]): string {
  const data = about instanceof Object && "data" in about ? about.data : undefined;
  return data instanceof Object && "t" in data ? String(data.t) : String(event);
}
