"""The follow-ups: tasks that grew out of requests, items, findings and meetings, and how far they are."""
