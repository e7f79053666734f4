"""The pictures of the documentation, taken in real Chromium of the demo: `make pictures`. No test, and no picture by hand."""
