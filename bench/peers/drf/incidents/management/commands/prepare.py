"""Make the tables, enter the areas and a user, and tell the token."""

import json
import os
from pathlib import Path

from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import BaseCommand
from rest_framework.authtoken.models import Token

from incidents.models import Area


class Command(BaseCommand):
    """Run once before it is served."""

    def handle(self, *_, **__):
        """Do it."""
        call_command("migrate", run_syncdb=True, verbosity=0)
        codes = json.loads(Path(os.environ["PEER_CODES"]).read_text(encoding="utf-8"))
        Area.objects.bulk_create(Area(**area) for area in codes["areas"])
        user = User.objects.create_user("bench")
        self.stdout.write(Token.objects.create(user=user).key)
