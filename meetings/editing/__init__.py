"""The form of a meeting in the workplace: the meeting, where it meets and its dates on one page, for people with ten minutes."""
