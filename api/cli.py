"""The command line: `truyvet COMMAND`. Results go to stdout, progress and messages to stderr."""

from __future__ import annotations

import errno
import importlib
import os
import sys
from typing import Any

import click

from api.errors import exit_code
from graph.errors import InvalidInputError, TruyvetError
from viz.caption import visible

_USAGE_VI = "lệnh gõ chưa đúng; xem cách dùng bằng --help. Chi tiết:"
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
_MAX_CHARACTERS = 2000
"""Of a message: what it quotes may be of any length."""
_COMMANDS = {
    "ingest": "api.commands.ingest",
    "extract": "api.commands.extract",
    "detect": "api.commands.detect",
    "rings": "api.commands.rings",
    "ring": "api.commands.ring",
    "export": "api.commands.export",
    "serve": "api.commands.serve",
    "sample": "api.commands.sample",
    "demo": "api.commands.demo",
    "migrate": "api.commands.migrate",
    "status": "api.commands.status",
}


class CommandTable(click.Group):
    """Loads a command's module when it is called, so that each one starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (as click calls it)
        """Return the names in the order of the work."""
        return list(_COMMANDS)

    def get_command(  # as click calls it
        self,
        ctx: click.Context,  # noqa: ARG002 (as click calls it)
        cmd_name: str,
    ) -> click.Command | None:
        """Return the command of this name, or None."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(_COMMANDS[cmd_name]).command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, its results flushed, so that what they meet is met here."""
        try:
            outcome = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError as error:
            # Who reads has enough; click would end with 1, which is a finding of some commands.
            raise _ReaderGoneError from error
        return outcome


class _ReaderGoneError(Exception):
    """What reads standard output has ended."""


@click.group(cls=CommandTable, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="truyvet", prog_name="truyvet")
def truyvet() -> None:
    """TruyVết: link analysis of fraud networks. Phân tích liên kết mạng lưới lừa đảo.

    The store is chosen by TRUYVET_STORE; without it, a file under TRUYVET_HOME or your user
    data folder.
    """


def report_error(error: TruyvetError) -> None:
    """Print an error in both languages to stderr; what it quotes can't steer a terminal."""
    for message in (error.message("vi"), error.message("en")):
        click.echo(f"truyvet: {visible(message, _MAX_CHARACTERS)}", err=True)


def main(arguments: list[str] | None = None, **extra: Any) -> None:
    """Run the command line and exit with its code.

    Args:
        arguments: in place of the process's own.
        extra: passed on to click.
    """
    try:
        outcome = truyvet.main(arguments, standalone_mode=False, **extra)
        sys.exit(outcome if isinstance(outcome, int) else 0)
    except TruyvetError as error:
        report_error(error)
        sys.exit(exit_code(error))
    except click.ClickException as error:
        click.echo(f"truyvet: {_USAGE_VI}", err=True)
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("truyvet: đã dừng theo yêu cầu / stopped as asked", err=True)
        sys.exit(130)
    except _ReaderGoneError:
        _drop_output()
        sys.exit(141)
    except OSError as error:
        if error.errno not in _NO_ROOM or error.filename is not None:
            raise  # nothing that has to do with results
        _drop_output()
        report_error(_unwritten(error))
        sys.exit(exit_code(_unwritten(error)))


def _drop_output() -> None:
    """Let nothing more be written to standard output, not by the interpreter's end either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unwritten(error: OSError) -> TruyvetError:
    return InvalidInputError(
        what_vi=f"Không ghi hết được kết quả ra đầu ra chuẩn ({error.strerror}). Hãy giải phóng "
        "chỗ, hoặc ghi vào nơi khác, rồi chạy lại lệnh.",
        what_en=f"Not all results could be written to standard output ({error.strerror}). Free "
        "room, or write them elsewhere, and run the command again.",
    )
