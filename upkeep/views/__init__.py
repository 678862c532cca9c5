"""Pages of this room: public ones, and those of the workplace."""
