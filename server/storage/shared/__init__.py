"""Live state shared by connections (tickets, rate limits), in this process; never a key, never pixels, nothing that must survive a restart."""
