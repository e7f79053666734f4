"""Alembic's entry: it is given an open connection (`migrate._upgrade`) and never opens one itself."""

from alembic import context

from server.storage.database.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
