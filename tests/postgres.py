"""A real Postgres for the tests: a cluster of its own on loopback, gone when they end."""

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from psycopg import sql

STARTS_WITHIN_S = 60
MEMORY, ENOUGH_BYTES = Path("/dev/shm"), 2 * 10**9  # noqa: S108 - a folder of our own within it


def postgres_programs() -> Path | None:
    """The folder with `initdb` and `postgres`, the newest there is; None where there is none."""
    beside = shutil.which("initdb")
    if beside:
        return Path(beside).resolve().parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@contextmanager
def cluster() -> Iterator[str]:
    """An empty cluster; yields the address of its server, to which a database's name is added."""
    programs = postgres_programs()
    assert programs, "ask postgres_programs() first"
    owner = _owner()
    with TemporaryDirectory(
        prefix="dauys-pg-", dir=_memory(), ignore_cleanup_errors=True
    ) as folder:
        if owner:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        kept = Path(folder) / "kept"
        begun = _as(owner) if owner else []
        subprocess.run(
            [
                *begun, programs / "initdb", "--pgdata", kept,
                "--username", "dauys", "--auth", "trust",
                "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync",
            ],
            check=True, capture_output=True, cwd=folder,
        )  # fmt: skip
        port = _free_port()
        server = subprocess.Popen(
            [
                *begun, programs / "postgres", "-D", kept,
                "-h", "127.0.0.1", "-p", str(port), "-k", folder,
                "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=200",
            ],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder,
        )  # fmt: skip
        address = f"postgresql://dauys@127.0.0.1:{port}"
        try:
            _await(address)
            yield address
        finally:
            server.terminate()
            server.wait(STARTS_WITHIN_S)


def create(server: str, name: str, template: str) -> str:
    """Make a database of that name, a copy of another; answers its address. It goes with the
    cluster."""
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        # Copied as files, which until Postgres 14 was the only way: quicker for one that is small.
        strategy = "STRATEGY file_copy" if admin.info.server_version >= 150_000 else ""
        admin.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} {}").format(
                sql.Identifier(name), sql.Identifier(template), sql.SQL(strategy)
            )
        )
    return f"{server}/{name}"


@contextmanager
def database(server: str, name: str, template: str = "template1") -> Iterator[str]:
    """A database of that name, a copy of another; yields its address and drops it at the end."""
    address = create(server, name, template)
    try:
        yield address
    finally:
        with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
            admin.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )


def _memory() -> Path | None:
    """Where files lie in memory, if there is room: a copy of our tables is eight hundred files, and
    takes a fifth of a second on a disk, a fiftieth there."""
    try:
        return MEMORY if shutil.disk_usage(MEMORY).free > ENOUGH_BYTES else None
    except OSError:
        return None


def _owner() -> pwd.struct_passwd | None:
    """Postgres refuses to run as root; then it runs as somebody who owns nothing."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


def _as(owner: pwd.struct_passwd) -> list[str]:
    """Words before a command that make it run as somebody else, in the same process."""
    return ["setpriv", f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups"]


def _free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port: int = listener.getsockname()[1]
        return port


def _await(address: str) -> None:
    ends = time.monotonic() + STARTS_WITHIN_S
    while True:
        try:
            psycopg.connect(f"{address}/postgres").close()
        except psycopg.OperationalError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.1)
        else:
            return
