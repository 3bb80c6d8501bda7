"""Signing in with the national portal (OpenID Connect): allauth brings state, PKCE, the exchange of
the code and the steps of a login; what a national account means to us is decided here.

Addresses: the national portal sends people back to `/accounts/oidc/national/login/callback/`, and
after a sign-out to `/accounts/national/signed-out/` (both are registered there for this portal).
"""
