"""What every answer tells the browser: what it may load, what it may keep, who may frame it.

Content-Security-Policy Level 3 with a nonce of the request and Trusted Types: no inline script or
style, nothing from elsewhere. The nonce also gates htmx's attributes (see `rendering.hx`).
"""

import logging
import re
import secrets
from uuid import uuid4

from flask import Blueprint, Flask, Response, g, request

from network.trail.writing import ANSWERING
from network.web import cookies
from tenants.login import public

bp = Blueprint("reports", __name__)
log = logging.getLogger("pristan.csp")
REPORTS = "/csp-reports"
REPORT_TYPES = ("application/csp-report", "application/reports+json", "application/json")
DIRECTIVE = re.compile(r"[a-z-]{3,40}")
LARGEST_REPORT = 20_000
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'nonce-{nonce}'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types htmx",
        f"report-uri {REPORTS}",
        "report-to csp",
    )
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Reporting-Endpoints": f'csp="{REPORTS}"',
}
TWO_YEARS = "max-age=63072000; includeSubDomains"


def init_app(app: Flask) -> None:
    app.jinja_env.globals["csp_nonce"] = nonce
    app.before_request(number_request)
    app.after_request(protect)
    app.teardown_request(lambda _: forget_number())
    app.register_blueprint(bp)


def nonce() -> str:
    """This request's nonce; the same for the header, the scripts and every htmx attribute."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    made: str = g.csp_nonce
    return made


def request_id() -> str:
    """An id to quote when something went wrong. Made here: one from outside proves nothing."""
    if "request_id" not in g:
        g.request_id = uuid4().hex
    made: str = g.request_id
    return made


def number_request() -> None:
    """What is done in this request stands in the trail under its number."""
    ANSWERING.set(request_id())


def forget_number() -> None:
    ANSWERING.set("")


def protect(response: Response) -> Response:
    for name, value in ALWAYS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", POLICY.format(nonce=nonce()))
    response.headers["X-Request-Id"] = request_id()
    if cookies.https():
        response.headers["Strict-Transport-Security"] = TWO_YEARS
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


@bp.post(REPORTS)
@public
def csp_report() -> tuple[str, int]:
    """Note which directive was broken; the addresses in a report may tell too much to be kept."""
    if request.mimetype in REPORT_TYPES and (request.content_length or 0) < LARGEST_REPORT:
        log.warning("A page broke its policy: %s", _directive(request.get_json(True, True)))
    return "", 204


def _directive(told: object) -> str:
    report = told[0] if isinstance(told, list) and told else told
    body = report.get("csp-report") or report.get("body") if isinstance(report, dict) else None
    if not isinstance(body, dict):
        return "unreadable"
    said = str(body.get("effective-directive") or body.get("effectiveDirective") or "")
    return said if DIRECTIVE.fullmatch(said) else "unknown"
