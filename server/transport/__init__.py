"""Where people come in: HTTP and Socket.IO; never pydicom, numpy or SQL."""
