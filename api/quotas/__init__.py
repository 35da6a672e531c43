"""How much members and agencies may ask for in a time, and how many operations are at work at once."""
