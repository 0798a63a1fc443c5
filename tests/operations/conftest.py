"""Fixtures that the learner's tests have already: DynamoDB's stand-in, and keys for it."""

from tests.learner.conftest import aws_environment, moto_url  # noqa: F401
