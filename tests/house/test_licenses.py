"""The licence gate lets permissive packages and libraries pass, and nothing else."""

import pytest

from tests.house.test_locks import gate

licenses = gate("licenses")


@pytest.mark.parametrize(
    "expression", ["MIT", "Apache-2.0 AND MIT", "MIT OR GPL-3.0-only", "BSD-3-Clause AND (LGPL-3.0-only OR Zlib)"]
)
def test_permissive_choice_passes(expression: str) -> None:
    assert licenses.is_permissive(expression)


@pytest.mark.parametrize("expression", ["GPL-3.0-only", "MIT AND LGPL-2.1-only", "UNKNOWN", "None", ""])
def test_anything_else_does_not(expression: str) -> None:
    assert not licenses.is_permissive(expression)


@pytest.mark.parametrize(
    ("metadata", "stated"),
    [
        ({"license_expression": "MIT", "license": "GPL"}, "MIT"),
        ({"classifier": ["Topic :: X", "License :: OSI Approved :: MIT License"]}, "MIT"),
        ({"license": "APL 2\nfull text"}, "APL 2"),
    ],
)
def test_most_exact_statement_counts(metadata: dict[str, str | list[str]], stated: str) -> None:
    assert licenses.stated_license("some", metadata) == stated


@pytest.mark.parametrize(
    ("file", "name"),
    [("libpng16-35002b02.so.16.55.0", "libpng16"), ("libgfortran-040039e1-0352e75f.so.5.0.0", "libgfortran")],
)
def test_bundled_library_is_known_by_its_name(file: str, name: str) -> None:
    assert licenses.library_name(file) == name
    assert name in licenses.KNOWN_LIBRARIES


@pytest.mark.parametrize(
    "file", ["libx264-01234567.so.164", "libpjpeg.so", "libavcodec-89abcdef.so.60", "libheif.so.1"]
)
def test_unknown_bundled_library_is_a_finding(file: str) -> None:
    assert licenses.library_name(file) not in licenses.KNOWN_LIBRARIES


@pytest.mark.parametrize("file", ["_heif.abi3.so", "_libjpeg.cpython-311.so"])
def test_suspect_extension_module_is_a_finding(file: str) -> None:
    assert licenses.SUSPECT_MODULE.search(file)
