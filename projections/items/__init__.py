"""The shared items: what was registered, who has it, under which conditions, and what is still to be confirmed."""
