# My investigations.
investigations-title = My investigations
investigations-find = Reference or title
investigations-reference = Reference
investigations-name = Title
investigations-phase = Phase
investigations-lead = Lead
investigations-partners = Partners
investigations-open = Open requests
investigations-changed = Last change
investigations-open-of = { $open } of { $all }
investigations-none-found = None of your investigations has this in its reference or title.
investigations-none = You are an active member of no investigation yet. An administrator of one can admit you; it stands here then.
