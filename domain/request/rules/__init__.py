"""The rules of a request: types, each named by the sentence it enforces."""

from domain.request.rules.course import *  # noqa: F403  # each file lists its rules in __all__
from domain.request.rules.limits import *  # noqa: F403  # same
from domain.request.rules.sending import *  # noqa: F403  # same
