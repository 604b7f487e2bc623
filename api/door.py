"""What routes and pages share: the services, the settings and the texts of one application."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection

from api.language import Catalogue, language_of
from api.pages.environment import Pages
from api.settings import Settings
from api.signin import SignIn
from api.wiring import Services
from graph.errors import Language


@dataclass(frozen=True, slots=True)
class Door:
    """One application's parts.

    Attributes:
        services: store, texts and views.
        settings: of this installation.
        sign_in: tokens and sessions.
        catalogues: texts by language.
        pages: draws templates.
    """

    services: Services
    settings: Settings
    sign_in: SignIn
    catalogues: Mapping[Language, Catalogue]
    pages: Pages


def door_of(connection: HTTPConnection) -> Door:
    """Return the application that a request reached."""
    door: Door = connection.app.state.door
    return door


def language_at(connection: HTTPConnection) -> Language:
    """Return the language that a request wants."""
    return language_of(connection, door_of(connection).settings.language)


def services_of(connection: HTTPConnection) -> Services:
    """Return the services of the application that a request reached."""
    return door_of(connection).services


AtDoor = Annotated[Door, Depends(door_of)]
InLanguage = Annotated[Language, Depends(language_at)]
WithServices = Annotated[Services, Depends(services_of)]
