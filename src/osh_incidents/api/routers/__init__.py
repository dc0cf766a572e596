"""Operations, by resource; each is thin."""
