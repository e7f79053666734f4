"""Live state that processes have in common, in this process or in Redis: never a key, a pixel or a name; nothing to remember."""
