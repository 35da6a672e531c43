# A follow-up.
follow-up-none = No such follow-up
follow-up-none-text = There is no such follow-up, or it is not for you to see.
follow-up-about = The follow-up
follow-up-due-reason = Why by then
follow-up-last-progress = Progress, as noted last
follow-up-result = Result
follow-up-cancellation-reason = Why it was cancelled
follow-up-see = see it
follow-up-opened = Opened
follow-up-notes = Progress notes
