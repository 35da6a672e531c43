"""Runs something as an ordinary user of the machine, where root runs the tests.

It must not need the interpreter to be readable for that user: the child is a fork, not another program.
"""

import os
import pwd
import traceback
from collections.abc import Callable


def succeeds_as_nobody(act: Callable[[], None]) -> bool:
    """This will run an act in a child that is the user nobody for good, and tell whether it raised nothing."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            entry = pwd.getpwnam("nobody")
            os.setgroups([])
            os.setgid(entry.pw_gid)
            os.setuid(entry.pw_uid)
            os.environ["HOME"] = "/nonexistent"
            act()
            code = 0
        except BaseException:  # noqa: BLE001  # whatever it is, the parent is to hear of it
            traceback.print_exc()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
