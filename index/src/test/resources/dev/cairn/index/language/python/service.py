#!/usr/bin/env python3
"""Serves orders.

The second paragraph is kept.
"""
from __future__ import annotations

import os, sys as system
import package.module
from . import sibling
from ..parent.module import first as renamed, second
from everything import *

LIMIT: int = 10
_hidden = first = 2


class Base:
    pass


@dataclass(frozen=True)
@registered
class Service(Base, abc.ABC, metaclass=Meta):
    """An order service."""

    name: str = "service"
    _count = 0

    def __init__(self, name: str, *args: int, **options) -> None:
        self.name = name
        helper(options)

    @property
    def label(self) -> str:
        '''One line.'''
        return self.name

    @staticmethod
    @cache.memoized
    async def fetch(url: str, timeout: float = 1.0) -> Response:
        async with client.get(url) as answer:
            def parse(text):
                r"""Parses
                   the text."""
                return json.loads(text)
            return parse(await answer.text())

    def _private(self): ...

    class Inner:
        def method(self):
            return lambda x: x + 1


def größe(值: int) -> int:
    return 值


def top[T](items: list[T]) -> T:
    return Service("x").fetch(items)


type Alias = dict[str, Service]

if LIMIT:
    def conditional():
        pass
