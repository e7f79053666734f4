"""Running sessions: tasks, timers, the feed; the only floor where time passes; never HTTP, SQL or Socket.IO."""
