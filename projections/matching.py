"""Matching of text that people type: every character stands for itself.

It must not be used for identifiers, which are compared as they are.
"""

__all__ = ["containing"]


def containing(text: str | None) -> str | None:
    """This will make the ILIKE pattern (escape character backslash) of texts that contain `text`; None stays None."""
    if text is None:
        return None
    plain = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace("\0", "")
    return f"%{plain}%"
