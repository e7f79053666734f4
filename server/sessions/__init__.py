"""The rules of a consult as pure functions of a session, a command and the time; never a clock, chance, I/O or asyncio."""
