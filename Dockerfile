# The program and the reference container. Your own: mount it over /app/sgtm.yaml.
#   docker build -t sgtm-workbench .
#   docker run --rm -p 127.0.0.1:8080:8080 sgtm-workbench

FROM node:24-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json ./
# Without scripts: building comes below, when the sources are there; no library the program needs has one.
RUN npm ci --ignore-scripts
COPY bin ./bin
COPY scripts ./scripts
COPY src ./src
RUN node scripts/build.js && npm prune --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
ENV NODE_ENV=production NO_COLOR=1
WORKDIR /app
COPY --from=build /app/package.json ./package.json
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY bin ./bin
COPY contracts ./contracts
COPY schemas ./schemas
COPY samples ./samples
COPY recordings ./recordings
COPY sgtm.yaml ./sgtm.yaml
# The outbox of --live: the user below must own it, and it must outlive the container.
RUN install -d -o 1000 -g 1000 -m 700 /data
VOLUME /data
# The user `node` of the image, as a number, by which Kubernetes can tell that it is not root.
USER 1000:1000
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthy').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# A small young generation: the memory of a relay is its queue's, which is on disk.
ENTRYPOINT ["node", "--max-semi-space-size=16", "bin/sgtm.js"]
# Only what is published with -p can be reached from outside. Delivering takes --live, secrets and an outbox: compose.yaml.
CMD ["serve", "--host", "0.0.0.0", "--port", "8080"]
