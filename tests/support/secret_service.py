#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Secret Service whose states a test chooses: one keyring, nothing on disk, plain sessions.

States, by `io.github.cardsync.Stage.Set`:

open        unlocked
dismissing  locked; whoever is asked for the password dismisses the question
answering   locked; whoever is asked knows the password
refusing    locked; nobody is asked and nothing is unlocked
emptied     unlocked; every item is deleted
other       unlocked; another keyring: what was stored is out of reach until `open`
garbled     unlocked; the content of every item is something else
            (these three also as `profile:emptied`: only the items with that purpose)
failing     answers every search with an error that holds a canary
silent      answers no search and stores nothing, until `open`, when it makes up for it
away        has left the bus, until `open`; to be told by its unique name
"""

from gi.repository import Gio, GLib

NAME = "org.freedesktop.secrets"
ROOT = "/org/freedesktop/secrets"
DEFAULT = ROOT + "/collection/login"
ALIAS = ROOT + "/aliases/default"
SESSION = ROOT + "/session/1"
PROMPT = ROOT + "/prompt/1"
NOTHING = "/"

INTERFACES = Gio.DBusNodeInfo.new_for_xml("""
<node>
 <interface name="org.freedesktop.Secret.Service">
  <method name="OpenSession"><arg direction="in" type="s"/><arg direction="in" type="v"/>
   <arg direction="out" type="v"/><arg direction="out" type="o"/></method>
  <method name="SearchItems"><arg direction="in" type="a{ss}"/>
   <arg direction="out" type="ao"/><arg direction="out" type="ao"/></method>
  <method name="Unlock"><arg direction="in" type="ao"/>
   <arg direction="out" type="ao"/><arg direction="out" type="o"/></method>
  <method name="GetSecrets"><arg direction="in" type="ao"/><arg direction="in" type="o"/>
   <arg direction="out" type="a{o(oayays)}"/></method>
  <method name="ReadAlias"><arg direction="in" type="s"/><arg direction="out" type="o"/></method>
  <property name="Collections" type="ao" access="read"/>
 </interface>
 <interface name="org.freedesktop.Secret.Collection">
  <method name="CreateItem"><arg direction="in" type="a{sv}"/>
   <arg direction="in" type="(oayays)"/><arg direction="in" type="b"/>
   <arg direction="out" type="o"/><arg direction="out" type="o"/></method>
  <property name="Items" type="ao" access="read"/>
  <property name="Label" type="s" access="read"/>
  <property name="Locked" type="b" access="read"/>
  <property name="Created" type="t" access="read"/>
  <property name="Modified" type="t" access="read"/>
 </interface>
 <interface name="org.freedesktop.Secret.Item">
  <method name="Delete"><arg direction="out" type="o"/></method>
  <method name="GetSecret"><arg direction="in" type="o"/>
   <arg direction="out" type="(oayays)"/></method>
  <property name="Attributes" type="a{ss}" access="read"/>
  <property name="Label" type="s" access="read"/>
  <property name="Locked" type="b" access="read"/>
  <property name="Created" type="t" access="read"/>
  <property name="Modified" type="t" access="read"/>
 </interface>
 <interface name="org.freedesktop.Secret.Session">
  <method name="Close"/>
 </interface>
 <interface name="org.freedesktop.Secret.Prompt">
  <method name="Prompt"><arg direction="in" type="s"/></method>
  <method name="Dismiss"/>
  <signal name="Completed"><arg type="b"/><arg type="v"/></signal>
 </interface>
 <interface name="io.github.cardsync.Stage">
  <method name="Set"><arg direction="in" type="s"/></method>
  <method name="Await"/>
 </interface>
</node>""")

LOCKED = ("dismissing", "answering", "refusing")


class Item:
    """One secret."""

    def __init__(self, path, attributes, label, secret, content_type, time):
        self.path, self.attributes, self.label = path, attributes, label
        self.secret, self.content_type, self.time = secret, content_type, time


class Keyring:
    """The service, its one collection and the items in it."""

    def __init__(self, bus):
        self.bus = bus
        self.state, self.purpose = "open", ""
        self.items = {}
        self.n_made = 0
        self.wanted = []
        self.silenced = []
        self.awaiting = []
        for path, interface in [(ROOT, "Service"), (DEFAULT, "Collection"), (ALIAS, "Collection"),
                                (SESSION, "Session"), (PROMPT, "Prompt")]:
            self.register(path, "org.freedesktop.Secret." + interface)
        self.register("/stage", "io.github.cardsync.Stage")
        self.own()

    def register(self, path, interface):
        self.bus.register_object(path, INTERFACES.lookup_interface(interface), self.call, self.read,
                                 None)

    def own(self):
        flags = Gio.BusNameOwnerFlags.NONE
        self.owner = Gio.bus_own_name_on_connection(self.bus, NAME, flags, None, None)

    @property
    def locked(self):
        return self.state in LOCKED

    def call(self, bus, sender, path, interface, method, arguments, invocation):
        answer = getattr(self, f"{interface.rpartition('.')[2]}_{method}")
        task = (answer, invocation, path, *arguments.unpack())
        if self.state == "silent" and method in ("SearchItems", "CreateItem"):
            self.silenced.append(task)
            self.tell_silenced()
        else:
            answer(*task[1:])

    def tell_silenced(self):
        while self.silenced and self.awaiting:
            self.awaiting.pop().return_value(None)

    def Stage_Await(self, invocation, path):
        """Answers once somebody waits for an answer."""
        self.awaiting.append(invocation)
        self.tell_silenced()

    def read(self, bus, sender, path, interface, name):
        if interface.endswith("Service"):
            return GLib.Variant("ao", [DEFAULT])
        item = self.items.get(path)
        values = {"Items": ("ao", list(self.items)), "Label": ("s", item.label if item else "L"),
                  "Locked": ("b", self.locked), "Created": ("t", item.time if item else 0),
                  "Modified": ("t", item.time if item else 0),
                  "Attributes": ("a{ss}", item.attributes if item else {})}
        return GLib.Variant(*values[name])

    def concerned(self):
        return [item for item in self.items.values()
                if self.purpose in ("", item.attributes.get("purpose"))]

    def Stage_Set(self, invocation, path, state):
        self.purpose, _, state = state.rpartition(":")
        self.state = state
        if state == "away" and self.owner:
            Gio.bus_unown_name(self.owner)
            self.owner = 0
        elif state != "away" and not self.owner:
            self.own()
        while state == "open" and self.silenced:
            answer, *task = self.silenced.pop(0)
            answer(*task)
        if state == "emptied":
            for item in self.concerned():
                del self.items[item.path]
        if state == "garbled":
            for item in self.concerned():
                item.secret = b"what somebody typed"
        invocation.return_value(None)

    def Service_OpenSession(self, invocation, path, algorithm, data):
        if algorithm != "plain":
            invocation.return_dbus_error("org.freedesktop.DBus.Error.NotSupported", "plain only")
            return
        invocation.return_value(GLib.Variant("(vo)", (GLib.Variant("s", ""), SESSION)))

    def Service_SearchItems(self, invocation, path, attributes):
        if self.state == "failing":
            invocation.return_dbus_error("org.example.Failed", "canary 4111111111111111")
            return
        hidden = self.concerned() if self.state == "other" else []
        found = [item.path for item in self.items.values()
                 if attributes.items() <= item.attributes.items() and item not in hidden]
        answer = ([], found) if self.locked else (found, [])
        invocation.return_value(GLib.Variant("(aoao)", answer))

    def Service_Unlock(self, invocation, path, objects):
        if not self.locked:
            answer = objects, NOTHING
        elif self.state == "refusing":
            answer = [], NOTHING
        else:
            self.wanted = objects
            answer = [], PROMPT
        invocation.return_value(GLib.Variant("(aoo)", answer))

    def Service_ReadAlias(self, invocation, path, alias):
        found = DEFAULT if alias == "default" else NOTHING
        invocation.return_value(GLib.Variant("(o)", (found,)))

    def secret_of(self, item):
        return (SESSION, b"", item.secret, item.content_type)

    def Service_GetSecrets(self, invocation, path, objects, session):
        secrets = {} if self.locked else {
            path: self.secret_of(self.items[path]) for path in objects if path in self.items}
        invocation.return_value(GLib.Variant("(a{o(oayays)})", (secrets,)))

    def Collection_CreateItem(self, invocation, path, properties, secret, replace):
        if self.locked:
            invocation.return_dbus_error("org.freedesktop.Secret.Error.IsLocked", "locked")
            return
        attributes = properties["org.freedesktop.Secret.Item.Attributes"]
        label = properties.get("org.freedesktop.Secret.Item.Label", "")
        _, _, content, content_type = secret
        made = next((item for item in self.items.values() if item.attributes == attributes), None)
        if not (made and replace):
            self.n_made += 1
            made = Item(f"{DEFAULT}/{self.n_made}", attributes, label, b"", "", self.n_made)
            self.items[made.path] = made
            self.register(made.path, "org.freedesktop.Secret.Item")
        made.secret, made.content_type = bytes(content), content_type
        invocation.return_value(GLib.Variant("(oo)", (made.path, NOTHING)))

    def Item_Delete(self, invocation, path):
        self.items.pop(path, None)
        invocation.return_value(GLib.Variant("(o)", (NOTHING,)))

    def Item_GetSecret(self, invocation, path, session):
        if self.locked:
            invocation.return_dbus_error("org.freedesktop.Secret.Error.IsLocked", "locked")
        elif path not in self.items:
            invocation.return_dbus_error("org.freedesktop.Secret.Error.NoSuchObject", "gone")
        else:
            answer = (self.secret_of(self.items[path]),)
            invocation.return_value(GLib.Variant("((oayays))", answer))

    def Session_Close(self, invocation, path):
        invocation.return_value(None)

    def Prompt_Prompt(self, invocation, path, window):
        invocation.return_value(None)
        dismissed = self.state == "dismissing"
        if not dismissed:
            self.state = "open"
        unlocked = GLib.Variant("ao", [] if dismissed else self.wanted)
        GLib.idle_add(self.complete, dismissed, unlocked)

    def complete(self, dismissed, unlocked):
        self.bus.emit_signal(None, PROMPT, "org.freedesktop.Secret.Prompt", "Completed",
                             GLib.Variant("(bv)", (dismissed, unlocked)))

    def Prompt_Dismiss(self, invocation, path):
        invocation.return_value(None)


def main():
    keyring = Keyring(Gio.bus_get_sync(Gio.BusType.SESSION))
    GLib.MainLoop().run()
    return keyring


if __name__ == "__main__":
    main()
