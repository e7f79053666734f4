"""Where every port meets its implementation, and nowhere else."""

from server.app.house import House, build

__all__ = ["House", "build"]
