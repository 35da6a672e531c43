"""The sample investigations of `entente demo`: invented agencies, names and cases, told as commands.

It must not write anything but through the application, as people would.
"""
