"""Every setting of the site, read from the environment with its type. README has those of production."""

from ipaddress import ip_network
from pathlib import Path
from typing import Any

import django_stubs_ext
import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from directory.logs import TO_CONSOLE
from languages.catalogues import site_languages
from languages.names import own_name

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()
env.read_env(env.str("DIRECTORY_ENV_FILE", default=str(VAR_DIR / "env")))

# The site ---
SITE_NAME: StrOrPromise = env.str("SITE_NAME", default="") or _("Self-help groups")
SITE_COUNTRY: str = env.str("SITE_COUNTRY", default="SK")  # ambiguous place names are read as a visitor from here would
SITE_IS_DEMO: bool = env.bool("SITE_IS_DEMO", default=False)  # every page says that its meetings are invented
# Where "Leave this page" leads: a page that loads fast, in every language, and that anybody may have open.
QUICK_EXIT_URL: str = env.str("QUICK_EXIT_URL", default="https://www.wikipedia.org/")

# The map draws outlines and towns of our own. With these it can also draw streets, from pictures of a server of the owner's choice,
# as in https://tiles.example.org/{z}/{x}/{y}.png, with whose map they are; asked for only when a visitor presses a button.
MAP_TILES_URL: str = env.str("MAP_TILES_URL", default="")
MAP_TILES_ATTRIBUTION: str = env.str("MAP_TILES_ATTRIBUTION", default="")

DEBUG: bool = env.bool("DEBUG", default=False)
SECRET_KEY: str = env.str("SECRET_KEY")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is empty. README says how a site is set up.")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])
IS_HTTPS: bool = env.bool("IS_HTTPS", default=True)

# Truth of a listing, in days (docs/glossary.md: confirmed, due, unconfirmed, archived, reported) ---
CONFIRMED_DAYS: int = env.int("CONFIRMED_DAYS", default=90)
DUE_DAYS: int = env.int("DUE_DAYS", default=180)
ARCHIVED_DAYS: int = env.int("ARCHIVED_DAYS", default=365)

# After how many days the history forgets the values of what changed; 0 for never (history/erasing.py).
HISTORY_DAYS: int = env.int("HISTORY_DAYS", default=3 * 365)

# The longest that PostgreSQL may work at one question of a visitor, in seconds; of a feed, which may hold all meetings ---
SEARCH_SECONDS: int = env.int("SEARCH_SECONDS", default=5)
FEED_SECONDS: int = env.int("FEED_SECONDS", default=120)
# Feeds of everything lie ready as files in this folder (manage.py keep_feeds), which every machine may have for itself; and for how
# long one is sent after the directory has changed. Where something may have been hidden it is not sent at all.
KEPT_FILES = Path(env.str("KEPT_FILES", default=str(VAR_DIR / "kept")))
KEPT_MINUTES: int = env.int("KEPT_MINUTES", default=15)

# Imports ---
FETCH_SECONDS: int = env.int("FETCH_SECONDS", default=60)
FETCH_MEGABYTES: int = env.int("FETCH_MEGABYTES", default=300)
# Inner networks from which feeds may be fetched all the same, as in 10.1.0.0/16; else only the public internet.
FETCH_PRIVATE_NETWORKS = [ip_network(network) for network in env.list("FETCH_PRIVATE_NETWORKS", default=[])]

# Mail: printed by `make run`; in production sent by any SMTP server, as in EMAIL_URL=smtp+tls://user:password@example.org:587 ---
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = 10  # seconds; a visitor may be waiting for it
DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", default="directory@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# The address of the site as mails say it; a command does not know by which it is reached.
SITE_ADDRESS: str = env.str("SITE_ADDRESS", default="http://localhost:8000").rstrip("/")

# Networks of visitors are told apart by a hash; its keys lie outside the database and its backups ---
NETWORK_KEYS_FILE = Path(env.str("NETWORK_KEYS_FILE", default=str(VAR_DIR / "network-keys.json")))
# How often one network may send each public form in an hour (upkeep/limits.py) ---
FORM_USES_AN_HOUR: dict[str, int] = {
    "report": env.int("REPORTS_AN_HOUR", default=10),
    "change": env.int("SUGGESTIONS_AN_HOUR", default=5),
    "new": env.int("NEW_MEETINGS_AN_HOUR", default=5),
    "message": env.int("MESSAGES_AN_HOUR", default=5),
    "check": env.int("CHECKS_AN_HOUR", default=20),
    "link": env.int("LINKS_AN_HOUR", default=30),  # a whole clinic has one network
    "account": env.int("ACCOUNT_REQUESTS_AN_HOUR", default=3),
}

# Applications ---
INSTALLED_APPS = [
    "directory.apps.DirectoryConfig",
    "referrals",
    "feeds",
    "imports",
    "upkeep",
    "meetings",
    "groups",
    "history",
    "accounts",
    "places",
    "languages",
    "whitenoise.runserver_nostatic",
    "directory.apps.WorkplaceConfig",  # django.contrib.admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
]
MIDDLEWARE = [
    # What holds for every response stands first: also for those that the next ones give themselves.
    "csp.middleware.CSPMiddleware",
    "directory.middleware.ReferrerPolicyMiddleware",
    "directory.middleware.PatienceMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "directory.middleware.PageLanguageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "directory.middleware.ChosenLanguageMiddleware",
    "directory.errors.BusyMiddleware",
    "directory.errors.OnlyReadMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.AccountPagesMiddleware",
    "accounts.middleware.NoNullBytesMiddleware",
    "accounts.middleware.SessionEndMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "accounts.middleware.DraftMiddleware",
    "accounts.middleware.CareMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "directory.urls"
WSGI_APPLICATION = "directory.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "directory.context.site",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "DIRS": [BASE_DIR / "templates" / "jinja2"],
        "OPTIONS": {"environment": "directory.jinja.environment"},
    },
]

# Databases: SQLite with nothing installed, PostgreSQL in production ---
DATABASES: dict[str, Any] = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'directory.sqlite3'}")}
if "ENGINE" not in DATABASES["default"]:
    raise ImproperlyConfigured("DATABASE_URL is not the address of a database, as in postgres://user:password@host/name.")
IS_POSTGRESQL = "postgresql" in DATABASES["default"]["ENGINE"]
if IS_POSTGRESQL:
    DATABASES["default"]["OPTIONS"] = {
        "pool": {"min_size": 1, "max_size": env.int("DATABASE_POOL", default=8)},
        # Compiling the expressions of a search takes PostgreSQL 25 s, answering it without 0.7 s (100,000 meetings).
        "options": "-c jit=off",
    }
else:
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=268435456; PRAGMA cache_size=-32000;",
    }
# Only the limits on signing in are kept here: for all processes and machines, under names that do not say whose they are.
CACHES: dict[str, Any] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "KEY_FUNCTION": "accounts.limits.hidden_key",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# Languages and time ---
# The second folder has the texts of handouts in languages that the site does not have (docs/handout.md).
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "referrals" / "handout" / "catalogues"]
# The languages are those that have a catalogue; SITE_LANGUAGES, as in sk,en, offers only these, in this order.
LANGUAGES = [(code, own_name(code)) for code in env.list("SITE_LANGUAGES", default=[]) or site_languages(LOCALE_PATHS[0])]
LANGUAGE_CODE: str = env.str("SITE_LANGUAGE", default="en")
# Whose texts a reader is shown when there is none in their own language, before the site's language and English.
LANGUAGE_RELATIVES: dict[str, tuple[str, ...]] = {"sk": ("cs",), "cs": ("sk",)}
USE_I18N = True
USE_TZ = True
TIME_ZONE: str = env.str("SITE_ZONE", default="Europe/Bratislava")
FIRST_DAY_OF_WEEK = 1

# Static files ---
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

# Security and privacy ---
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "directory.errors.csrf_failure"
SECURE_REFERRER_POLICY = "no-referrer"  # same-origin in the workplace: directory/middleware.py
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("IS_BEHIND_PROXY", default=False) else None
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_AGE = 12 * 3600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_100_000  # a feed that is pasted to be checked; other public forms are held to 128 kB

# Accounts: signing in, by django-allauth (docs/signing-in.md) ---
# Administrators set up a passkey or an authenticator app before the workplace opens to them.
REQUIRE_SECOND_FACTOR: bool = env.bool("REQUIRE_SECOND_FACTOR", default=not SITE_IS_DEMO)
# How many proxies of ours a request comes through, each of which adds to X-Forwarded-For the address that it saw.
PROXIES: int = env.int("PROXIES", default=1 if SECURE_PROXY_SSL_HEADER else 0)
# The domain for which passkeys are made, where it is not the host of the site; changed later, all passkeys are lost.
PASSKEY_DOMAIN: str = env.str("PASSKEY_DOMAIN", default="")
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # invitations and passwords anew prove the address
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
# Django's own: allauth's keeps a second list of addresses, by which an old mailbox could still get a password anew.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105  # the name of a class
PASSWORD_RESET_TIMEOUT = 24 * 3600
ACCOUNT_RATE_LIMITS = {"reset_password": "20/h/ip,5/h/key"}
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "reauthenticate": "accounts.forms.PasswordAgainForm",
    "reset_password": "accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "accounts.forms.PasswordAnewForm",
    "change_password": "accounts.forms.ChangedPasswordForm",
    "set_password": "accounts.forms.FirstPasswordForm",
}
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # a clock half a minute wrong is good enough
MFA_FORMS = {
    "authenticate": "accounts.forms.CodeForm",
    "reauthenticate": "accounts.forms.CodeAgainForm",
    "activate_totp": "accounts.forms.FirstCodeForm",
    "login_webauthn": "accounts.forms.PasskeyForm",
    "authenticate_webauthn": "accounts.forms.SecondPasskeyForm",
    "reauthenticate_webauthn": "accounts.forms.PasskeyAgainForm",
    "add_webauthn": "accounts.forms.NewPasskeyForm",
    "edit_webauthn": "accounts.forms.PasskeyNameForm",
}

# Logs: the route's name, never the path, the query or the visitor's address ---
LOGGING: dict[str, Any] = TO_CONSOLE
