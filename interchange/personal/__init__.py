"""What is personal in free text: e-mail addresses, telephone numbers, passwords and people's names. It is taken out and held
for a person to look at; nothing of it is shown.

`taking_out` asks `phones`, `people` and `passwords` where it stands, and `cutting` to leave a text that still reads well. The
words by which they know are in data/personal.toml.
"""

from interchange.personal.taking_out import Cleaned, take_out

__all__ = ["Cleaned", "take_out"]
