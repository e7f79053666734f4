"""Lengths, angles and statistics of what was drawn, and how far millimetres can be believed; pure functions of numbers."""
