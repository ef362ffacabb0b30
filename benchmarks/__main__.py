"""`make bench`: every measurement, one after the other, with small inputs."""

import subprocess
import sys

MEASUREMENTS = (
    "benchmarks.normalising",
    "benchmarks.narration",
    "benchmarks.conversion",
    "benchmarks.first_words",
    "benchmarks.completeness",
    "benchmarks.m4b",
    "benchmarks.routing_day",
    "benchmarks.travel",
    "benchmarks.importing",
    "benchmarks.phone",
    "benchmarks.search --titles 20000 --questions 40",
)


def main() -> int:
    """Run each in a process of its own; the first that fails ends it."""
    for command in MEASUREMENTS:
        print(f"== {command}", flush=True)
        code = subprocess.run([sys.executable, "-m", *command.split()], check=False).returncode
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
