from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.accounts.models import User
from apps.accounts.services import issue_token, revoke_tokens


class Command(BaseCommand):
    help = "Makes a personal token for scripts and prints it once, or revokes one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("name", help="what the token is for")
        parser.add_argument("--revoke", action="store_true", help="revoke all of that name instead")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            user = User.objects.get(username=options["username"])
        except User.DoesNotExist as error:
            raise CommandError(f"there is no user {options['username']}") from error
        if not options["revoke"]:
            self.stdout.write(issue_token(user, options["name"]))
        elif not revoke_tokens(user, options["name"]):
            raise CommandError(f"{user.username} has no valid token named {options['name']}")
