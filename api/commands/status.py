"""`truyvet status`: which store this is, what it holds, and what is wrong with it."""

from __future__ import annotations

import json
from typing import Any

import click

from api.json_shapes import counts_to_json, state_to_json
from api.settings import read_settings
from api.summaries import describe_status
from api.wiring import open_services
from graph.errors import TruyvetError

_SOMETHING_WRONG = 1


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="Print one object.")
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """Show which store this is, what it holds, and what is wrong with it.

    Exit code 1 where something is; that of the error where the store can't be used.
    """
    try:
        with open_services(read_settings()) as services:
            address, store = services.store.address, services.store
            state, counts = store.about(), store.counts()
    except TruyvetError as error:
        if as_json:
            _print_json(_error_to_json(error))
        raise
    if as_json:
        _print_json({"store": address, **state_to_json(state), **counts_to_json(counts)})
    else:
        click.echo(describe_status(address, state, counts))
    if state.problems:
        context.exit(_SOMETHING_WRONG)


def _error_to_json(error: TruyvetError) -> dict[str, Any]:
    # An address that can't be read is not repeated: anywhere in it may be a password.
    return {
        "store": error.attributes.get("address"),
        "problem": {"vi": error.message("vi"), "en": error.message("en")},
    }


def _print_json(value: dict[str, Any]) -> None:
    click.echo(json.dumps(value, ensure_ascii=False))
