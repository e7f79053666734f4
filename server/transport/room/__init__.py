"""The live room's door: websocket, Socket.IO events, one connection per screen; never a rule of the session."""
