"""The addresses that the portal really has, from Django's own resolver."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

# Served beside Django's addresses: static files by whitenoise, uploads only through a view.


def names() -> list[str]:
    """Every name with its namespaces; an address without a name is `?<path>`."""
    return sorted({name for name, _path in _walk(get_resolver(), "", "")})


def _walk(resolver: URLResolver, namespace: str, prefix: str) -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield (f"{namespace}{entry.name}" if entry.name else f"?{path}"), path
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, inner, path)
