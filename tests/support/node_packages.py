"""What tests need of node: installed once by lock file, outside the project."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

LISTED = ("package.json", "package-lock.json")


def installed(folder: Path) -> Path:
    """Install what the lock file in *folder* lists into a cache, once; return where."""
    lock = (folder / "package-lock.json").read_bytes()
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    home = cache / "osh-incidents" / hashlib.sha256(lock).hexdigest()[:16]
    if not (home / "complete").exists():
        home.mkdir(parents=True, exist_ok=True)
        for name in LISTED:
            shutil.copy(folder / name, home)
        install = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(install, cwd=home, check=True, capture_output=True, timeout=120)
        (home / "complete").touch()
    return home
