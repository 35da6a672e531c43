# Forms of commands.
form-needed = needed
form-choose = Choose …
form-nothing-to-choose = There is nothing to choose from.
form-take-away = Take away
form-more = More
form-unit = Unit
form-days = days
form-hours = hours
form-occurred = As exactly as it is known: 2026, 2026-05, 2026-05-14, or 2026-05-14 16:30 ({ $zone }). Blank: now.
form-zone = Time of { $zone }
form-leave = Close
form-done = Done: { $what }.
form-nothing-to-fill = Nothing needs to be filled in.
form-changed = Somebody else changed it meanwhile.
form-changed-remedy = Look at it again. If you still want this, send it once more.
form-gone = There is no such thing, or it is not for you.
form-gone-remedy = Look at the page again.
