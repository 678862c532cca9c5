"""The formats the field speaks, as plain Python: no Django, no database, no network.

A reader is `read(stream) -> Iterator[MeetingRecord | Problem]`, a writer is `write(records) -> Iterator[bytes]`.
"""
