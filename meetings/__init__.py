"""What meets, when, how: meetings, formats, schedule rules, occurrences, search, public pages, admin."""
