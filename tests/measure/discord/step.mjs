/** Lets people act at a rate, each at a moment of its own, and waits until all that they began has ended. */
export async function runStep({ people, bot, rate, seconds }) {
  const before = await bot.figures();
  const until = performance.now() + seconds * 1000;
  const acts = [];
  const ended = [];
  let next = performance.now();
  while (next < until) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - performance.now())));
    const act = people.act().then((outcome) => ended.push({ ...outcome, at: performance.now() }));
    acts.push(act);
    // As many independent people do (a Poisson process).
    next += (-Math.log(1 - Math.random()) * 1000) / rate;
  }
  const after = await bot.figures();
  const inStep = ended.filter(({ at }) => at <= until).length;
  await Promise.all(acts);
  people.forget();
  return resultOf({ rate, seconds, ended, inStep, before, after });
}

function resultOf({ rate, seconds, ended, inStep, before, after }) {
  const answered = ended.filter((one) => one.answered !== undefined && !one.isRefused && !one.isFailure);
  const acknowledged = ended.flatMap((one) => (one.acknowledged === undefined ? [] : [one.acknowledged]));
  const needAcknowledgement = ended.filter(({ kind }) => kind !== "message").length;
  const spent = (key) => (after[key] === undefined ? undefined : after[key] - before[key]);
  const time = after.at - before.at;
  return {
    offered: rate,
    done: inStep / seconds,
    acts: ended.length,
    acknowledgement: quantiles(acknowledged),
    late: acknowledged.filter((one) => one > 3).length + needAcknowledgement - acknowledged.length,
    answer: quantiles(answered.filter(({ kind }) => kind !== "completion").map((one) => one.answered)),
    refused: ended.filter(({ isRefused }) => isRefused).length,
    failed: ended.filter(({ isFailure }) => isFailure).length,
    lost: ended.filter((one) => one.answered === undefined).length,
    cores: spent("all") === undefined ? undefined : spent("all") / time,
    ofModel: spent("all") ? spent("model") / spent("all") : undefined,
    ofMain: spent("all") ? spent("main") / spent("all") : undefined,
    rss: after.rss,
    lag: after.lag,
  };
}

function quantiles(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { median: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** Seconds, as a person reads them. */
export function shownSeconds(seconds) {
  if (seconds === undefined) return "–";
  return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`;
}

/** A share, as a person reads it. */
export function shownShare(share) {
  return share === undefined ? "–" : `${Math.round(share * 100)} %`;
}
