"""The steps from one version's schema to the next, applied by `migrate.upgrade`; never a step that reads patient data."""
