"""All SQL: tables, migrations, one module a subject. Plain functions on a connection."""
