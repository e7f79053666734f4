"""The licence gate: everything that is shipped may be used, changed and passed on freely.

Reads the metadata of the locked runtime closure, the names of the native libraries bundled in its wheels, and the
licences of the packages built into the pages. Says every finding and exits 1; an exception is named with its reason.
"""

import json
import re
import sys
from collections.abc import Mapping
from importlib.metadata import Distribution, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)

PERMISSIVE = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "CC0-1.0", "ISC", "MIT", "MIT-0"),
    *("MIT-CMU", "PSF-2.0", "Unlicense", "Zlib"),
}
# What authors wrote before SPDX names were usual.
SPOKEN = {
    "APL 2": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Python Software Foundation License": "PSF-2.0",
}
PACKAGE_EXCEPTIONS = {
    "bidict": "MPL-2.0, a licence per file: used unchanged beneath python-socketio, which has no other",
}

# Native libraries as their bundled files are called, version and digest cut off. A new name is read up on first.
LIBRARIES = {
    "Apache-2.0": "libLerc libavif libjxrglue libopenblas libpcodec libcpcodec libuhdr libzopfli",
    "BSD": (
        "libSPERR libSZ3c libaec libaom libavif libblosc libblosc2 libcharls libjpeg libjpegxr libjxl libjxl_cms "
        "libjxl_threads liblz4 liblzfse libopenjp2 libopenjph libscipy_openblas64_ libsharpyuv libsnappy libsz "
        "libwebp libwebpdemux libwebpmux libzfp libzstd"
    ),
    "MIT": (
        "libXau libbrotlicommon libbrotlidec libbrotlienc libdeflate libgif libharfbuzz liblcms2 liblzhamcomp "
        "liblzhamdecomp liblzhamdll liblzokay liblzokay-c libmeshoptimizer libxcb"
    ),
    "FTL": "libfreetype",  # offered under FTL or GPL; taken under FTL
    "libpng-2.0": "libpng16",
    "libtiff": "libtiff",
    "0BSD": "liblzma",
}
LIBRARY_EXCEPTIONS = {
    "libgomp": "GPL with the GCC Runtime Library Exception: linking puts no condition on us (beneath imagecodecs)",
    "libgfortran": "as libgomp (beneath numpy's OpenBLAS)",
    "libquadmath": "LGPL, a separate shared library that anybody may exchange (beneath numpy's OpenBLAS)",
}
KNOWN_LIBRARIES = {name for names in LIBRARIES.values() for name in names.split()} | set(LIBRARY_EXCEPTIONS)
# Extension modules that wheels have linked with copyleft or patent-burdened code before.
SUSPECT_MODULE = re.compile(r"_(heif|jetraw|x26[45]|de265|libjpeg|lzo1x|grok|mozjpeg_gpl)\b")


def licenses_of(expression: str) -> list[set[str]]:
    """An SPDX expression as alternatives that must all hold: `A AND (B OR C)` → [{A}, {B, C}]; enough for real ones."""
    return [
        {SPOKEN.get(word, word) for word in re.split(r"\s+OR\s+", part.strip("() "))}
        for part in re.split(r"\s+AND\s+", expression)
    ]


def is_permissive(expression: str) -> bool:
    """Whether each part offers a permissive choice."""
    return all(choices & PERMISSIVE for choices in licenses_of(expression))


def stated_license(name: str, metadata: Mapping[str, str | list[str]]) -> str:
    """The licence that a package states, as an SPDX expression where it gives one; raises LookupError without any."""
    if expression := metadata.get("license_expression"):
        return str(expression)
    spoken = [kind.rpartition(" :: ")[2] for kind in metadata.get("classifier", []) if kind.startswith("License ::")]
    if spoken:
        return " OR ".join(SPOKEN.get(word, word) for word in spoken)
    if text := metadata.get("license"):
        return str(text).strip().splitlines()[0]
    raise LookupError(name)


def library_name(file: str) -> str:
    """`libpng16-35002b02.so.16.55.0` → `libpng16`."""
    return re.sub(r"(-[0-9a-f]{8})*\.so(\.\d+)*$", "", file)


def package_findings(package: Distribution) -> list[str]:
    """What is wrong with one installed package and what it bundles."""
    name = package.metadata["Name"]
    license_ = stated_license(name, package.metadata.json)
    found = []
    if not is_permissive(license_) and name not in PACKAGE_EXCEPTIONS:
        found.append(f"{name}: {license_}")
    for file in package.files or []:
        if ".libs" in file.parts[0] and library_name(file.name) not in KNOWN_LIBRARIES:
            found.append(f"{name}: bundles {library_name(file.name)}, which nobody has read up on")
        if ".so" in file.suffixes and SUSPECT_MODULE.search(file.name):
            found.append(f"{name}: {file.name} is linked with code that may not be passed on freely")
    return found


def page_findings(built_licenses: Path) -> list[str]:
    """What is wrong with the packages that are built into the pages."""
    packages = json.loads(built_licenses.read_text("utf-8"))
    wrong = [one for one in packages if not is_permissive(str(one.get("identifier")))]
    return [f"pages: {one['name']}: {one.get('identifier')}" for one in wrong]


def main() -> int:
    """Say every finding; 1 when there is one."""
    names = PIN.findall((ROOT / "requirements" / "runtime.txt").read_text("utf-8"))
    findings = [finding for name in names for finding in package_findings(distribution(name))]
    findings += page_findings(ROOT / "server" / "assets" / "licenses.json")
    exceptions = len(PACKAGE_EXCEPTIONS) + len(LIBRARY_EXCEPTIONS)
    print(
        "\n".join(findings)
        or f"licences: {len(names)} packages and the pages are permissive ({exceptions} named exceptions)"
    )
    return int(bool(findings))


if __name__ == "__main__":
    sys.exit(main())
