"""Settings: one file, driven by the environment; `.env.example` lists every variable."""

import datetime as dt

from csp.constants import NONE, SELF

from povertyapp import env

# --- Environment -------------------------------------------------------------------------------
BASE_DIR = env.BASE_DIR
env.read_local_file(BASE_DIR / "var" / "local.env")

APP_ENV = env.choice("APP_ENV", ("production", "demo", "test"), default="production")
DEBUG = env.boolean("DEBUG", default=False)
SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.listing("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.listing("CSRF_TRUSTED_ORIGINS")
HTTPS = env.boolean("HTTPS", default=True)
TRUSTED_PROXY_COUNT = env.integer("TRUSTED_PROXY_COUNT", 0)
env.refuse_unsafe_production(
    app_env=APP_ENV, debug=DEBUG, secret_key=SECRET_KEY, allowed_hosts=ALLOWED_HOSTS
)

# Demo data is invented; loading it is allowed only where the environment permits it.
DEMO_ALLOWED = APP_ENV != "production"
DEMO_DATE = dt.date.fromisoformat(env.text("DEMO_DATE", "2021-11-15"))
DEMO_PASSWORD = env.text("DEMO_PASSWORD", "giamngheo-2021")

# --- Apps --------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "django_htmx",
    "simple_history",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "common",
    "areas",
    "accounts",
    "papers",
    "households",
    "procedure",
    "inspections",
    "support",
    "targets",
    "correspondence",
    "reports",
    "povertyapp",
    "demo",
    "benchmarks",
]

MIDDLEWARE = [
    "povertyapp.logs.RequestNumberMiddleware",
    "povertyapp.refusals.UnsafeTextMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Adds a random number of bytes to each compressed page, against BREACH.
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SessionEndMiddleware",
    "accounts.middleware.SignInMiddleware",
    "accounts.middleware.PasswordChangeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "povertyapp.logs.RequestLogMiddleware",
    "common.middleware.NoStoreMiddleware",
    "axes.middleware.AxesMiddleware",
    "povertyapp.refusals.ParametersMiddleware",
    "povertyapp.refusals.DatabaseRefusalMiddleware",
]

ROOT_URLCONF = "povertyapp.urls"
WSGI_APPLICATION = "povertyapp.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Bootstrap's icons are single SVG files: a page includes only those it shows.
        "DIRS": [BASE_DIR / "templates", BASE_DIR / "node_modules" / "bootstrap-icons"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "common.template_loaders.FilesystemLoader",
                        "common.template_loaders.AppDirectoriesLoader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "povertyapp.context.frame",
            ],
            "builtins": ["common.templatetags.ui"],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Database ----------------------------------------------------------------------------------
DATABASES = {
    "default": env.database("DATABASE_URL", f"sqlite:///{BASE_DIR / 'var' / 'db.sqlite3'}")
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Sign-in -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "landing"
LOGOUT_REDIRECT_URL = "accounts:login"
# A session ends after 30 minutes without a request, and in any case after 12 hours.
SESSION_COOKIE_AGE = 60 * env.integer("SESSION_IDLE_MINUTES", 30)
LONGEST_SESSION = dt.timedelta(hours=12)
API_TOKEN_DAYS = 90

# A whole office shares one address: five wrong passwords lock the pair of user name and address. The
# address itself is locked by wrong passwords for many user names, which no office enters by mistake.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
NAMES_FAILED_PER_ADDRESS = env.integer("NAMES_FAILED_PER_ADDRESS", 10)
AXES_HANDLER = "accounts.lockout.AttemptHandler"
AXES_COOLOFF_TIME = dt.timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "povertyapp.error_pages.locked_out"
# Fifteen minutes from the fifth wrong password, regardless of further attempts.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "accounts.lockout.client_address"
# Never kept with a failed attempt; "password" never is.
AXES_SENSITIVE_PARAMETERS = [
    "old_password",
    "new_password1",
    "new_password2",
    "csrfmiddlewaretoken",
]
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# --- History ------------------------------------------------------------------------------------
# A reason is as long as the form that asks for it allows.
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

# --- Language ----------------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["povertyapp.formats"]

# --- Files -------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = env.text("STATIC_ROOT", str(BASE_DIR / "staticfiles"))
MANUAL_DIR = BASE_DIR / "docs" / "manual"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("manual", MANUAL_DIR / "pictures"),
    ("vendor/bootstrap/css", BASE_DIR / "node_modules" / "bootstrap" / "dist" / "css"),
    ("vendor/bootstrap/js", BASE_DIR / "node_modules" / "bootstrap" / "dist" / "js"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "povertyapp.static_files.HashedStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000  # a whole scoring table in the editor

# --- API ---------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.api.authentication.ApiTokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "accounts.api.permissions.HasAction",
        "common.api.KnownParameters",
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["common.api.StrictJSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "common.api.KeysetPagination",
    "DEFAULT_SCHEMA_CLASS": "common.api_schema.DeclaredSchema",
    "URL_FORMAT_OVERRIDE": None,
    "EXCEPTION_HANDLER": "povertyapp.refusals.exception_handler",
    "DATE_INPUT_FORMATS": ["%d/%m/%Y", "%Y-%m-%d"],
    "COERCE_DECIMAL_TO_STRING": False,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Phần mềm quản lý giảm nghèo huyện",
    "DESCRIPTION": "API của phần mềm quản lý giảm nghèo. Tỷ lệ là phân số (0.0323 = 3,23 %).",
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": [
        "rest_framework.permissions.IsAuthenticated",
        "common.api.KnownParameters",
    ],
    "PATH_CONVERTER_OVERRIDES": {
        "key": {"type": "integer", "minimum": 1, "maximum": 2**63 - 1},
        "year": {"type": "integer", "minimum": 1900, "maximum": 2100},
    },
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "common.api_schema.describe_refusals",
    ],
    "ENUM_NAME_OVERRIDES": {
        "CommuneKindEnum": "areas.choices.CommuneKind",
        "VillageKindEnum": "areas.choices.VillageKind",
        "RoleEnum": "accounts.choices.Role",
        "HouseholdStateEnum": "households.choices.HouseholdState",
        "AssessmentStateEnum": "households.choices.AssessmentState",
        "RoundStateEnum": "households.choices.RoundState",
        "TableStateEnum": "households.choices.TableState",
        "RoundKindEnum": "households.choices.RoundKind",
        "ApplicationKindEnum": "procedure.choices.ApplicationKind",
        "ApplicationStateEnum": "procedure.choices.ApplicationState",
        "PovertyStatusEnum": "households.choices.PovertyStatus",
        "SampleStateEnum": "inspections.choices.SampleState",
        "SampleGroupEnum": "inspections.choices.SampleGroup",
        "GoalCodeEnum": "targets.choices.GoalCode",
        "GoalGroupEnum": "targets.choices.GoalGroup",
        "AlertCodeEnum": "targets.choices.AlertCode",
        "SplitRuleEnum": "targets.choices.SplitRule",
        "SplitMethodEnum": "targets.choices.SPLIT_METHODS",
        "AllocationStateEnum": "targets.choices.AllocationState",
        "DirectionStateEnum": "targets.choices.DirectionState",
        "RegistrationStateEnum": "targets.choices.RegistrationState",
        "OfficeEnum": "targets.choices.OfficeBearer",
        "ThreadKindEnum": "correspondence.choices.ThreadKind",
        "ThreadStateEnum": "correspondence.choices.ThreadState",
    },
}

# --- Security ----------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "povertyapp.error_pages.page_expired"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz/$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = False
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # the browsers' preload list is for the domain's owner
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY_COUNT else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap draws carets and ticks with data: images
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- Logging -----------------------------------------------------------------------------------
# The number of RequestNumberMiddleware, which replaces what a visitor sends in that header.
DJANGO_STRUCTLOG_TRUST_UPSTREAM_REQUEST_ID = True
LOG_LEVEL = env.text("LOG_LEVEL", "INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "povertyapp.logs.json_formatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {"axes": {"level": "WARNING"}},
}
