"""The overview of the joint investigations, and the membership that is the access filter of every list."""
