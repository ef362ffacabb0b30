"""All lock files satisfy what asks for them, carry a hash for every package and name no host."""

import json
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def normal(name: str) -> str:
    """A distribution's name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def faults(lock: str, wanted: list[str]) -> list[str]:
    """What is wrong with one lock file, a sentence each."""
    text = (ROOT / lock).read_text("utf-8")
    pinned = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", text, re.MULTILINE)
    found = {normal(name) for name in pinned}
    missing = [n for n in wanted if normal(re.split(r"[<>=!~\[ ;]", n)[0]) not in found]
    says = [f"{lock} lacks {name}; run: make lock" for name in missing]
    if "://" in text:
        says.append(f"{lock} names a host; it must not")
    blocks = re.split(r"\n(?=\S)", text.strip())
    bare = [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block]
    return says + [f"{lock} has no hash for {name}" for name in bare]


def ace_faults() -> list[str]:
    """What is wrong with the lock of Ace, which npm wrote."""
    wanted, lock = (
        json.loads((ROOT / ".ci/ace" / name).read_text("utf-8"))
        for name in ("package.json", "package-lock.json")
    )
    root = lock["packages"].pop("")
    says = [] if root["dependencies"] == wanted["dependencies"] else ["Ace's lock is not current"]
    for name, package in lock["packages"].items():
        says += [f"Ace's lock has no hash for {name}"] * ("integrity" not in package)
        says += [f"Ace's lock says where {name} came from; it must not"] * ("resolved" in package)
    return says


def main() -> int:
    """Print the faults; 1 if there are any."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    dev = project["optional-dependencies"]["dev"]
    said = faults("requirements.lock", project["dependencies"])
    said += faults("requirements-dev.lock", project["dependencies"] + dev)
    said += ace_faults()
    sys.stdout.write("".join(line + "\n" for line in said))
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
