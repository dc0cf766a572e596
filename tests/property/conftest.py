"""No property test is refused for one slow example; sixty examples keep all of them short."""

from hypothesis import settings

settings.register_profile("properties", deadline=None, max_examples=60)
settings.load_profile("properties")
