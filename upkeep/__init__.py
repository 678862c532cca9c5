"""Keeping listings true: confirmations, reminders, suggestions, reports, closures, handover."""
