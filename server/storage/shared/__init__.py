"""Live state shared by connections (one-time tickets), in this process; never a key, never pixels, nothing to survive a restart."""
