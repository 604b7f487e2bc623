"""`truyvet export`: rings, brokers or the whole graph as CSV or JSONL; all of a store for Neo4j."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import click

from api.settings import read_settings
from api.wiring import TEXTS_FILE, VIEWS_FILE, open_services
from casework.exports import export
from graph.store.neo4j.import_files.folder import OPTIONS, Written, write_import_files

_IMPORT = "neo4j-import"
_STANDARD_OUTPUT = Path("-")


@click.command("export")
@click.option("--what", type=click.Choice(["rings", "brokers", "graph", _IMPORT]), required=True)
@click.option("--format", "form", type=click.Choice(["csv", "jsonl"]))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=_STANDARD_OUTPUT,
    help="A file (default: - for standard output); for neo4j-import a new folder.",
)
@click.option(
    "--include-private", is_flag=True, help="Also victims' and reporters' identifiers (graph)."
)
def command(what: str, form: str | None, out: Path, include_private: bool) -> None:
    """Write what the store holds, for other tools.

    neo4j-import writes all of it, private data too, as files for neo4j-admin: the fastest way to
    fill an empty Neo4j.
    """
    if what == _IMPORT:
        _require_import(form, out, include_private=include_private)
    with open_services(read_settings()) as services:
        if what == _IMPORT:
            click.echo(describe_written(write_import_files(services.store, out)))
            return
        export(
            services.store,
            what=what,
            format=form or "csv",
            out=sys.stdout.buffer if out == _STANDARD_OUTPUT else out,
            include_private=include_private,
        )


def _require_import(form: str | None, out: Path, *, include_private: bool) -> None:
    if out == _STANDARD_OUTPUT:
        raise click.UsageError(
            f"--what {_IMPORT}: cần/needs --out FOLDER (một thư mục mới/a new folder)"
        )
    if form is not None or include_private:
        raise click.UsageError(
            f"--what {_IMPORT}: không dùng với/not with --format, --include-private: luôn là CSV "
            "và chứa mọi dữ liệu cá nhân/always CSV, with all personal data"
        )


def describe_written(written: Written) -> str:
    """Return what was written, and the commands that bring it into Neo4j."""
    folder = shlex.quote(str(written.folder.absolute()))
    return "\n".join((
        f"Đã ghi/wrote: {written.nodes:,} nút/nodes, "
        f"{written.relationships:,} quan hệ/relationships",
        "Tiếp theo, khi máy chủ Neo4j và mọi chương trình TruyVết đã dừng (cơ sở dữ liệu `neo4j` "
        "cũ bị thay) / next, with the Neo4j server and every TruyVết program stopped (the old "
        "database `neo4j` is replaced):",
        f"  sudo chown -R neo4j: {folder}",
        f"  sudo -u neo4j env --chdir={folder} \\",
        f"    neo4j-admin database import full neo4j --overwrite-destination @{OPTIONS}",
        "Khởi động máy chủ, rồi/start the server, then:",
        "  TRUYVET_STORE=neo4j://HOST:7687 truyvet status",
        f"Các tệp chỉ chứa đồ thị. Văn bản nguyên gốc và hình đã lưu ở {TEXTS_FILE} và "
        f"{VIEWS_FILE} trong TRUYVET_HOME: hãy chép cả hai / the files hold the graph alone. Texts "
        f"as received and saved pictures are {TEXTS_FILE} and {VIEWS_FILE} in TRUYVET_HOME: copy "
        "both too.",
        "Sau đó xóa thư mục này: nó chứa mọi dữ liệu cá nhân / then delete this folder: it holds "
        "all personal data.",
    ))  # fmt: skip
