"""The command line: `truyvet COMMAND`. Results go to stdout, progress and messages to stderr."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from api.errors import exit_code
from graph.errors import TruyvetError

_COMMANDS = {
    "ingest": "api.commands.ingest",
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


@click.group(cls=CommandTable, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="truyvet", prog_name="truyvet")
def truyvet() -> None:
    """TruyVết: link analysis of fraud networks. Phân tích liên kết mạng lưới lừa đảo.

    The store is chosen by TRUYVET_STORE; without it, a file under TRUYVET_HOME or your user
    data folder.
    """


def report_error(error: TruyvetError) -> None:
    """Print an error in both languages to stderr."""
    click.echo(f"truyvet: {error.message('vi')}", err=True)
    click.echo(f"truyvet: {error.message('en')}", err=True)


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
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("truyvet: đã dừng theo yêu cầu / stopped as asked", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
