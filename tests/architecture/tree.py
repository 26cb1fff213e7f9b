"""The project's own files, as paths from its root."""

import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {
    ".git",
    ".venv",
    "node_modules",
    "var",
    "static",
    "staticfiles",
    "test-results",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    ".import_linter_cache",
}
TEXT = {
    "",
    ".py",
    ".html",
    ".css",
    ".js",
    ".mjs",
    ".json",
    ".md",
    ".txt",
    ".in",
    ".toml",
    ".yaml",
    ".yml",
    ".sh",
    ".typ",
}


def files(*suffixes: str, under: str = ".") -> Iterator[str]:
    """Every file of ours with one of the suffixes (all text files when none is given), sorted."""
    wanted = set(suffixes) or TEXT
    for folder, folders, names in os.walk(ROOT / under):
        folders[:] = sorted(set(folders) - NOT_OURS)
        for path in (Path(folder, name) for name in sorted(set(names) - NOT_OURS)):
            if path.suffix in wanted and path.is_file():
                yield path.relative_to(ROOT).as_posix()


def source(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")
