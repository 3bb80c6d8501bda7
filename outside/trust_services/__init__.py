"""The demo's trust services: a certification authority with its revocation answers, a clock that
stamps documents, and a service that keeps people's keys and signs for them."""
