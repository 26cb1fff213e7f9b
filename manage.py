#!/usr/bin/env python
import os
import sys

from cadre.config.loading import for_good

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cadre.config.settings")
    with for_good():
        import django
        from django.core.management import execute_from_command_line

        django.setup()
    execute_from_command_line(sys.argv)
