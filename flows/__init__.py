"""Saring's rooms that touch the world: readers, the snapshot store, Prefect flows and the command line."""
