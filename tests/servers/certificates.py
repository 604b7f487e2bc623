"""Certificates for a test's server, signed by an authority that only the test knows."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

TLS = (
    # Optional, so that whoever waits for the server needs no certificate.
    "server.bolt.tls_level=OPTIONAL",
    "dbms.ssl.policy.bolt.enabled=true",
    "dbms.ssl.policy.bolt.base_directory=certificates/bolt",
    "dbms.ssl.policy.bolt.private_key=private.key",
    "dbms.ssl.policy.bolt.public_certificate=public.crt",
    "dbms.ssl.policy.bolt.client_auth=NONE",
)
"""Lines of neo4j.conf, for what `sign_server` writes."""
_NEW_KEY = ("-newkey", "rsa:2048", "-nodes", "-days", "2")


def make_authority(folder: Path, name: str) -> Path:
    """Make an authority; return its certificate.

    Args:
        folder: for `NAME.pem` and its key.
        name: of the authority.
    """
    certificate = folder / f"{name}.pem"
    _openssl(
        "req", "-x509", *_NEW_KEY, "-subj", f"/CN={name}",
        "-keyout", str(certificate.with_suffix(".key")), "-out", str(certificate),
    )  # fmt: skip
    return certificate


def sign_server(home: Path, authority: Path, host: str) -> None:
    """Give a server a key and a certificate, where `TLS` says they are.

    Args:
        home: the server's.
        authority: as `make_authority` returns it.
        host: the name that the certificate is for.
    """
    folder = home / "certificates" / "bolt"
    folder.mkdir(parents=True)
    request, names = folder / "request.csr", folder / "names.cnf"
    names.write_text(f"subjectAltName=DNS:{host}\n", encoding="utf-8")
    _openssl(
        "req", *_NEW_KEY, "-subj", f"/CN={host}",
        "-keyout", str(folder / "private.key"), "-out", str(request),
    )  # fmt: skip
    _openssl(
        "x509", "-req", "-in", str(request), "-days", "2", "-extfile", str(names),
        "-CA", str(authority), "-CAkey", str(authority.with_suffix(".key")), "-CAcreateserial",
        "-out", str(folder / "public.crt"),
    )  # fmt: skip


def _openssl(*arguments: str) -> None:
    command: Sequence[str] = ("openssl", *arguments)
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, f"{command}:\n{done.stderr}"
