"""The HTTP interface: FastAPI and Pydantic, and nothing they need to decide."""
