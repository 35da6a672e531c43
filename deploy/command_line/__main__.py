"""Runs the command line as `python -m deploy.command_line`, as the processes of `entente demo` are started.

It must not do anything else.
"""

from deploy.command_line import main

main()
