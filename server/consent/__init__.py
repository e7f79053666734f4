"""What a patient is asked and exactly which words were agreed to; pure: no clock, no chance, no file, no session."""
