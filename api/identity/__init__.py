"""Who is asking: bearer tokens, the session cookie that carries one, signing in and out."""
