"""The parts of the demo patient's trunk, each painting itself into a section; scanners and files are elsewhere."""
