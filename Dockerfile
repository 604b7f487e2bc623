# The steps are the Makefile's. Whatever is fetched is fetched here: at run time nothing is.
ARG PYTHON=3.11
FROM python:${PYTHON}-slim-bookworm AS build
RUN apt-get update \
 && apt-get install --yes --no-install-recommends make \
 && rm -rf /var/lib/apt/lists/*
ENV PIP_NO_CACHE_DIR=1
WORKDIR /opt/truyvet

# A stage of its own, so that npm stays out of the image.
FROM build AS script
COPY Makefile package.json package-lock.json requirements-assets.lock ./
RUN make viz/static/vendor/vis-network.min.js

FROM build AS program
COPY . .
RUN make install

FROM python:${PYTHON}-slim-bookworm
# A fixed number, since volumes keep it, and the one of Neo4j's image: what the app writes for its
# own user only, Neo4j reads in the import folder. The program's files belong to root, and stay.
RUN groupadd --gid 7474 truyvet \
 && useradd --uid 7474 --gid 7474 --no-create-home --home-dir /var/lib/truyvet truyvet \
 && install --directory --owner=7474 --group=7474 --mode=700 /var/lib/truyvet \
 && install --directory --owner=7474 --group=7474 --mode=700 /import
COPY --from=program /opt/truyvet /opt/truyvet
COPY --from=script /opt/truyvet/viz/static/vendor /opt/truyvet/viz/static/vendor
# 0.0.0.0 is the container's own network: publish the port on the loopback interface only.
ENV PATH=/opt/truyvet/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    TRUYVET_HOME=/var/lib/truyvet \
    TRUYVET_HOST=0.0.0.0 \
    TRUYVET_PORT=8000 \
    TRUYVET_URL=http://127.0.0.1:8000
USER 7474:7474
WORKDIR /var/lib/truyvet
VOLUME /var/lib/truyvet
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "-c", "import http.client, os; there = http.client.HTTPConnection('127.0.0.1', int(os.environ['TRUYVET_PORT']), timeout=4); there.request('GET', '/sign-in'); raise SystemExit(there.getresponse().status != 200)"]
ENTRYPOINT ["truyvet"]
CMD ["serve"]
