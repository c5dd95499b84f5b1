# Pilcrow in a container: docker build -t pilcrow . && docker compose up -d (compose.yaml, README "Run it as a service").

FROM node:20-bookworm-slim AS build
WORKDIR /opt/pilcrow
COPY package.json package-lock.json ./
# No package's install script runs, here as elsewhere: what they would build is in the packages.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY deploy deploy
RUN npm run build && npm prune --omit=dev --ignore-scripts && node deploy/prune.mjs

# The same Debian without npm and the compilers: Node.js needs nothing else.
FROM debian:bookworm-slim
COPY --from=build /usr/local/bin/node /usr/local/bin/node
WORKDIR /opt/pilcrow
COPY package.json LICENSE ./
COPY models models
COPY articles articles
COPY --from=build /opt/pilcrow/node_modules node_modules
COPY --from=build /opt/pilcrow/dist dist
# The number of the user, which a volume's files have outside too.
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin pilcrow \
  && install -d -o pilcrow -g pilcrow -m 700 /var/lib/pilcrow
USER pilcrow
ENV NODE_ENV=production DATA_DIR=/var/lib/pilcrow HEALTH_PORT=9464
# Whether it lives, not whether Discord is there: what restarts the unhealthy would not bring Discord back.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HEALTH_PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
VOLUME /var/lib/pilcrow
STOPSIGNAL SIGTERM
CMD ["node", "dist/main.js"]
