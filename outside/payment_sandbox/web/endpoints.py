"""Where the webhook calls go (Stripe: the dashboard's page of endpoints)."""

from dataclasses import replace

from django.http import HttpRequest, JsonResponse

from outside.payment_sandbox.config import configure, current


def webhook(request: HttpRequest) -> JsonResponse:
    """POST {url} changes the address until the next start; empty: nobody is called."""
    if request.method == "POST":
        configure(replace(current(), webhook_url=request.POST.get("url", "")))
    return JsonResponse({"url": current().webhook_url})
