"""What Prometheus reads: every figure with its name, meaning and place, and nothing that names a person, a study or a room."""
