"""Who calls: Django REST Framework's own tokens, said as OAuth does."""

from rest_framework.authentication import TokenAuthentication


class BearerAuthentication(TokenAuthentication):
    """A token is looked up with its user in every request."""

    keyword = "Bearer"
