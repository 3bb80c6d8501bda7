"""A province sees its own things only."""

from django.http import HttpRequest, HttpResponse

from outside.national_stub.problem import problem_json


def refuse_other_province(request: HttpRequest, sender: str) -> HttpResponse | None:
    """403 when `province` is not who asks."""
    if sender and request.GET.get("province", "") == sender:
        return None
    return problem_json(403, "Không được xem", "Mỗi tỉnh chỉ đối chiếu được dữ liệu của mình.")
