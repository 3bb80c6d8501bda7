"""The way to the national portal, for pages of sign-in."""

from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils.translation import gettext as _

from portal.accounts.sign_on import chosen

register = template.Library()


@register.inclusion_tag("account/national_button.html", takes_context=True)
def national_sign_on(
    context: RequestContext, next_url: str = "", label: str = "", kind: str = "button--secondary"
) -> dict[str, Any]:
    """A form with one button that goes to the national portal; nothing where it is not offered."""
    return {
        "is_offered": chosen.is_offered(),
        "csrf_token": context.get("csrf_token"),
        "next_url": next_url,
        "label": label or _("Đăng nhập bằng Cổng Dịch vụ công quốc gia"),
        "kind": kind,
    }


@register.simple_tag
def is_national_sign_on_offered() -> bool:
    """Whether pages may speak of it."""
    return chosen.is_offered()
