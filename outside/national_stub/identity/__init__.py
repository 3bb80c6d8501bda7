"""Who somebody is: the people of the national portal, and the OpenID Connect provider."""
