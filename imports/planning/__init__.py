"""What a run would do, decided from values alone: no database, no Django."""
