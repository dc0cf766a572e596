"""The command `osh-incidents`, loaded without looking for garbage meanwhile: loading makes none."""

import gc

gc.disable()

from osh_incidents.cli import app  # noqa: E402

gc.enable()

if __name__ == "__main__":
    app()
