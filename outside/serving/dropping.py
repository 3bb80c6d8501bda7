"""A server that dies before it answers, as seen from outside."""

import socket

from django.http import HttpRequest, HttpResponse


def drop(request: HttpRequest) -> HttpResponse:
    """Cut the connection; the response returned here reaches nobody."""
    connection: socket.socket = request.environ["sandbox.connection"]
    connection.shutdown(socket.SHUT_RDWR)
    return HttpResponse(status=500)
