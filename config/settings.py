"""Django's settings. What differs between installations comes from config.environment."""

from csp import constants as csp

from config import environment
from config.environment import BASE, DEBUG, PUBLIC_URL, VAR, env
from config.logs import logging_config

SECRET_KEY = environment.secret_key()
ALLOWED_HOSTS = environment.allowed_hosts()
ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"

INSTALLED_APPS = [
    "daphne",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "channels",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_vite",
    "csp",
    "apps.accounts",
    "apps.diagrams",
    "apps.runs",
    "apps.studies",
    "apps.stream",
    "apps.pages",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.limits.BodyLimitMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "csp.context_processors.nonce",
            ]
        },
    }
]

# --- storage -------------------------------------------------------------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR / 'breakwater.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    VAR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        # Seconds a writer waits for another one. IMMEDIATE takes the write lock at BEGIN, where waiting is possible:
        # a transaction that turns from reading to writing later fails at once instead.
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

REDIS_URL = environment.redis_url()
REDIS_PREFIX = "breakwater:"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": f"{REDIS_PREFIX}cache",
    }
}
CHANNEL_LAYERS = {
    "default": {
        # Nothing is kept for a process that is away: frames are numbered, and apps.stream fetches what it has missed.
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {
            # Who watches a paused run reads for longer than the 5 s after which redis-py gives up by default.
            "hosts": [{"address": REDIS_URL, "socket_timeout": None}],
            "prefix": f"{REDIS_PREFIX}channels",
        },
    }
}

# --- Celery: runs are chains of short slices, so a lost worker must give its slice back soon ------------------------

CELERY_BROKER_URL = environment.celery_broker_url(REDIS_URL)
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "global_keyprefix": f"{REDIS_PREFIX}celery:",
    # A slice of a worker that was killed is handed out again after this many seconds, looked for every 2 seconds.
    "visibility_timeout": 10,
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
# Headless work waits in a queue of its own, which workers serve by processes of lower priority.
CELERY_TASK_ROUTES = {"apps.studies.tasks.*": {"queue": "studies"}}
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_POOL = "config.prefork:ForkedPool"
CELERY_WORKER_CONCURRENCY = env.int("WORKER_CONCURRENCY", default=2)
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_REDIRECT_STDOUTS = False

# --- runs: how many, and how long one goes on that nobody watches ----------------------------------------------------

RUN_QUOTAS = {
    "live": env.int("RUNS_LIVE", default=250),
    "live_per_owner": env.int("RUNS_LIVE_PER_OWNER", default=8),
    "live_per_address": env.int("RUNS_LIVE_PER_ADDRESS", default=40),
    "starts_per_owner": env.int("RUNS_STARTS_PER_OWNER_AND_HOUR", default=200),
    "starts_per_address": env.int("RUNS_STARTS_PER_ADDRESS_AND_HOUR", default=600),
}
RUN_PAUSES_UNWATCHED_AFTER = env.float("RUN_PAUSES_UNWATCHED_AFTER", default=300.0)

# --- the front end --------------------------------------------------------------------------------------------------

VITE_DEV = env.bool("VITE_DEV", default=False)
STATIC_URL = "/static/"
STATIC_ROOT = env.str("STATIC_ROOT", default=str(VAR / "static"))
FRONTEND_DIST = BASE / "frontend" / "dist"
STATICFILES_DIRS = [folder for folder in (BASE / "static", FRONTEND_DIST) if folder.is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Vite has put the content's hash into the names; compressing is what is left to do.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("png", "webp", "woff2", "gz", "map", "LICENSE")
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+/assets/.+[-.][A-Za-z0-9_-]{8,}\.\w+$"
DJANGO_VITE = {
    "default": {
        "dev_mode": VITE_DEV,
        "manifest_path": FRONTEND_DIST / "manifest.json",
        "static_url_prefix": "",
    }
}

# --- the API --------------------------------------------------------------------------------------------------------

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "apps.accounts.api.authentication.BearerToken",
        "apps.accounts.api.authentication.BrowserSession",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": [
        "rest_framework.throttling.AnonRateThrottle",
        "rest_framework.throttling.UserRateThrottle",
        "apps.accounts.api.throttling.Writes",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "anon": env.str("API_RATE", default="1200/min"),
        "user": "1200/min",
        "writes": env.str("API_WRITE_RATE", default="300/min"),
        "renderings": env.str("API_RENDERING_RATE", default="20/min"),
        "studies": env.str("API_STUDY_RATE", default="60/hour"),
    },
    # X-Forwarded-For is whatever a client writes, except for what this many proxies of ours have added.
    "NUM_PROXIES": env.int("NUM_PROXIES", default=0),
    "EXCEPTION_HANDLER": "config.errors.answer",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Breakwater",
    "DESCRIPTION": "Design event-driven architectures, watch events flow through them, and break them.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    # Pydantic writes JSON Schema 2020-12, as OpenAPI has it since 3.1.
    "OAS_VERSION": "3.1.0",
    "POSTPROCESSING_HOOKS": ["apps.diagrams.api.openapi.with_refusals"],
}

# --- security -------------------------------------------------------------------------------------------------------

HTTPS = PUBLIC_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL else []
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 60 * 60 * 24 * 365  # Without it a visitor no longer reaches their diagrams: a year.
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 30 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"  # A share link's token must not travel to other sites.
X_FRAME_OPTIONS = "DENY"

SELF = csp.SELF
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, csp.NONCE],
        # Radix and React Flow set style attributes and elements of their own.
        "style-src": [SELF, csp.UNSAFE_INLINE],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF, "data:"],
        "connect-src": [SELF],
        "worker-src": [SELF, "blob:"],
        "object-src": [csp.NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [csp.NONE],
    }
}
if VITE_DEV:  # Vite's own server on another port, with inline scripts
    CONTENT_SECURITY_POLICY_REPORT_ONLY = CONTENT_SECURITY_POLICY
    del CONTENT_SECURITY_POLICY

LOGGING = logging_config(environment.LOG_LEVEL)
