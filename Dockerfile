# The app as a container: see docs/operations.md. Everything it keeps is in /data.
FROM node:24-bookworm AS build
WORKDIR /app
# The Prisma client needs no engine; without this its install would try to download one.
ENV NEXT_TELEMETRY_DISABLED=1 CHECKPOINT_DISABLE=1 \
    PRISMA_SCHEMA_ENGINE_BINARY=/bin/true PRISMA_SKIP_POSTINSTALL_GENERATE=1
COPY package.json package-lock.json ./
COPY scripts scripts
RUN npm ci --omit=dev --no-audit --no-fund
COPY next.config.js tsconfig.json prisma.config.ts ./
COPY prisma prisma
COPY public public
COPY src src
RUN npm run build \
 && rm -rf .next/cache .next/dev
# What only builds is half of the rest.
RUN cd node_modules \
 && rm -rf @electric-sql @esbuild @img @next/swc-* @prisma/engines @prisma/studio-core @types @typescript \
    effect elkjs esbuild prisma remeda sharp typescript

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 \
    HOST=0.0.0.0 PORT=3000 DATA_DIR=/data LOG=json
COPY package.json next.config.js ./
COPY prisma/migrations prisma/migrations
COPY public public
COPY fixtures/starter fixtures/starter
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/.next .next
RUN install -d -o node -g node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Not `npm start`: nothing is built here, and signals reach the server itself.
CMD ["node", "dist/server.js"]
