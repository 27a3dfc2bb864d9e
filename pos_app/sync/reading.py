"""Pages of the list read, by a thread or by a process that does nothing else."""

from dataclasses import replace

from pos_app.customers.prepared import prepare
from pos_app.sync.ports import ListedPage, UnreadPage


def read_page(unread: UnreadPage) -> ListedPage:
    """The page with all of its index that needs no database. Milliseconds: for a thread.

    Raises RemoteUnknown when it isn't one.
    """
    listed = unread.read()
    return listed if listed.prepared else replace(listed, prepared=prepare(listed.customers))
