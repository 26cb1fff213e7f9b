"""Brings the database, the collected assets and the demo network up to date. Quick when they are."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cadre.config.settings")


def main() -> None:
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    collect_assets(Path(settings.STATIC_ROOT))
    if settings.DEMO:
        call_command("load_demo")


def collect_assets(target: Path) -> None:
    """Copy and compress the assets for serving, unless nothing was built since the last time."""
    from django.core.management import call_command

    stamp = target / ".collected-from"
    built = ROOT / "cadre/ui/static/cadre/.built-from"
    made_of = built.read_text() + (ROOT / "requirements/base.txt").read_text()
    if not stamp.exists() or stamp.read_text() != made_of:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(made_of)


if __name__ == "__main__":
    main()
