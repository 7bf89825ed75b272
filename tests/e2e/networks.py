# SPDX-License-Identifier: GPL-3.0-or-later
"""Networks of our own, in namespaces: links that go down, addresses where nobody is.

enter() must have been called before anything else of a program; where namespaces are not allowed
it says why, and everything here is to be skipped.
"""

import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

INSIDE = "CARDSYNC_INSIDE_NAMESPACE"
TOOLS = ("ip", "mount", "nsenter", "unshare")


def enter():
    """Runs this program again in namespaces of its own; returns why not, or nothing once inside."""
    if INSIDE in os.environ:
        return os.environ[INSIDE]
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        return f"{missing[0]} is not installed"
    for rights in ([], ["--map-root-user"]):
        command = ["unshare", "--net", "--mount", *rights]
        probe = ("ip link set lo up && ip link add one type veth peer name two && "
             "mount -t tmpfs none /mnt")
        if subprocess.run([*command, "sh", "-c", probe], capture_output=True).returncode == 0:
            os.environ[INSIDE] = ""
            os.execvp(command[0], [*command, "sh", "-c", 'ip link set lo up && exec "$@"', "sh",
                                   *sys.orig_argv])
    return "network namespaces are not allowed here"


def run(*command):
    subprocess.run([str(word) for word in command], check=True, capture_output=True)


def put_in_place(path, text):
    """Lets everybody in these namespaces read TEXT in PATH."""
    with tempfile.NamedTemporaryFile("w", prefix="cardsync-etc-", delete=False) as file:
        file.write(text)
    os.chmod(file.name, 0o644)
    run("mount", "--bind", file.name, path)
    os.unlink(file.name)


class Network:
    """A network for the program, joined to the service's by a link that can be cut.

    At SERVICE somebody can listen. At NOBODY and NOBODY6 there is no one: what is sent there is
    never answered, not even by a router.
    """

    _numbers = itertools.count(1)

    def __init__(self):
        self.number = next(self._numbers)
        self.service, self.nobody = self.address(1), self.address(66)
        self.nobody6 = f"2001:db8:{self.number}::66"
        self._outside, self._inside = f"out{self.number}", f"in{self.number}"

    def address(self, host):
        return f"198.18.{self.number}.{host}"

    def __enter__(self):
        self._holder = subprocess.Popen(["unshare", "--net", "sleep", "600"])
        self._place = Path(f"/proc/{self._holder.pid}/ns/net")
        while self._place.readlink() == Path("/proc/self/ns/net").readlink():
            time.sleep(0.01)
        run("ip", "link", "add", self._outside, "type", "veth", "peer", "name", self._inside,
            "netns", self._holder.pid)
        run("ip", "address", "add", f"{self.service}/24", "dev", self._outside)
        run("ip", "link", "set", self._outside, "up")
        self.inside("link", "set", "lo", "up")
        self.inside("link", "set", self._inside, "up")
        self.inside("address", "add", f"{self.address(2)}/24", "dev", self._inside)
        self.inside("address", "add", f"2001:db8:{self.number}::2/64", "dev", self._inside, "nodad")
        # Known by a hardware address that nobody has, so that not even that is asked for in vain.
        for nobody in (self.nobody, self.nobody6):
            self.inside("neighbour", "add", nobody, "lladdr", "02:00:00:00:00:66", "dev",
                        self._inside)
        return self

    def __exit__(self, *unused):
        self._holder.kill()
        self._holder.wait()

    def inside(self, *arguments):
        """Runs ip in the program's network."""
        run(*self.prefix, "ip", *arguments)

    @property
    def prefix(self):
        """What runs a command in the program's network."""
        return ["nsenter", f"--net={self._place}", "--"]

    def cut(self):
        run("ip", "link", "set", self._outside, "down")

    def mend(self):
        run("ip", "link", "set", self._outside, "up")

    def move(self):
        """The computer goes to another network: its address is another one."""
        self.inside("address", "add", f"{self.address(3)}/24", "dev", self._inside)
        self.inside("address", "delete", f"{self.address(2)}/24", "dev", self._inside)
        self.inside("address", "replace", f"{self.address(3)}/24", "dev", self._inside)
