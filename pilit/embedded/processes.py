"""Starting programs that must not outlive the one who started them."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from typing import Final

_PR_SET_PDEATHSIG: Final = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent(signum: signal.Signals) -> Callable[[], None]:
    """For `preexec_fn`: the program gets `signum` when the process that started it is gone.

    On Linux the kernel sends it, also after SIGKILL. Elsewhere nothing is sent, and the next start
    clears away what is left.
    """
    parent = os.getpid()

    def ask_kernel() -> None:
        if _libc is None:
            return
        _libc.prctl(_PR_SET_PDEATHSIG, int(signum))
        if os.getppid() != parent:
            # It went between the fork and the request.
            os.kill(os.getpid(), signal.SIGKILL)

    return ask_kernel
