"""What the settings say of the REST framework and of the OpenAPI document; plain values."""

from typing import Any

REST_FRAMEWORK: dict[str, Any] = {
    # The token first: it names the scheme of a 401.
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "agencies.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["pilit.api.parsers.StrictJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": ["pilit.api.throttles.VisitorThrottle"],
    # Passwords have gates of their own (agencies.services.throttle); this one is against floods.
    "DEFAULT_THROTTLE_RATES": {"visitor": "600/min"},
    # Headers that name another address are believed from nobody.
    "NUM_PROXIES": 0,
    "EXCEPTION_HANDLER": "pilit.web.problems.exception_handler",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Pilit",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "SORT_OPERATIONS": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "pilit.api.openapi.describe_actions",
        "pilit.api.openapi.describe_problems",
    ],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"docExpansion": "none", "deepLinking": True, "filter": True},
    "REDOC_DIST": "SIDECAR",
}
